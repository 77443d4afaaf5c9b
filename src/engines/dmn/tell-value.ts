import { plainOf, type Language, type Reading, type Words } from '../../base/language.ts'
import { showMoney, type Currency } from '../../base/money.ts'
import { showNumber } from '../../base/show-number.ts'
import { showDay } from '../../base/show-time.ts'
import { FeelDay } from '../feel/feel-day.ts'
import type { CompiledForm, CompiledQuestion } from '../forms/compile-form.ts'
import type { CompiledComputed } from '../forms/computed.ts'
import type { Said } from '../forms/control.ts'
import { say, withUnit } from '../forms/say.ts'
import { texts as formTexts } from '../forms/texts/texts.ts'
import type { Decision } from './decision.ts'
import { texts } from './texts/texts.ts'

/* Values of decision tables in words: those of the form and the process where they come from there, else the package's for the table. */

/** What a package says of a decision, as service.json has it. */
export type TableWords = {
  readonly id: string
  readonly name: Words
  readonly purpose: Words
  readonly article?: string
  readonly currency?: Currency
  readonly inputs?: readonly { readonly id: string; readonly name: Words }[]
  readonly rules?: readonly { readonly id: string; readonly name: Words; readonly article?: string }[]
  readonly results?: readonly { readonly id: string; readonly name: Words; readonly refuses?: true }[]
}
type StepWords = { readonly id: string; readonly name: Words; readonly outcomes?: readonly { readonly id: string; readonly name: Words }[] }

/** Everything that tables of one version can be told by, to one reader. `asks`: the decision behind each business rule task. */
export type Teller = {
  readonly form: CompiledForm
  readonly steps: readonly StepWords[]
  readonly words: readonly TableWords[]
  readonly decisions: ReadonlyMap<string, Decision>
  readonly asks: ReadonlyMap<string, string>
  readonly reading: Reading
}

/** Where a name that a table looks at comes from. */
export type Source =
  | { readonly kind: 'question'; readonly question: CompiledQuestion }
  | { readonly kind: 'computed'; readonly computed: CompiledComputed }
  | { readonly kind: 'group'; readonly name: Words }
  | { readonly kind: 'step'; readonly step: StepWords }
  | { readonly kind: 'table'; readonly decision: Decision }

/** The source of a name, for a decision that requires others by theirs. */
export function sourceOf({ form, steps, decisions, asks }: Teller, name: string, required: readonly Decision[]): Source | null {
  const table = required.find(one => one.name === name) ?? decisions.get(asks.get(name) ?? '')
  if (table) return { kind: 'table', decision: table }
  for (const group of form.groups) {
    if (group.repeat && group.id === name) return { kind: 'group', name: group.source.title }
    if (group.repeat) continue
    for (const page of group.pages) for (const question of page.questions) if (question.id === name) return { kind: 'question', question }
  }
  const computed = form.computed.find(one => one.id === name)
  if (computed) return { kind: 'computed', computed }
  const step = steps.find(one => one.id === name)
  return step ? { kind: 'step', step } : null
}

/** What a source is called; `null` where the package has no words for it. */
export function nameOfSource(teller: Teller, source: Source): Said | null {
  const { reading } = teller
  switch (source.kind) {
    case 'question': return say(source.question.source.label, reading)
    case 'computed': return source.computed.source.label ? say(source.computed.source.label, reading) : null
    case 'group': return say(source.name, reading)
    case 'step': return say(source.step.name, reading)
    case 'table': return nameOfTable(teller, source.decision)
  }
}

export const wordsOf = ({ words }: Teller, { id }: Decision): TableWords | undefined => words.find(one => one.id === id)

/** The author's own language, in which the file itself speaks. */
export const authors = ({ form }: Teller): Language => form.source.languages[0]!

/** What stands in the file, marked where its reader reads another language. */
export const ofAuthor = (teller: Teller, text: string): Said => (plainOf(teller.reading) === authors(teller) ? { text } : { text, lang: authors(teller) })

export function nameOfTable(teller: Teller, decision: Decision): Said {
  const words = wordsOf(teller, decision)
  return words ? say(words.name, teller.reading) : ofAuthor(teller, decision.label)
}

/** A single value as its source says it; without a source, by its kind alone. `currency`: of amounts that a table gives. */
export function tellValue(teller: Teller, value: unknown, source: Source | null, kind: string, currency?: Currency): Said {
  const { reading } = teller
  if (value === null || value === undefined) return { text: texts(reading).unknown }
  if (Array.isArray(value)) return value.length === 0 ? { text: texts(reading).nothing } : joined(value.map(one => tellValue(teller, one, source, kind, currency)), all => all.join(', '))
  if (typeof value === 'boolean') return { text: value ? formTexts(reading).yes : formTexts(reading).no }
  if (value instanceof FeelDay) return { text: showDay(value.text, plainOf(reading), { year: true }) }
  if (typeof value === 'number') {
    const settings = source?.kind === 'question' ? source.question.source : source?.kind === 'computed' ? source.computed.source : undefined
    const of = settings ? settings.currency : kind !== 'money' && !(source?.kind === 'table' && givesMoney(source.decision)) ? undefined : (currency ?? (source?.kind === 'table' ? wordsOf(teller, source.decision)?.currency : undefined))
    return of ? { text: showMoney({ cents: value, currency: of }, plainOf(reading), { whole: true }) } : withUnit(showNumber(value, plainOf(reading)), settings?.unit, reading)
  }
  if (typeof value === 'string') return tellText(teller, value, source)
  return joined(Object.values(value).map(one => tellValue(teller, one, source, kind, currency)), all => all.join(', '))
}

const givesMoney = ({ logic }: Decision): boolean => (logic.kind === 'table' ? logic.outputs.every(({ type }) => type.kind === 'money') : logic.type.kind === 'money')

function tellText(teller: Teller, value: string, source: Source | null): Said {
  const { reading } = teller
  const options = source?.kind === 'question' ? source.question.source.options?.map(({ id, label }) => ({ id, name: label }))
    : source?.kind === 'step' ? source.step.outcomes
    : source?.kind === 'table' ? wordsOf(teller, source.decision)?.results : undefined
  const words = options?.find(one => one.id === value)?.name
  if (words) return say(words, reading)
  if (source?.kind === 'question' && source.question.source.type === 'money') return say(source.question.source.unknown ?? {}, reading)
  return { text: value }
}

/** Several said as one; marked as another language where one of them is. */
export function joined(all: readonly Said[], join: (texts: readonly string[]) => string): Said {
  const lang = all.find(one => one.lang)?.lang
  return { text: join(all.map(one => one.text)), ...(lang && { lang }) }
}
