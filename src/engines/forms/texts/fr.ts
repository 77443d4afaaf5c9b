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
  agreed: 'Oui, j’accepte',
  born: (day: string) => `né ou née le ${day}`,
}
