import { verbatim } from '../../../../base/text.ts'

/** What programs are told when something does not go, in German. */
export const de = {
  Unreadable: { title: 'Das ist nicht lesbar', todo: 'Senden Sie JSON in UTF-8: ein Objekt, höchstens 12 Ebenen tief und mit höchstens 2000 Einträgen. Es wurde nichts getan.' },
  KeyMissing: { title: 'Der Schlüssel des Antrags fehlt', todo: 'Senden Sie den Kopf Idempotency-Key mit einer zufälligen UUID (Version 4 oder 7), neu für jeden Antrag. Mit ihr zählt doppelt Gesendetes einmal.' },
  CodeMissing: { title: 'Der Geheimcode fehlt', todo: `Senden Sie den Kopf „${verbatim('Authorization: Bearer')}“ mit den 12 Zeichen des Geheimcodes. Der Code steht nie in der Adresse.` },
  NotFound: { title: 'Hier ist nichts', todo: 'Prüfen Sie die Adresse: die Behörde, die Kennung des Dienstes. Die Liste der Dienste nennt, welche es gibt.' },
  WrongCode: { title: 'Diese Nummer und dieser Code gehören nicht zusammen', todo: 'Vergleichen Sie beide mit dem, was beim Absenden mitgeteilt wurde. Warten Sie nach fünf Versuchen eine Viertelstunde.' },
  NotAllowed: { title: 'Das geht hier nicht', todo: 'Der Kopf Allow nennt, was diese Adresse annimmt.' },
  KeyUsed: { title: 'Dieser Schlüssel steht für einen anderen Antrag', todo: 'Nehmen Sie für einen neuen Antrag einen neuen Schlüssel. Um denselben noch einmal zu senden, senden Sie genau dieselben Antworten.' },
  Closed: { title: 'Der Dienst nimmt zurzeit nichts an', todo: 'Seine Öffnung (opening) sagt, ab wann und bis wann ein Antrag gesendet werden kann.' },
  Refused: { title: 'Das war nicht möglich', todo: 'Beim jetzigen Stand geht es nicht. Es wurde nichts geändert.' },
  TooLarge: { title: 'Das Gesendete ist zu lang', todo: 'Senden Sie höchstens 256 kB. Es wurde nichts getan.' },
  NotJson: { title: 'Hier ist nur JSON lesbar', todo: 'Senden Sie den Inhalt als application/json, nicht komprimiert. Es wurde nichts getan.' },
  NotMultipart: { title: 'Hier ist nur ein Formular mit einer Datei lesbar', todo: 'Senden Sie die Datei als multipart/form-data im Feld „file“. Es wurde nichts behalten.' },
  Unusable: { title: 'Etwas in der Sendung ist zu berichtigen', todo: 'Die Liste errors nennt jede Stelle und was zu tun ist. Es wurde kein Antrag gestellt.' },
  Throttled: { title: 'Zu viele Aufrufe in kurzer Zeit', todo: 'Warten Sie so lange, wie der Kopf Retry-After sagt. Nichts ist verloren.' },
  Failed: { title: 'Bei uns ist etwas schiefgegangen', todo: 'Senden Sie noch einmal mit demselben Schlüssel: Es zählt einmal. Hört es nicht auf, nennen Sie der Behörde die Fehlernummer.' },
  Busy: { title: 'Der Dienst ist ausgelastet', todo: 'Warten Sie so lange, wie der Kopf Retry-After sagt, und senden Sie noch einmal mit demselben Schlüssel: Es zählt einmal.' },
}
