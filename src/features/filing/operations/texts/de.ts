import { verbatim } from '../../../../base/text.ts'

/** What a program that files is told, in German. `mend` is for whoever writes the program. */
export const de = {
  malformed: 'Diese Antwort ist nicht lesbar.',
  tooMany: (max: number) => `Das sind zu viele: höchstens ${max} sind möglich.`,
  other: 'Diese Antwort passt nicht. Bitte prüfen Sie sie.',
  onPagesOnly: 'Hier wird ein Dokument gebraucht. Bitte stellen Sie diesen Antrag auf der Seite des Dienstes: Dort können Dokumente hinzugefügt werden.',
  body: 'Die Sendung ist nicht lesbar.',
  language: 'Diese Sprache wird hier nicht gesprochen.',
  version: 'Das Formular wurde seitdem geändert.',
  unknown: 'Das ist hier nicht bekannt.',
  mend: {
    body: 'Senden Sie ein Objekt mit "answers".',
    required: 'Fügen Sie diese Antwort hinzu.',
    fits: (schema: string) => `Senden Sie einen Wert nach ${verbatim(schema)}`,
    oneOf: (ids: string) => `Wählen Sie aus: ${verbatim(ids)}`,
    list: 'Senden Sie eine Liste von Objekten, nicht länger als das Schema sagt.',
    again: 'Zeigen Sie der Person den Satz und senden Sie einen anderen Wert.',
    page: (address: string) => `Führen Sie die Person zu ${verbatim(address)}`,
    remove: 'Lassen Sie es weg.',
    current: (version: string) => `Die aktuelle Fassung ist ${version}. Lesen Sie ihr Schema noch einmal und senden Sie ${verbatim(`"version": ${version}`)}.`,
    version: 'Senden Sie die Fassung als Zahl, oder lassen Sie sie weg.',
  },
}
