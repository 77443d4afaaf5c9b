export const de = {
  yes: 'Ja',
  no: 'Nein',
  given: 'Vorname',
  family: 'Nachname',
  birthDate: 'Geburtsdatum',
  birthDateHint: 'Zum Beispiel: 14 3 2019',
  unknown: 'Ich weiß es nicht',
  noEmail: 'Ich habe keine E-Mail-Adresse',
  organisation: 'Name der Organisation',
  registers: {
    siret: { label: 'SIRET-Nummer', hint: '14 Ziffern, zum Beispiel 123 456 782 00002' },
    'uid-ch': { label: 'UID-Nummer', hint: 'Zum Beispiel CHE-123.456.788' },
    'crn-gb': { label: 'Firmennummer (Companies House)', hint: '8 Zeichen, zum Beispiel 01234567 oder SC123456' },
  },
  agreed: 'Ja, ich bin einverstanden',
  born: (day: string) => `geboren am ${day}`,
  pointOf: {
    typed: (at: string) => `Punkt: ${at}`,
    map: (at: string) => `Auf der Karte gesetzter Punkt: ${at}`,
    device: (at: string) => `Vom Gerät angegebene Position: ${at}`,
    register: (at: string) => `Punkt der vorgeschlagenen Adresse: ${at}`,
  },
}
