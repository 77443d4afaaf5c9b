export const en = {
  yes: 'Yes',
  no: 'No',
  given: 'First name',
  family: 'Last name',
  birthDate: 'Date of birth',
  birthDateHint: 'For example: 14 3 2019',
  unknown: 'I don’t know',
  noEmail: 'I have no e-mail address',
  agreed: 'Yes, I agree',
  born: (day: string) => `born on ${day}`,
}
