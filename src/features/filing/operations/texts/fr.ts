import { verbatim } from '../../../../base/text.ts'

/** What a program that files is told, in French. `mend` is for whoever writes the program. */
export const fr = {
  malformed: "Cette réponse n'est pas lisible.",
  tooMany: (max: number) => `Il y en a trop : gardez-en ${max} au plus.`,
  other: 'Cette réponse ne convient pas. Vérifiez-la.',
  unknownFile: "Ce document n'est pas arrivé avec la demande. Ajoutez-le de nouveau.",
  body: "L'envoi n'est pas lisible.",
  language: "Cette langue n'est pas parlée ici.",
  version: 'Le formulaire a changé depuis.',
  unknown: "Ceci n'est pas connu ici.",
  mend: {
    body: 'Envoyez un objet avec "answers".',
    required: 'Ajoutez cette réponse.',
    fits: (schema: string) => `Envoyez une valeur conforme à ${verbatim(schema)}`,
    oneOf: (ids: string) => `Choisissez parmi : ${verbatim(ids)}`,
    list: "Envoyez une liste d'objets, pas plus longue que ne le dit le schéma.",
    again: 'Montrez la phrase à la personne et envoyez une autre valeur.',
    document: "Envoyez d'abord le document avec la même Idempotency-Key, et nommez-le dans les réponses exactement comme dans la réponse reçue.",
    file: 'Envoyez un fichier, dans le champ « file » du formulaire.',
    remove: 'Retirez-le.',
    current: (version: string) => `La version en cours est la ${version}. Relisez son schéma et envoyez ${verbatim(`"version": ${version}`)}.`,
    version: 'Envoyez la version en chiffres, ou retirez-la.',
  },
}
