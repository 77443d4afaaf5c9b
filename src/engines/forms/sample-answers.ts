import type { Language } from '../../base/language.ts'
import { pickOne } from '../../base/random.ts'
import { addDays, type Day } from '../../base/time.ts'
import { checkAnswer, type AcceptAt } from './accept.ts'
import type { CompiledForm, CompiledQuestion } from './compile-form.ts'
import type { Asked } from './field.ts'
import type { Answers, ItemAnswers, Value } from './form.ts'
import { asked, firstOpen, itemsOf, noMoreKey, type PageStep, type Step } from './path.ts'
import { validateAll } from './validate-all.ts'

/** What invented answers are made of. Nobody in it exists. */
export type Sampling = {
  random(): number
  readonly given: readonly string[]
  readonly family: readonly string[]
  readonly streets: readonly string[]
  /** "14123 Fleury-sur-Orne". */
  readonly towns: readonly string[]
  readonly organisations: readonly string[]
  readonly phones: readonly string[]
  readonly sentences: readonly string[]
  /** What people write into a short box, by the question's id: a plate, a title, a room. */
  readonly short: Readonly<Record<string, readonly string[]>>
  /** A file that was stored; `null` where none can be had. */
  file(question: CompiledQuestion): Value | null
}

/** A question that no invented answer fits: as a rule one that needs a document. */
export class NoSample extends Error {}

/**
 * Fills in a form as somebody might, by the form's own rules. What cannot be answered is an error with its place: example
 * data must go through the same checks as everybody's.
 */
export function sampleAnswers(form: CompiledForm, at: AcceptAt, s: Sampling): Answers {
  let answers: Answers = {}
  for (let turn = 0; turn < 400; turn++) {
    const step = firstOpen(form, answers, at)
    if (!step) return checked(form, answers, at)
    answers = step.kind === 'more' ? another(step, answers, s) : put(step, answers, Object.fromEntries(step.questions.map(q => [q.id, sampleOf(q, step, at, s)])))
  }
  throw new Error('The form does not end.')
}

function checked(form: CompiledForm, answers: Answers, at: AcceptAt): Answers {
  const result = validateAll(form, answers, at)
  if ('answers' in result) return result.answers
  throw new Error(`These sample answers were refused: ${JSON.stringify(result)}`)
}

/** A third of those who may name another child, partner, tree do so once. */
function another(step: Step, answers: Answers, s: Sampling): Answers {
  const { group } = step
  const items = itemsOf(group, answers)
  if (items.length >= 2 || s.random() > 0.35) return { ...answers, [noMoreKey(group)]: false }
  return { ...answers, [group.id]: [...items, {}] }
}

function put(step: PageStep, answers: Answers, taken: ItemAnswers): Answers {
  if (step.item === null) return { ...answers, ...taken }
  return { ...answers, [step.group.id]: itemsOf(step.group, answers).map((item, i) => (i === step.item ? { ...item, ...taken } : item)) }
}

function sampleOf(question: CompiledQuestion, step: PageStep, at: AcceptAt, s: Sampling): Value | null {
  const here = asked(question, step.scope)
  if (question.source.optional && s.random() < 0.4) return null
  const make = samples[question.field.type]
  if (!make) throw new Error(`No sample for the field type ${question.field.type}.`)
  for (let tries = 0; tries < 60; tries++) {
    const value = make({ question, here, today: at.today, language: at.language, s })
    if (value === null && question.source.optional) return null
    if (checkAnswer(question, value, here, at).length === 0) return value
  }
  if (question.source.optional) return null
  throw new NoSample(`No sample answer for the question ${question.id} (${question.field.type}) was accepted.`)
}

type Making = { readonly question: CompiledQuestion; readonly here: Asked; readonly today: Day; readonly language: Language; readonly s: Sampling }

const name = ({ s }: Making) => ({ given: pickOne(s.random, s.given), family: pickOne(s.random, s.family) })
const whole = (s: Sampling, least: number, most: number): number => least + Math.floor(s.random() * (most - least + 1))
const day = ({ s, today }: Making, from: number, to: number): Day => addDays(today, whole(s, from, to))
const address = ({ s }: Making): string => `${pickOne(s.random, s.streets)}\n${pickOne(s.random, s.towns)}`
const mail = (making: Making): string => {
  const { given, family } = name(making)
  return `${plain(given)}.${plain(family)}@courriel.example`
}
const plain = (text: string): string => text.normalize('NFD').replace(/[^A-Za-z]/g, '').toLowerCase()
const words = ({ s }: Making): string => pickOne(s.random, s.sentences)

const samples: Readonly<Record<string, (making: Making) => Value | null>> = {
  'short-text': ({ question: { id }, s }) => {
    // It often names the request in a queue: a code would tell an agent nothing.
    const known = s.short[id]
    if (!known) throw new Error(`There is no example of what people write to the question ${id}.`)
    return pickOne(s.random, known)
  },
  'long-text': words,
  'protected-health-note': words,
  'yes-no': ({ s }) => s.random() < 0.5,
  'one-of': ({ here, s }) => pickOne(s.random, here.options).id,
  'search-list': ({ here, s }) => pickOne(s.random, here.options).id,
  'several-of': ({ here, s }) => {
    const some = here.options.filter(option => !option.alone && s.random() < 0.5).map(option => option.id)
    return some.length > 0 ? some : [pickOne(s.random, here.options).id]
  },
  date: making => (making.s.random() < 0.7 ? day(making, 1, 120) : day(making, -2_000, 0)),
  'person-name': name,
  person: making => ({ ...name(making), ...(making.question.source.birth && { birthDate: day(making, -27_000, -7_000) }) }),
  child: making => ({ ...name(making), birthDate: day(making, -3_900, -1_100) }),
  money: ({ question, s }) => whole(s, 2, 60) * (question.source.whole ? 10_000 : 3_750),
  number: ({ question: { source }, s }) => {
    const scale = 10 ** (source.decimals ?? 0)
    const least = source.least ?? 0
    return Math.round((least + s.random() * (Math.min(source.most ?? least + 40, least + 200) - least)) * scale) / scale
  },
  phone: ({ s }) => pickOne(s.random, s.phones),
  email: mail,
  'email-or-none': making => (making.s.random() < 0.75 ? mail(making) : 'none'),
  consent: () => true,
  address: making => ({ text: address(making) }),
  place: making => ({ text: address(making).replace('\n', ', ') }),
  organisation: ({ question: { source }, s }) => ({
    name: pickOne(s.random, s.organisations),
    ...(source.register && source.register !== 'none' && { number: pickOne(s.random, registers[source.register] ?? ['']) }),
  }),
  // Account numbers that registries publish as examples, of no account.
  iban: ({ s }) => pickOne(s.random, ['FR1420041010050500013M02606', 'DE89370400440532013000', 'CH9300762011623852957', 'GB29NWBK60161331926819']),
  document: ({ question, s }) => s.file(question),
}

/** Numbers with right check digits that belong to nobody we know. */
const registers: Readonly<Record<string, readonly string[]>> = {
  siret: ['73282932000074', '00000000000018'],
  'uid-ch': ['CHE-109.322.551', 'CHE-000.000.006'],
  'crn-gb': ['00000006', '09999999'],
}
