export const en = {
  yes: 'Yes',
  no: 'No',
  given: 'First name',
  family: 'Last name',
  birthDate: 'Date of birth',
  birthDateHint: 'For example: 14 3 2019',
  unknown: 'I don’t know',
  noEmail: 'I have no e-mail address',
  organisation: 'Name of the organisation',
  registers: {
    siret: { label: 'SIRET number', hint: '14 digits, for example 123 456 782 00002' },
    'uid-ch': { label: 'UID number', hint: 'For example CHE-123.456.788' },
    'crn-gb': { label: 'Company number (Companies House)', hint: '8 characters, for example 01234567 or SC123456' },
  },
  agreed: 'Yes, I agree',
  born: (day: string) => `born on ${day}`,
  pointOf: {
    typed: (at: string) => `Point: ${at}`,
    map: (at: string) => `Point set on the map: ${at}`,
    device: (at: string) => `Position given by the device: ${at}`,
    register: (at: string) => `Point of the suggested address: ${at}`,
  },
}
