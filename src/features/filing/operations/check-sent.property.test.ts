import fc from 'fast-check'
import { expect, test } from 'vitest'
import { accept } from '../../../engines/forms/accept.ts'
import { anyAnswers, anyForm } from '../../../engines/forms/any-form-test-support.ts'
import type { CompiledForm } from '../../../engines/forms/compile-form.ts'
import type { Control } from '../../../engines/forms/control.ts'
import { describeStep } from '../../../engines/forms/describe-step.ts'
import { at, fillAll, fillIn, paper } from '../../../engines/forms/form-test-support.ts'
import type { Answers } from '../../../engines/forms/form.ts'
import { answersAt, firstOpen, own, path, type PageStep, type Step } from '../../../engines/forms/path.ts'
import { filesIn } from '../../../engines/forms/stored-file.ts'
import { validateAll } from '../../../engines/forms/validate-all.ts'
import { checkSent, leftOut } from './check-sent.ts'

const told = at
const picks = fc.array(fc.nat(11), { minLength: 1, maxLength: 30 })

/** Answers that the form takes, some of them spoilt. */
const nearlyRight = (form: CompiledForm, numbers: readonly number[], noise: Answers, spoilt: readonly string[]): Answers => {
  let turn = 0
  const pick = (ways: number) => numbers[turn++ % numbers.length]! % ways
  const more = new Map<string, number>()
  const right = fillAll(form, {}, (step, controls) => {
    if (!step.endsWith('.more')) return fillIn(controls, pick)
    more.set(step, (more.get(step) ?? 0) + 1)
    return new URLSearchParams({ more: more.get(step)! < 2 && pick(2) === 0 ? 'yes' : 'no' })
  })
  return { ...right, ...Object.fromEntries(spoilt.flatMap(key => (Object.hasOwn(noise, key) ? [[key, noise[key]!]] : []))) }
}

test('programs file exactly what the pages let people file', () => {
  let [taken, refused] = [0, 0]
  const documents = { taken: 0, refused: 0 }
  fc.assert(
    fc.property(anyForm, picks, anyAnswers, fc.array(fc.constantFrom('q0', 'q1', 'q2', 'q3', 'g0', 'g1')), fc.boolean(), fc.boolean(), (form, numbers, noise, spoilt, wild, forged) => {
      const right = wild ? noise : nearlyRight(form, numbers, noise, spoilt)
      const raw = forged ? withOthersFiles(right) : right
      const sent = checkSent(form, raw, told)
      const filed = byPages(form, raw)
      if ('answers' in sent) {
        taken++
        if (filesIn(sent.answers).length > 0) documents.taken++
        expect(tidy(filed)).toEqual(tidy(sent.answers))
      } else {
        refused++
        if (sent.some(({ rule }) => rule === 'unknownFile')) documents.refused++
        // The pages may well take something else in place of what could not be typed there, but not these answers.
        if (filed !== null) expect(tidy(filed)).not.toEqual(tidy(onPath(form, raw)))
        for (const { field, detail } of sent) {
          expect(field).toMatch(/^#\/answers/)
          expect([typeof detail?.say, typeof detail?.mend]).toEqual(['string', 'string'])
        }
      }
    }),
    { numRuns: 400 },
  )
  // Neither side of the question was empty, nor that of documents.
  expect(Math.min(taken, refused)).toBeGreaterThan(20)
  expect(Math.min(documents.taken, documents.refused)).toBeGreaterThan(0)
})

/** Each file that was sent here is named by the hash of one that was not. */
const withOthersFiles = (answers: Answers): Answers => JSON.parse(JSON.stringify(answers).replaceAll(paper.file, 'e'.repeat(64)))

test('what is not kept is named, and nothing else', () => {
  fc.assert(
    fc.property(anyForm, picks, anyAnswers, (form, numbers, noise) => {
      const raw = { ...noise, ...nearlyRight(form, numbers, {}, []) }
      const sent = checkSent(form, raw, told)
      if (!('answers' in sent)) return
      const left = leftOut(raw, sent.answers)
      for (const key of Object.keys(raw)) expect(left.includes(`#/answers/${key}`)).toBe(raw[key] !== null && raw[key] !== undefined && !Object.hasOwn(sent.answers, key))
      expect(leftOut(sent.answers, sent.answers)).toEqual([])
    }),
  )
})

/** Goes through the pages and answers each as `raw` says, as far as its controls let one; what is filed in the end, or null. */
function byPages(form: CompiledForm, raw: Answers): Answers | null {
  let answers: Answers = {}
  for (let turn = 0; turn < 200; turn++) {
    const open = firstOpen(form, answers, at)
    if (!open) break
    const accepted = accept(form, answers, open.id, open.kind === 'more' ? another(open, raw) : answeredAs(form, answers, open, raw), at)
    if (!('answers' in accepted)) return null
    answers = accepted.answers
  }
  const checked = validateAll(form, answers, at)
  return 'answers' in checked ? checked.answers : null
}

function another(step: Extract<Step, { kind: 'more' }>, raw: Answers): URLSearchParams {
  const items = own(raw, step.group.id)
  return new URLSearchParams({ more: Array.isArray(items) && items.length > step.items ? 'yes' : 'no' })
}

/** What a browser posts from a step whose controls show the answers of `raw`. */
function answeredAs(form: CompiledForm, answers: Answers, step: PageStep, raw: Answers): URLSearchParams {
  const here = answersAt(step, raw)
  const shown = Object.fromEntries(step.questions.map(({ id }) => [id, own(here, id)]))
  const items = [...((own(answers, step.group.id) as object[] | undefined) ?? [])]
  if (step.item !== null) items[step.item] = { ...items[step.item], ...shown }
  const typed = (step.item === null ? { ...answers, ...shown } : { ...answers, [step.group.id]: items }) as Answers
  return post(describeStep(form, typed, step.id, at.language)!.controls)
}

function post(controls: readonly Control[], into = new URLSearchParams()): URLSearchParams {
  for (const control of controls) {
    if (control.kind === 'group') post(control.controls, into)
    else if (control.kind === 'date') for (const part of ['day', 'month', 'year'] as const) into.set(`${control.name}.${part}`, control.value[part])
    else if (control.kind === 'checks') for (const value of control.value) into.append(control.name, value)
    else if (control.kind === 'check') control.value && into.set(control.name, 'yes')
    else if (control.kind === 'located') {
      const { text, point = '', source = '' } = control.value
      into.set(control.name, text)
      for (const [part, value] of Object.entries({ point, source, for: text })) into.set(`${control.name}.${part}`, value)
    } else if (control.kind === 'files') for (const { file } of control.value) into.append(control.name, file)
    else {
      if (control.kind !== 'radios' || control.value !== '') into.set(control.name, control.value)
      if (control.kind === 'text' && control.instead?.checked) into.set(control.instead.name, 'yes')
    }
  }
  return into
}

/** What `raw` says to the questions that are asked, unchecked. */
function onPath(form: CompiledForm, raw: Answers): Answers {
  const found: Record<string, unknown> = {}
  for (const step of path(form, raw)) {
    const { id, repeat } = step.group
    if (repeat) found[id] ??= Array.isArray(own(raw, id)) ? (own(raw, id) as unknown[]).map(() => ({})) : own(raw, id) === undefined ? [] : own(raw, id)
    if (step.kind === 'more') continue
    const list = found[id] as Record<string, unknown>[]
    const into = step.item === null ? found : Array.isArray(list) ? (list[step.item] ??= {}) : {}
    for (const question of step.questions) {
      const value = own(answersAt(step, raw), question.id)
      if (value !== null && value !== undefined) into[question.id] = value
    }
  }
  return found as Answers
}

/** Typed text loses the space at its ends, and its line breaks where one line is asked for. */
const tidy = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value), (_, inner: unknown) => (typeof inner === 'string' ? inner.replace(/\s+/g, ' ').trim() : inner))
