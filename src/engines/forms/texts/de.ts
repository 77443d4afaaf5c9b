export const de = {
  yes: 'Ja',
  no: 'Nein',
  given: 'Vorname',
  family: 'Nachname',
  birthDate: 'Geburtsdatum',
  birthDateHint: 'Zum Beispiel: 14 3 2019',
  unknown: 'Ich weiß es nicht',
  noEmail: 'Ich habe keine E-Mail-Adresse',
  agreed: 'Ja, ich bin einverstanden',
  born: (day: string) => `geboren am ${day}`,
}
