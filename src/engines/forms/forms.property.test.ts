import { Ajv2020 as Ajv } from 'ajv/dist/2020.js'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { accept, removeItem } from './accept.ts'
import { anyAnswers, anyForm as forms } from './any-form-test-support.ts'
import type { CompiledForm } from './compile-form.ts'
import { contactOf, subjectOf } from './contact.ts'
import { describeStep } from './describe-step.ts'
import { at, fillAll, fillIn } from './form-test-support.ts'
import type { Answers } from './form.ts'
import { jsonSchema } from './json-schema.ts'
import { back, computedValues, findStep, firstOpen, mayVisit, missing, next, path } from './path.ts'
import { summary } from './summary.ts'
import { validateAll } from './validate-all.ts'

const picks = fc.array(fc.nat(11), { minLength: 1, maxLength: 30 }).map((numbers) => {
  let turn = 0
  return (ways: number) => numbers[turn++ % numbers.length]! % ways
})
/** Always says "no more" after two turns, so that repeated groups end. */
const filler = (pick: (ways: number) => number) => {
  const asked = new Map<string, number>()
  return (step: string, controls: Parameters<typeof fillIn>[0]) => {
    if (!step.endsWith('.more')) return fillIn(controls, pick)
    const times = asked.get(step) ?? 0
    asked.set(step, times + 1)
    return new URLSearchParams({ more: times < 1 && pick(2) === 0 ? 'yes' : 'no' })
  }
}

const ids = (form: CompiledForm, answers: Answers) => path(form, answers).map((step) => step.id)

describe('for any form and any answers', () => {
  test('the path is stable: asked again, or after being stored, it is the same', () => {
    fc.assert(
      fc.property(forms, anyAnswers, (form, answers) => {
        const steps = ids(form, answers)
        expect(ids(form, answers)).toEqual(steps)
        expect(ids(form, JSON.parse(JSON.stringify(answers)))).toEqual(steps)
        // No computed value depends on what was asked before, nor on an answer that bears its name.
        expect(computedValues(form, { ...answers, c0: 9, c1: 9 })).toEqual(computedValues(form, answers))
        expect(computedValues(form, answers).size).toBe(form.computed.length)
        expect(new Set(steps).size).toBe(steps.length)
      }),
    )
  })

  test('back undoes next, and the first open step may be visited', () => {
    fc.assert(
      fc.property(forms, anyAnswers, (form, answers) => {
        for (const id of ids(form, answers)) {
          const after = next(form, answers, id)
          if (after) expect(back(form, answers, after.id)?.id).toBe(id)
        }
        const open = firstOpen(form, answers, at)
        if (open) {
          expect(mayVisit(form, answers, open.id, at)).toBe(true)
          const after = next(form, answers, open.id)
          if (after) expect(mayVisit(form, answers, after.id, at)).toBe(false)
        }
        expect(mayVisit(form, answers, 'nowhere', at)).toBe(false)
      }),
    )
  })

  test('answering a step anew loses no other answer', () => {
    fc.assert(
      fc.property(forms, anyAnswers, picks, fc.nat(), (form, answers, pick, where) => {
        const steps = path(form, answers)
        const step = steps[where % Math.max(steps.length, 1)]
        if (!step || step.kind === 'more') return
        const accepted = accept(form, answers, step.id, fillIn(describeStep(form, answers, step.id, 'fr')!.controls, pick), at)
        if (!('answers' in accepted)) return
        const own = new Set(step.questions.map((question) => question.id))
        const others = (all: Answers) => {
          const kept = Object.entries(all).filter(([key]) => key !== step.group.id && !(step.item === null && own.has(key)))
          return Object.fromEntries(kept)
        }
        expect(others(accepted.answers)).toEqual(others(answers))
        expect(findStep(form, accepted.answers, step.id)).not.toBeNull()
        expect(isOpenAt(form, accepted.answers, step.id)).toBe(false)
      }),
    )
  })

  test('going through again without a change changes nothing', () => {
    fc.assert(
      fc.property(forms, picks, (form, pick) => {
        const answers = fillAll(form, {}, filler(pick))
        for (const step of path(form, answers)) {
          if (step.kind === 'more') continue
          const again = repost(describeStep(form, answers, step.id, 'fr')!.controls)
          expect(accept(form, answers, step.id, again, at)).toEqual({ answers })
        }
      }),
    )
  })

  test('what was accepted step by step is accepted as a whole, and the other way round', () => {
    fc.assert(
      fc.property(forms, anyAnswers, picks, (form, answers, pick) => {
        const whole = validateAll(form, answers, at)
        const open = missing(form, answers, at)
        if (open.length === 0 && withinMax(form, answers)) expect(whole).toHaveProperty('answers')
        if ('answers' in whole) {
          // What is open then was only never looked at: "another one?", and questions that may stay empty.
          for (const step of open) if (step.kind === 'page') expect(step.questions.some((q) => q.source.optional)).toBe(true)
          expect(validateAll(form, whole.answers, at)).toEqual(whole)
        }
        const filled = validateAll(form, fillAll(form, {}, filler(pick)), at)
        expect(filled).toHaveProperty('answers')
        const schema = new Ajv({ strict: false, validateFormats: false }).compile(jsonSchema(form))
        for (const taken of [whole, filled]) if ('answers' in taken) expect(schema(taken.answers), JSON.stringify(schema.errors)).toBe(true)
      }),
      { numRuns: 200 },
    )
  })

  test('only answers on the path are sent', () => {
    fc.assert(
      fc.property(forms, anyAnswers, picks, (form, noise, pick) => {
        const answers = fillAll(form, noise, filler(pick))
        const sent = validateAll(form, answers, at)
        if (!('answers' in sent)) return
        const known = new Set(path(form, answers).flatMap((step) => (step.kind === 'page' ? [step.group.id, ...step.questions.map((q) => q.id)] : [step.group.id])))
        for (const key of Object.keys(sent.answers)) expect(known).toContain(key)
      }),
    )
  })

  test('nothing that is posted or stored makes the engine fail', () => {
    const posts = fc.array(fc.tuple(fc.oneof(fc.string(), fc.nat(12).map((n) => `q${n}`), fc.constantFrom('more', 'q0.given', 'q1.birthDate.year', 'q0.day', 'q0.point', 'q0.for', 'q1.typed', 'q0.number')), fc.string({ unit: 'binary' })))
    fc.assert(
      fc.property(forms, anyAnswers, posts, fc.nat(), fc.nat(5), (form, answers, post, where, index) => {
        const steps = ids(form, answers)
        const accepted = accept(form, answers, steps[where % Math.max(steps.length, 1)] ?? 'x', new URLSearchParams(post), at)
        const after = 'answers' in accepted ? accepted.answers : answers
        JSON.stringify(after)
        for (const id of ids(form, after)) describeStep(form, after, id, 'en')
        summary(form, after, 'de')
        contactOf(form, after)
        subjectOf(form, after, 'fr')
        removeItem(form, after, 'g0', index)
        validateAll(form, after, at)
      }),
    )
  })
})

const isOpenAt = (form: CompiledForm, answers: Answers, id: string): boolean => missing(form, answers, at).some((step) => step.id === id)

const withinMax = (form: CompiledForm, answers: Answers): boolean =>
  form.groups.every((group) => {
    const items = answers[group.id]
    return !group.repeat || items === undefined || (Array.isArray(items) && items.length <= group.repeat.max)
  })

/** What a browser posts when somebody looks at a step and continues. */
function repost(controls: Parameters<typeof fillIn>[0], post = new URLSearchParams()): URLSearchParams {
  for (const control of controls) {
    if (control.kind === 'group') repost(control.controls, post)
    else if (control.kind === 'date') for (const part of ['day', 'month', 'year'] as const) post.set(`${control.name}.${part}`, control.value[part])
    else if (control.kind === 'checks') for (const value of control.value) post.append(control.name, value)
    else if (control.kind === 'files') for (const { file } of control.value) post.append(control.name, file)
    else if (control.kind === 'check') control.value && post.set(control.name, 'yes')
    else {
      if (control.kind === 'located') {
        // A browser ends lines its own way.
        const { text, point, source } = control.value
        post.set(control.name, text.replaceAll('\n', '\r\n'))
        for (const [part, value] of Object.entries({ point, source, for: text })) post.set(`${control.name}.${part}`, value ?? '')
      } else if (control.kind !== 'radios' || control.value !== '') post.set(control.name, control.value)
      if (control.kind === 'text' && control.instead?.checked) post.set(control.instead.name, 'yes')
    }
  }
  return post
}
