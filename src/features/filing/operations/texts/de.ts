import { verbatim } from '../../../../base/text.ts'

/** What a program that files is told, in German. `mend` is for whoever writes the program. */
export const de = {
  malformed: 'Diese Antwort ist nicht lesbar.',
  tooMany: (max: number) => `Das sind zu viele: höchstens ${max} sind möglich.`,
  other: 'Diese Antwort passt nicht. Bitte prüfen Sie sie.',
  unknownFile: 'Dieses Dokument ist nicht mit dem Antrag angekommen. Bitte fügen Sie es noch einmal hinzu.',
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
    document: 'Senden Sie das Dokument zuerst mit demselben Idempotency-Key und nennen Sie es in den Antworten genau so, wie es beantwortet wurde.',
    file: 'Senden Sie eine Datei im Feld „file“ des Formulars.',
    remove: 'Lassen Sie es weg.',
    current: (version: string) => `Die aktuelle Fassung ist ${version}. Lesen Sie ihr Schema noch einmal und senden Sie ${verbatim(`"version": ${version}`)}.`,
    version: 'Senden Sie die Fassung als Zahl, oder lassen Sie sie weg.',
  },
}
