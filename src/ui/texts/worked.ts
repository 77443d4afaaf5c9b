import { allTexts, verbatim } from '../../base/text.ts'

/** How something was worked out by a decision table, for whom it is about and for who works on it. */
export const workedTexts = allTexts({
  fr: {
    title: 'Comment cela a été calculé',
    lead: 'Le résultat vient d’une règle publique. Une personne prend la décision.',
    rule: (row: number) => `Règle ${row}`,
    otherwise: 'Aucune règle particulière',
    result: 'Résultat',
    basis: (article: string) => `Texte appliqué : ${verbatim(article)}`,
    erased: 'effacé',
    hidden: 'réservé à l’équipe en charge',
    undecided: 'La règle ne donne pas de résultat pour cette demande : une personne s’en charge.',
    register: 'Toutes les règles de calcul',
    letter: {
      title: 'Les règles de calcul utilisées',
      used: (rules: string) => `Une partie de cette décision s’appuie sur un calcul par des règles publiques : ${verbatim(rules)}. Une personne a pris la décision.`,
      ask: (address: string) => `Vous avez le droit de demander ces règles et la façon dont elles ont été appliquées à votre demande. Elles sont expliquées sur la page de votre demande et publiées ici : ${verbatim(address)}`,
    },
  },
  en: {
    title: 'How this was worked out',
    lead: 'The result comes from a public rule. A person makes the decision.',
    rule: (row) => `Rule ${row}`,
    otherwise: 'No particular rule',
    result: 'Result',
    basis: (article) => `Legal basis: ${verbatim(article)}`,
    erased: 'erased',
    hidden: 'for the team in charge only',
    undecided: 'The rule gives no result for this request: a person looks after it.',
    register: 'All rules that work things out',
    letter: {
      title: 'The rules that were used to work things out',
      used: (rules) => `A part of this decision was worked out by public rules: ${verbatim(rules)}. A person made the decision.`,
      ask: (address) => `You have the right to ask for these rules and for how they were applied to your request. They are explained on the page of your request, and published here: ${verbatim(address)}`,
    },
  },
  de: {
    title: 'Wie das berechnet wurde',
    lead: 'Das Ergebnis kommt aus einer öffentlichen Regel. Ein Mensch trifft die Entscheidung.',
    rule: (row) => `Regel ${row}`,
    otherwise: 'Keine besondere Regel',
    result: 'Ergebnis',
    basis: (article) => `Rechtsgrundlage: ${verbatim(article)}`,
    erased: 'gelöscht',
    hidden: 'nur für das zuständige Team',
    undecided: 'Die Regel gibt für diesen Antrag kein Ergebnis: Ein Mensch kümmert sich darum.',
    register: 'Alle Regeln für Berechnungen',
    letter: {
      title: 'Die Regeln, nach denen gerechnet wurde',
      used: (rules) => `Ein Teil dieser Entscheidung wurde nach öffentlichen Regeln berechnet: ${verbatim(rules)}. Ein Mensch hat die Entscheidung getroffen.`,
      ask: (address) => `Sie haben das Recht, diese Regeln zu erfahren, und wie sie auf Ihren Antrag angewandt wurden. Sie sind auf der Seite Ihres Antrags erklärt und hier veröffentlicht: ${verbatim(address)}`,
    },
  },
})
