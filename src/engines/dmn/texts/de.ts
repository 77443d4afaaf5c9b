import { verbatim } from '../../../base/text.ts'

export const de = {
  any: 'beliebig',
  below: (limit: string) => `unter ${verbatim(limit)}`,
  atMost: (limit: string) => `höchstens ${verbatim(limit)}`,
  above: (limit: string) => `mehr als ${verbatim(limit)}`,
  atLeast: (limit: string) => `${verbatim(limit)} oder mehr`,
  both: (one: string, other: string) => `${verbatim(one)} und ${verbatim(other)}`,
  or: (before: string, last: string) => `${verbatim(before)} oder ${verbatim(last)}`,
  not: (what: string) => `alles außer: ${verbatim(what)}`,
  unknown: 'keine Angabe',
  fulfils: (formula: string) => `erfüllt: ${verbatim(formula)}`,
  otherwise: 'Wenn keine Regel zutrifft',
  nothing: 'nichts',
  hits: {
    one: 'Es gilt immer nur eine Regel.',
    first: 'Die Regeln werden von oben gelesen: Die erste, die passt, gilt.',
    ranked: 'Von allen Regeln, die passen, gilt die mit dem höchsten Rang.',
    all: 'Alle Regeln, die passen, gelten.',
    sum: 'Die Ergebnisse aller Regeln, die passen, werden zusammengezählt.',
    least: 'Von allen Regeln, die passen, gilt das kleinste Ergebnis.',
    most: 'Von allen Regeln, die passen, gilt das größte Ergebnis.',
    count: 'Das Ergebnis ist die Zahl der Regeln, die passen.',
  },
}
