import { findWords } from '../../base/find-words.ts'
import type { CompiledForm, CompiledQuestion } from './compile-form.ts'
import { limitDay } from './day-limits.ts'
import type { Fault } from './form.ts'
import { longestWords } from './longest-words.ts'
import { findUnreachable } from './reach.ts'
import { authorsOwn } from './say.ts'

/** What is wrong with a form that can be compiled: `faults` must be mended before publishing, `warnings` may be meant. */
export type Examined = { readonly faults: readonly Fault[]; readonly warnings: readonly Fault[] }

/** Looks for what no single place shows: what cannot be answered or reached, what nobody can tell apart, what serves nothing. */
export function examineForm(form: CompiledForm): Examined {
  const questions = placed(form)
  return {
    faults: [...findUnreachable(form), ...questions.flatMap(atQuestion), ...contactTwice(questions), ...tooLong(form)],
    warnings: [...unusedComputed(form), ...nobodyToAnswer(questions)],
  }
}

/** `always`: no condition stands before it. */
type Placed = { readonly question: CompiledQuestion; readonly path: string; readonly repeated: boolean; readonly always: boolean }

const placed = (form: CompiledForm): Placed[] => form.groups.flatMap((group, g) => group.pages.flatMap((page, p) => page.questions.map((question, q) =>
  ({ question, path: `groups[${g}].pages[${p}].questions[${q}]`, repeated: group.repeat !== null, always: !group.when && !page.when && !question.when }))))

function atQuestion({ question, path }: Placed): Fault[] {
  const { earliest, latest } = question.source
  const faults: Fault[] = []
  if (earliest !== undefined && latest !== undefined && isBehind(earliest, latest)) faults.push({ path: `${path}.earliest`, fault: `${earliest} comes after "latest" ${latest}: no day fits between`, mend: 'exchange the two, or mend one' })
  const same = sameLabel(question)
  if (same) faults.push({ path: `${path}.options`, fault: `${same} read the same`, mend: 'give each option words of its own' })
  return faults
}

/** Two days, or two times from today, whatever day that is. A day and a time from today cannot be compared for ever. */
function isBehind(earliest: string, latest: string): boolean {
  const relative = [earliest, latest].filter(limit => limit.includes('P')).length
  return relative !== 1 && ['2026-01-31', '2026-07-31', '2028-02-29'].every(today => limitDay(earliest, today) > limitDay(latest, today))
}

/** Two options that are both always on offer and read the same. */
function sameLabel(question: CompiledQuestion): string | null {
  const seen = new Map<string, string>()
  for (const { option, when } of question.options) {
    if (when) continue
    const label = authorsOwn(option.label)[1].trim().toLowerCase()
    const other = seen.get(label)
    if (other !== undefined) return `"${other}" and "${option.id}"`
    seen.set(label, option.id)
  }
  return null
}

/** Two names of the person who asks, both always asked: the later one would win without a word. */
function contactTwice(questions: readonly Placed[]): Fault[] {
  const seen = new Map<string, string>()
  return questions.flatMap(({ question: { id, source }, path, repeated, always }) => {
    if (!source.contact) return []
    if (repeated) return [{ path: `${path}.contact`, fault: 'is asked several times over', mend: 'ask for the contact outside of the repeated group' }]
    const other = seen.get(source.contact)
    if (always) seen.set(source.contact, id)
    return other && always ? [{ path: `${path}.contact`, fault: `is the same as at "${other}"`, mend: `leave "contact": "${source.contact}" at one of the two` }] : []
  })
}

const tooLong = (form: CompiledForm): Fault[] => findWords(form.source, '').flatMap(({ path, key, words }) => {
  const most = longestWords[key as keyof typeof longestWords]
  return Object.entries(words).filter(([, text]) => text.length > most)
    .map(([language, text]) => ({ path: `${path.slice(1)}.${language}`, fault: `is ${text.length} signs long`, mend: `write at most ${most}: who reads it on a phone gives up before` }))
})

function unusedComputed(form: CompiledForm): Fault[] {
  const used = new Set(form.computed.flatMap(one => one.feel.names))
  for (const group of form.groups) for (const one of [group, ...group.pages, ...group.pages.flatMap(page => page.questions), ...group.pages.flatMap(page => page.questions.flatMap(q => q.options))]) {
    for (const name of one.when?.names ?? []) used.add(name)
  }
  return (form.source.computed ?? []).flatMap(({ id, label }, i) => label || used.has(id) ? []
    : [{ path: `computed[${i}]`, fault: `"${id}" is neither shown nor looked at`, mend: 'give it a "label", use it in a condition, or leave it out' }])
}

/** Without a name a case is listed under its number only; without a way to write, the answer waits on its page. */
function nobodyToAnswer(questions: readonly Placed[]): Fault[] {
  const asked = new Set(questions.map(({ question }) => question.source.contact))
  return (['name', 'email'] as const).filter(role => !asked.has(role)).map(role => ({
    path: 'groups', fault: `no question tells the ${role === 'name' ? 'name' : 'e-mail address'} of who asks`, mend: `mark one with "contact": "${role}", where the service needs it`,
  }))
}
