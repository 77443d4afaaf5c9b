import type { Authority } from '../../base/authority.ts'
import type { ServiceDescription } from '../../vocabulary/services.ts'

/** What a country's law says of a need that people tell an authority. */
export type NeedLaw = Pick<ServiceDescription, 'legalBasis' | 'silence' | 'appeals'>

const complaint = { amount: 12, unit: 'months' } as const

/** By the authority's country: on what people's right to be heard rests, what silence means, where to go who does not agree. */
export const needLaw: Readonly<Record<Authority['country'], NeedLaw>> = {
  FR: {
    legalBasis: [{
      article: 'Code des relations entre le public et l’administration, art. L112-3 et L114-2',
      words: {
        fr: 'L’administration accuse réception de ce que vous lui demandez. Si cela dépend d’une autre administration, elle le lui transmet et vous le dit.',
        en: 'The administration confirms that it received what you ask. If another administration is responsible, it passes your need on and tells you.',
        de: 'Die Verwaltung bestätigt den Eingang. Ist eine andere Behörde zuständig, gibt sie Ihr Anliegen dorthin weiter und sagt es Ihnen.',
      },
    }],
    silence: {
      term: { amount: 2, unit: 'months' }, means: 'refusal',
      words: {
        fr: 'Sans réponse après deux mois, la loi considère que la demande est refusée (code des relations entre le public et l’administration, art. L231-4).',
        en: 'Without an answer after two months, the law takes it as refused (code des relations entre le public et l’administration, art. L231-4).',
        de: 'Ohne Antwort nach zwei Monaten gilt es nach dem Gesetz als abgelehnt (code des relations entre le public et l’administration, Art. L231-4).',
      },
    },
    appeals: [
      {
        id: 'gracious', term: { amount: 2, unit: 'months' }, article: 'Code des relations entre le public et l’administration, art. L411-2',
        name: { fr: 'Recours gracieux', en: 'Asking again', de: 'Erneute Prüfung' },
        words: { fr: 'Écrivez-nous dans les deux mois pour demander un nouvel examen. C’est gratuit.', en: 'Write to us within two months and ask for a new look. It is free.', de: 'Schreiben Sie uns innerhalb von zwei Monaten und bitten Sie um erneute Prüfung. Das ist kostenlos.' },
      },
      {
        id: 'court', term: { amount: 2, unit: 'months' }, article: 'Code de justice administrative, art. R421-1',
        name: { fr: 'Tribunal administratif', en: 'Administrative court', de: 'Verwaltungsgericht' },
        words: { fr: 'Vous pouvez saisir le tribunal administratif dans les deux mois.', en: 'You can go to the administrative court within two months.', de: 'Sie können innerhalb von zwei Monaten das Verwaltungsgericht anrufen.' },
      },
    ],
  },
  DE: {
    legalBasis: [{
      article: 'Grundgesetz, Art. 17',
      words: {
        fr: 'Toute personne peut adresser des demandes et des réclamations à l’administration, seule ou avec d’autres.',
        en: 'Everybody may address requests and complaints to the authorities, alone or with others.',
        de: 'Jeder Mensch darf sich einzeln oder mit anderen mit Bitten und Beschwerden an die zuständigen Stellen wenden.',
      },
    }],
    silence: {
      term: { amount: 3, unit: 'months' }, means: 'refusal',
      words: {
        fr: 'Le silence ne vaut pas accord. Après trois mois sans réponse, vous pouvez vous plaindre à la direction.',
        en: 'No answer does not mean yes. After three months without an answer you can complain to the head of the administration.',
        de: 'Keine Antwort ist keine Zusage. Nach drei Monaten ohne Antwort können Sie sich bei der Leitung der Verwaltung beschweren.',
      },
    },
    appeals: [{
      id: 'complaint', term: complaint, article: 'Grundgesetz, Art. 17',
      name: { fr: 'Réclamation à la direction', en: 'Complaint to the head of the administration', de: 'Beschwerde bei der Leitung der Verwaltung' },
      words: {
        fr: 'Écrivez à la direction dans l’année, sans forme particulière.', en: 'Write to the head of the administration within a year, in any form.', de: 'Schreiben Sie innerhalb eines Jahres an die Leitung der Verwaltung, ohne besondere Form.',
      },
    }],
  },
  CH: {
    legalBasis: [{
      article: 'Bundesverfassung der Schweizerischen Eidgenossenschaft, Art. 33',
      words: {
        fr: 'Toute personne a le droit d’adresser des pétitions aux autorités, sans en subir de préjudice. Les autorités en prennent connaissance.',
        en: 'Everybody has the right to petition the authorities, without suffering for it. The authorities take note of it.',
        de: 'Jede Person darf Petitionen an Behörden richten; es dürfen ihr daraus keine Nachteile erwachsen. Die Behörden nehmen davon Kenntnis.',
      },
    }],
    silence: {
      term: { amount: 3, unit: 'months' }, means: 'refusal',
      words: {
        fr: 'Le silence ne vaut pas accord. Après trois mois sans réponse, vous pouvez vous plaindre à la direction.',
        en: 'No answer does not mean yes. After three months without an answer you can complain to the head of the administration.',
        de: 'Keine Antwort ist keine Zusage. Nach drei Monaten ohne Antwort können Sie sich bei der Leitung der Verwaltung beschweren.',
      },
    },
    appeals: [{
      id: 'complaint', term: complaint, article: 'Bundesverfassung der Schweizerischen Eidgenossenschaft, Art. 29',
      name: { fr: 'Réclamation à la direction', en: 'Complaint to the head of the administration', de: 'Beschwerde bei der Leitung der Verwaltung' },
      words: {
        fr: 'Écrivez à la direction dans l’année, sans forme particulière.', en: 'Write to the head of the administration within a year, in any form.', de: 'Schreiben Sie innerhalb eines Jahres an die Leitung der Verwaltung, ohne besondere Form.',
      },
    }],
  },
  GB: {
    legalBasis: [{
      article: 'Localism Act 2011, section 1',
      words: {
        fr: 'L’administration peut agir pour le bien de celles et ceux qui vivent ici, même là où aucun service n’existe encore.',
        en: 'The authority may act for the people who live here, also where there is no service yet.',
        de: 'Die Verwaltung darf für die Menschen hier handeln, auch wo es noch keinen Dienst gibt.',
      },
    }],
    silence: {
      term: { amount: 3, unit: 'months' }, means: 'refusal',
      words: {
        fr: 'Le silence ne vaut pas accord. Après trois mois sans réponse, vous pouvez porter plainte.',
        en: 'No answer does not mean yes. After three months without an answer you can complain.',
        de: 'Keine Antwort ist keine Zusage. Nach drei Monaten ohne Antwort können Sie sich beschweren.',
      },
    },
    appeals: [{
      id: 'ombudsman', term: complaint, article: 'Local Government Act 1974, Part III',
      name: { fr: 'Plainte, puis médiateur', en: 'Complaint, then the Ombudsman', de: 'Beschwerde, dann Ombudsstelle' },
      words: {
        fr: 'Portez d’abord plainte auprès de nous. Vous pouvez ensuite, dans l’année, saisir le Local Government and Social Care Ombudsman.',
        en: 'Complain to us first. Then, within a year, you can go to the Local Government and Social Care Ombudsman.',
        de: 'Beschweren Sie sich zuerst bei uns. Danach können Sie innerhalb eines Jahres den Local Government and Social Care Ombudsman anrufen.',
      },
    }],
  },
}
