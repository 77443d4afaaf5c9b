/** Words that field types bring along. */
export const fr = {
  yes: 'Oui',
  no: 'Non',
  given: 'Prénom',
  family: 'Nom de famille',
  birthDate: 'Date de naissance',
  birthDateHint: 'Par exemple : 14 3 2019',
  unknown: 'Je ne sais pas',
  noEmail: 'Je n’ai pas d’adresse e-mail',
  organisation: 'Nom de l’organisme',
  registers: {
    siret: { label: 'Numéro SIRET', hint: '14 chiffres, par exemple 123 456 782 00002' },
    'uid-ch': { label: 'Numéro IDE', hint: 'Par exemple CHE-123.456.788' },
    'crn-gb': { label: 'Numéro d’entreprise (Companies House)', hint: '8 signes, par exemple 01234567 ou SC123456' },
  },
  agreed: 'Oui, j’accepte',
  born: (day: string) => `né ou née le ${day}`,
  pointOf: {
    typed: (at: string) => `Point : ${at}`,
    map: (at: string) => `Point mis sur la carte : ${at}`,
    device: (at: string) => `Position donnée par l’appareil : ${at}`,
    register: (at: string) => `Point de l’adresse proposée : ${at}`,
  },
}
