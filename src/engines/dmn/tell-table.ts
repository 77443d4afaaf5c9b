import type { Said } from '../forms/control.ts'
import { say } from '../forms/say.ts'
import type { Operand, Part, Test } from './compile-test.ts'
import type { Decision, Hit, Input, Output, Rule, Table } from './decision.ts'
import { nameOfSource, nameOfTable, ofAuthor, sourceOf, tellValue, wordsOf, type Source, type Teller } from './tell-value.ts'
import { texts } from './texts/texts.ts'

/* A decision table in plain words: what each column asks, what each row says, what comes of it. */

export type ToldTable = {
  readonly id: string
  readonly name: Said
  readonly purpose: Said | null
  readonly article: string | null
  /** How the rules are read together. */
  readonly hit: string
  readonly inputs: readonly Said[]
  readonly outputs: readonly Said[]
  readonly rows: readonly ToldRow[]
}

/** A sentence of ours around a package's words, cut where the language changes. */
export type Pieces = readonly Said[]

/** `row` counts from 1. Conditions stand for each column, also where it does not matter. `sentence`: the row in the package's own words, or its annotations. */
export type ToldRow = {
  readonly row: number | 'default'
  readonly conditions: readonly { readonly input: Said; readonly value: Pieces; readonly matters: boolean }[]
  readonly results: readonly Said[]
  /** Which of the results are formulas: whoever reads wants the sentence. */
  readonly formulas: readonly boolean[]
  readonly sentence: Said | null
  readonly article: string | null
}

export function tellTable(teller: Teller, decision: Decision, table: Table): ToldTable {
  const words = wordsOf(teller, decision)
  const rows = table.rules.map((_, at) => tellRow(teller, decision, table, at + 1))
  return {
    id: decision.id, name: nameOfTable(teller, decision), purpose: words ? say(words.purpose, teller.reading) : null, article: words?.article ?? null,
    hit: texts(teller.reading).hits[hits[table.hit]], inputs: table.inputs.map(one => tellInput(teller, decision, one)), outputs: table.outputs.map(one => tellOutput(teller, decision, table, one)),
    rows: table.outputs[0].otherwise ? [...rows, tellRow(teller, decision, table, 'default')] : rows,
  }
}

const hits: Readonly<Record<Hit, 'one' | 'first' | 'ranked' | 'all' | 'sum' | 'least' | 'most' | 'count'>> = {
  U: 'one', A: 'one', F: 'first', P: 'ranked', R: 'all', O: 'all', C: 'all', 'C+': 'sum', 'C<': 'least', 'C>': 'most', 'C#': 'count',
}

/** What a column asks. */
export function tellInput(teller: Teller, decision: Decision, { id, label, expression }: Input): Said {
  const own = wordsOf(teller, decision)?.inputs?.find(one => id !== '' && one.id === id)
  if (own) return say(own.name, teller.reading)
  const source = sourceOf(teller, expression.text, decision.decisions)
  return (source && nameOfSource(teller, source)) ?? ofAuthor(teller, label)
}

/** A single output is called as its decision. */
function tellOutput(teller: Teller, decision: Decision, { outputs }: Table, { label, name }: Output): Said {
  return outputs.length === 1 && label === name ? nameOfTable(teller, decision) : ofAuthor(teller, label)
}

export function tellRow(teller: Teller, decision: Decision, table: Table, row: number | 'default'): ToldRow {
  const words = wordsOf(teller, decision)
  const itself: Source = { kind: 'table', decision }
  const results = (rule: Pick<Rule, 'outputs'>): readonly Said[] => rule.outputs.map(({ text, constant }, at) => (constant ? tellValue(teller, constant.value, itself, table.outputs[at]!.type.kind, words?.currency) : ofAuthor(teller, text)))
  if (row === 'default') return { row, conditions: [], results: results({ outputs: table.outputs.flatMap(({ otherwise }) => otherwise ?? []) }), formulas: [], sentence: { text: texts(teller.reading).otherwise }, article: null }
  const rule = table.rules[row - 1]
  if (!rule) throw new RangeError(`There is no row ${row}`)
  const own = words?.rules?.find(one => rule.id !== '' && one.id === rule.id)
  const note = rule.annotations.map(({ text }) => text).join(' ')
  return {
    row, results: results(rule), formulas: rule.outputs.map(({ constant }) => constant === null), article: own?.article ?? null, sentence: own ? say(own.name, teller.reading) : note !== '' ? ofAuthor(teller, note) : null,
    conditions: rule.tests.map((test, at) => {
      const input = table.inputs[at]!
      return { input: tellInput(teller, decision, input), value: tellTest(teller, test, sourceOf(teller, input.expression.text, decision.decisions), input.type.kind), matters: !test.always }
    }),
  }
}

/** A cell in words. */
function tellTest(teller: Teller, { always, not, parts }: Test, source: Source | null, kind: string): Pieces {
  const t = texts(teller.reading)
  if (always) return [{ text: t.any }]
  const said = parts.map(part => tellPart(teller, part, source, kind))
  const [last, ...before] = said.toReversed()
  const any = before.length === 0 ? last! : around([before.toReversed().flatMap((pieces, at) => (at === 0 ? pieces : [{ text: ', ' }, ...pieces])), last!], ([one, other]) => t.or(one!, other!))
  return not ? around([any], ([what]) => t.not(what!)) : any
}

function tellPart(teller: Teller, part: Part, source: Source | null, kind: string): Pieces {
  const t = texts(teller.reading)
  const limit = (operand: Operand): Pieces => ['constant' in operand ? tellValue(teller, operand.constant, source, kind) : ofAuthor(teller, operand.text)]
  switch (part.kind) {
    case 'value': return limit(part.value)
    case 'order': return around([limit(part.value)], ([to]) => t[orders[part.sign]](to!))
    case 'range': {
      const from = around([limit(part.from)], ([to]) => (part.fromIn ? t.atLeast : t.above)(to!))
      const to = around([limit(part.to)], ([to]) => (part.toIn ? t.atMost : t.below)(to!))
      return around([from, to], ([one, other]) => t.both(one!, other!))
    }
    case 'expression': return around([[ofAuthor(teller, part.text)]], ([formula]) => t.fulfils(formula!))
  }
}

const orders = { '<': 'below', '<=': 'atMost', '>': 'above', '>=': 'atLeast' } as const

/** A sentence of ours around pieces; one piece where all of it is in one language. */
function around(inner: readonly Pieces[], sentence: (texts: readonly string[]) => string): Pieces {
  if (inner.flat().every(one => !one.lang)) return [{ text: sentence(inner.map(pieces => pieces.map(one => one.text).join(''))) }]
  // Nobody can type these signs into a sentence of ours.
  const cut = sentence(inner.map((_, at) => String.fromCharCode(0xe000 + at))).split(/([\ue000-\ue00f])/)
  return cut.flatMap(text => (text === '' ? [] : /[\ue000-\ue00f]/.test(text) ? inner[text.charCodeAt(0) - 0xe000]! : [{ text }]))
}
