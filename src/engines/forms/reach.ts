import type { CompiledForm, CompiledGroup, CompiledPage, CompiledQuestion } from './compile-form.ts'
import { compute, type CompiledComputed } from './computed.ts'
import type { Condition } from './condition.ts'
import type { Fault, Question } from './form.ts'

/*
 * What nobody can ever reach in a form, and where a form cannot be gone on with. Answers are tried out: all that make a difference
 * to a condition, one after the other, as a person would give them. Where there are too many, or where a condition looks at
 * something that has no few kinds of answers (a name, a date), nothing is claimed: a fault that is told is one.
 */

/** Groups, pages, questions and options that no answers lead to, and required questions that may be left without any option. */
export function findUnreachable(form: CompiledForm): readonly Fault[] {
  const known = learn(form)
  const faults: Fault[] = []
  form.groups.forEach((group, g) => {
    const inGroup = [group.when]
    const at = `groups[${g}]`
    if (isNever(known, inGroup)) return void faults.push(never(at, group.when, 'This group is never asked'))
    group.pages.forEach((page, p) => {
      const onPage = [...inGroup, page.when]
      const where = `${at}.pages[${p}]`
      if (page.when && isNever(known, onPage)) return void faults.push(never(where, page.when, `The page "${page.id}" is never reached`))
      page.questions.forEach((question, q) => faults.push(...atQuestion(known, question, `${where}.questions[${q}]`, [...onPage, question.when])))
    })
  })
  return faults
}

function atQuestion(known: Known, question: CompiledQuestion, path: string, conditions: readonly (Condition | null)[]): Fault[] {
  if (question.when && isNever(known, conditions)) return [never(path, question.when, `The question "${question.id}" is never asked`)]
  if (question.options.length === 0) return []
  const faults: Fault[] = question.options.flatMap(({ option, when }, o) =>
    when && isNever(known, [...conditions, when]) ? [never(`${path}.options[${o}]`, when, `The option "${option.id}" is never on offer`)] : [])
  // Where no single option can ever be chosen, that is said once.
  if (faults.length === question.options.length) return [{ path: `${path}.options`, fault: 'are never on offer', mend: 'mend their "when", or leave it out at one of them' }]
  const stuck = question.source.optional ? null : withoutOption(known, question, conditions)
  if (stuck) faults.push({ path: `${path}.options`, fault: `leave nothing to choose ${stuck}, and the question must be answered`, mend: 'leave out "when" at one of them, or ask the question only when one is on offer' })
  return faults
}

const never = (path: string, when: Condition | null, fault: string): Fault => ({ path: `${path}.when`, fault: `${fault}: ${when?.text ?? ''} never holds`, mend: 'compare with an answer that can be given (ids of options, not their words), or leave it out' })

/** What a condition may look at: questions with all that decides whether and how they are answered, and computed values. */
type Name = { readonly needs: readonly string[]; readonly index: number } & (
  | { readonly question: CompiledQuestion; readonly conditions: readonly (Condition | null)[] }
  | { readonly computed: CompiledComputed }
)
type Known = { readonly names: ReadonlyMap<string, Name>; readonly literals: ReadonlyMap<string, Literals> }

/** What all conditions of the form compare a name with; `free`: not only with fixed values. */
type Literals = { readonly numbers: Set<number>; free: boolean }

function learn(form: CompiledForm): Known {
  const names = new Map<string, Name>()
  const literals = new Map<string, Literals>()
  const note = (text: string, looksAt: readonly string[]): void => {
    for (const name of looksAt) noteLiterals(literals, name, text)
  }
  const each = (conditions: readonly (Condition | null)[]): void => conditions.forEach(one => one && note(one.text, one.names))
  const settle = (all: readonly CompiledComputed[]): void => {
    for (const computed of all) {
      names.set(computed.id, { needs: computed.feel.names, index: names.size, computed })
      for (const name of computed.feel.names) noteLiterals(literals, name, computed.source.value)
    }
  }
  settle(form.computes)
  const visit = (group: CompiledGroup, page: CompiledPage): void => {
    for (const question of page.questions) {
      const conditions = [group.when, page.when, question.when]
      const options = question.options.map(one => one.when)
      each([...conditions, ...options])
      names.set(question.id, { needs: [...conditions, ...options].flatMap(one => one?.names ?? []), index: names.size, question, conditions })
    }
    settle(page.computes)
  }
  for (const group of form.groups) for (const page of group.pages) visit(group, page)
  return { names, literals }
}

/** Only "name < 12", "name in (1, 2)" and the like leave a few kinds of numbers; anything beyond is `free`. */
function noteLiterals(all: Map<string, Literals>, name: string, text: string): void {
  const found = all.get(name) ?? { numbers: new Set<number>(), free: false }
  all.set(name, found)
  const bare = text.replace(/"(?:[^"\\]|\\.)*"/g, '""')
  for (const [number] of bare.matchAll(/\b\d+(?:\.\d+)?\b/g)) {
    found.numbers.add(Number(number))
    found.numbers.add(-Number(number))
  }
  const elsewhere = new RegExp(`\\b${name}\\b(?!\\s*(?:<|>|=|!=|in\\b))`)
  if ([elsewhere, ...entangled].some(pattern => pattern.test(bare))) found.free = true
}

/** A function of more than truth; a comparison with another name, also in a list; reckoning; "between". */
const entangled = [
  /(?<!\b(?:not|in|list contains|and|or|if|then|else)\s*)(?<=\w\s*)\(/, /(?:<|>|=)\s*(?!true\b|false\b|null\b)[A-Za-z(]/, /\bin\s*[([][^)\]]*[A-Za-z]/,
  /[-+*/]\s*[A-Za-z(]|[\w)]\s*[-+*/]/, /\bbetween\b/,
]

/** How many answers are tried out for one condition at most. */
const budget = 50_000

/** Whether these conditions never hold together; `false` also where that cannot be told. */
function isNever(known: Known, conditions: readonly (Condition | null)[]): boolean {
  if (conditions.every(one => one === null)) return false
  return tryOut(known, conditions, scope => holdAll(conditions, scope)) === 'never'
}

/** In which answers a question is asked but has no option on offer, as part of a sentence; `null` where there are none, or it cannot be told. */
function withoutOption(known: Known, question: CompiledQuestion, conditions: readonly (Condition | null)[]): string | null {
  const offers = question.options.map(one => one.when)
  if (offers.includes(null)) return null
  const found = tryOut(known, [...conditions, ...offers], scope => holdAll(conditions, scope) && !offers.some(one => one!.holds(scope)))
  if (found === 'never' || found === 'unknown') return null
  const given = [...found].map(([name, value]) => `${name} = ${JSON.stringify(value)}`)
  return given.length > 0 ? `when ${given.join(' and ')}` : 'when nothing was answered before'
}

/** Goes through all answers that make a difference to these conditions; answers with the first that `hits`. */
function tryOut(known: Known, conditions: readonly (Condition | null)[], hits: (scope: ReadonlyMap<string, unknown>) => boolean): ReadonlyMap<string, unknown> | 'never' | 'unknown' {
  const names = closure(known, conditions.flatMap(one => one?.names ?? []))
  const scope = new Map<string, unknown>()
  let left = budget
  /** True when found or beyond the budget. */
  const from = (index: number): boolean => {
    if (left-- <= 0) return true
    const name = names[index]
    if (!name) return hits(scope)
    if ('computed' in name) {
      const value = compute(name.computed, scope)
      if (value !== null) scope.set(name.computed.id, value)
      if (from(index + 1)) return true
      scope.delete(name.computed.id)
      return false
    }
    const { question, conditions: asked } = name
    const values = holdAll(asked, scope) ? valuesOf(known, question, scope) : [null]
    if (values === null) {
      left = -1
      return true
    }
    for (const value of values) {
      if (value === null) scope.delete(question.id)
      else scope.set(question.id, value)
      if (from(index + 1)) return true
    }
    scope.delete(question.id)
    return false
  }
  const stopped = from(0)
  return !stopped ? 'never' : left < 0 ? 'unknown' : scope
}

const holdAll = (conditions: readonly (Condition | null)[], scope: ReadonlyMap<string, unknown>): boolean => conditions.every(one => one === null || one.holds(scope))

/** The names and all that they hang on, in the order in which they become known. */
function closure(known: Known, names: readonly string[]): readonly Name[] {
  const all = new Set<Name>()
  const add = (name: string): void => {
    const found = known.names.get(name)
    if (!found || all.has(found)) return
    all.add(found)
    found.needs.forEach(add)
  }
  names.forEach(add)
  return [...all].sort((a, b) => a.index - b.index)
}

/** The answers that differ to a condition; `null` where they are not a few. An optional question may be left out. */
function valuesOf(known: Known, question: CompiledQuestion, scope: ReadonlyMap<string, unknown>): readonly unknown[] | null {
  const values = kindsOf(known, question, scope)
  // Without any option a required question is a dead end, which is told at that question.
  return values === null ? null : question.source.optional || values.length === 0 ? [...values, null] : values
}

function kindsOf(known: Known, question: CompiledQuestion, scope: ReadonlyMap<string, unknown>): readonly unknown[] | null {
  const { source } = question
  const offered = question.options.filter(one => one.when === null || one.when.holds(scope)).map(one => one.option)
  switch (source.type) {
    case 'yes-no': return [true, false]
    case 'consent': return [true]
    case 'one-of':
    case 'search-list': return offered.map(option => option.id)
    case 'several-of': {
      if (offered.length > 12) return null
      const [single, together] = [offered.filter(option => option.alone), offered.filter(option => !option.alone)]
      const sets = Array.from({ length: 2 ** together.length - 1 }, (_, i) => together.filter((_, bit) => (i + 1) & (1 << bit)).map(option => option.id))
      return [...sets, ...single.map(option => [option.id])]
    }
    case 'number': return numbersFor(known, source, 10 ** -(source.decimals ?? 0))
    case 'money': {
      const amounts = numbersFor(known, { ...source, least: 0 }, source.whole ? 100 : 1)
      return amounts === null ? null : source.unknown ? [...amounts, 'unknown'] : amounts
    }
    default: return null
  }
}

/** Each number that is compared with, its neighbours, and the ends: between them nothing changes. */
function numbersFor(known: Known, { id, least = -1e11, most = 1e11 }: Question, step: number): readonly number[] | null {
  const { numbers = new Set<number>(), free = false } = known.literals.get(id) ?? {}
  if (free) return null
  const grid = (value: number): number[] => [Math.floor(value / step), Math.ceil(value / step)].flatMap(whole => [whole - 1, whole, whole + 1]).map(whole => Number((whole * step).toFixed(4)))
  return [...new Set([least, most, ...[...numbers].flatMap(grid)])].filter(value => value >= least && value <= most)
}
