import { verbatim } from '../../../base/text.ts'

/** What to say for each rule that an answer can break: what is missing or wrong, then what to do. */
export const fr = {
  required: {
    text: 'Écrivez votre réponse pour continuer.',
    part: (label: string) => `Remplissez la case « ${label} ».`,
    radios: 'Choisissez une réponse pour continuer.',
    checks: 'Cochez au moins une réponse pour continuer.',
    check: 'Cochez la case pour continuer.',
    date: 'Écrivez la date : le jour, le mois et l’année.',
    instead: (box: string) => `Écrivez votre réponse, ou cochez « ${box} ».`,
  },
  tooLong: (max: number) => `C’est trop long : gardez au plus ${max} caractères.`,
  malformed: 'Cette réponse ne peut pas être lue. Répondez de nouveau.',
  notOffered: 'Ce choix n’est pas proposé ici. Choisissez dans la liste.',
  alone: (option: string) => `« ${option} » exclut les autres réponses. Décochez cette case, ou décochez les autres.`,
  dateIncomplete: 'Il manque une partie de la date. Écrivez le jour, le mois et l’année.',
  yearTooShort: 'Écrivez l’année avec quatre chiffres, par exemple 2019.',
  notADate: 'Cette date n’existe pas. Écrivez-la en chiffres, par exemple 14 3 2019.',
  tooEarly: (day: string) => `Cette date est trop tôt. Choisissez le ${day}, ou plus tard.`,
  tooLate: (day: string) => `Cette date est trop tard. Choisissez le ${day}, ou plus tôt.`,
  notAnAmount: 'Ce montant ne peut pas être lu. Écrivez-le en chiffres, par exemple 742.',
  notWhole: 'Écrivez un montant sans centimes, par exemple 742.',
  negative: 'Le montant ne peut pas être inférieur à zéro.',
  tooMuch: 'Ce montant est trop élevé. Vérifiez le nombre de zéros.',
  both: (box: string) => `Vous avez écrit une réponse et coché « ${box} ». Gardez l’une des deux.`,
  notAPhone: 'Ce numéro ne peut pas être lu. Écrivez-le avec ses chiffres, par exemple 02 31 00 00 00.',
  notAnEmail: (example: string) => `Cette adresse e-mail est incomplète. Elle ressemble à ${verbatim(example)}.`,
  tooMany: (max: number) => `Il y en a trop : gardez-en au plus ${max}.`,
  other: 'Cette réponse ne convient pas. Vérifiez-la.',
}
