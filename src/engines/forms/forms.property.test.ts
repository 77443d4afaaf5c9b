import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { accept, removeItem } from './accept.ts'
import type { CompiledForm } from './compile-form.ts'
import { contactOf, subjectOf } from './contact.ts'
import { describeStep } from './describe-step.ts'
import { fields } from './fields/registry.ts'
import { at, fillAll, fillIn, sound } from './form-test-support.ts'
import type { Answers } from './form.ts'
import { back, findStep, firstOpen, mayVisit, missing, next, path } from './path.ts'
import { summary } from './summary.ts'
import { validateAll } from './validate-all.ts'

const label = { fr: 'Question ?' }
const types = [...fields.keys()]
const options = ['a', 'b', 'none'].map((id) => ({ id, label, alone: id === 'none' }))

/** A drawn question: its type, whether it is optional, and which earlier question it may depend on. */
const draft = fc.record({ type: fc.constantFrom(...types), optional: fc.boolean(), on: fc.option(fc.nat(), { nil: null }), way: fc.nat(3), optionOn: fc.boolean() })
const drafts = fc.array(fc.record({ repeat: fc.boolean(), on: fc.option(fc.nat(), { nil: null }), way: fc.nat(3), min: fc.nat(1), max: fc.integer({ min: 1, max: 3 }), pages: fc.array(fc.array(draft, { minLength: 1, maxLength: 2 }), { minLength: 1, maxLength: 4 }) }), {
  minLength: 1,
  maxLength: 3,
})

/** Any form that compiles: every type, conditions on earlier pages, repeated groups, options that come and go. */
const forms = drafts.map((groups): CompiledForm => {
  let count = 0
  let outside: { id: string; type: string }[] = []
  const raw = {
    languages: ['fr'],
    groups: groups.map((group, g) => {
      let earlier = [...outside]
      const gate = group.on === null || outside.length === 0 ? null : outside[group.on % outside.length]!
      const pages = group.pages.map((questions, p) => {
        const drawn = questions.map(({ type, optional, on, way, optionOn }) => {
          const source = on === null || earlier.length === 0 ? null : earlier[on % earlier.length]!
          const when = source && conditions(source.id, source.type)[way % 3]!
          return {
            id: `q${count++}`,
            type,
            label,
            ...(optional && { optional }),
            ...(['one-of', 'several-of'].includes(type) && { options: options.map((o) => (optionOn && when && o.id === 'b' ? { ...o, when } : o)) }),
            ...(type === 'money' && { currency: 'EUR', unknown: label }),
            ...(type === 'consent' && { statement: label }),
            ...(type === 'document' && { accept: ['pdf'] }),
            // A repeated group's first page is asked always.
            ...(when && !optionOn && !(group.repeat && p === 0) && { when }),
          }
        })
        earlier = [...earlier, ...drawn]
        return { id: `g${g}p${p}`, title: label, questions: drawn }
      })
      if (!group.repeat) outside = earlier
      return { id: `g${g}`, title: label, pages, ...(gate && { when: conditions(gate.id, gate.type)[group.way % 3]! }), ...(group.repeat && { repeat: { min: group.min, max: group.max, item: label, another: label, remove: label } }) }
    }),
  }
  return Object.assign(sound(raw), { [fc.toStringMethod]: () => JSON.stringify(raw) })
})

const conditions = (id: string, type: string): string[] =>
  type === 'several-of'
    ? [`list contains(${id}, "a")`, `not(list contains(${id}, "a"))`, `${id} != null`]
    : type === 'yes-no'
      ? [`${id} = true`, `not(${id})`, `${id} = null`]
      : [`${id} in ("a", "b", "none", "unknown")`, `${id} != null`, `not(${id} = "a")`]

/** Answers of any form at all, some of them well-formed. */
const values = fc.oneof(
  fc.constantFrom<unknown>(null, true, false, 'a', 'b', 'none', ['a'], ['none'], ['a', 'none'], 74_200, 'unknown', '2026-12-01', { given: 'A', family: 'B' }, { given: 'A', family: 'B', birthDate: '2019-03-14' }),
  fc.jsonValue({ maxDepth: 2 }) as fc.Arbitrary<unknown>,
)
const item = fc.dictionary(fc.nat(20).map((n) => `q${n}`), values)
const anyAnswers = fc
  .tuple(item, fc.dictionary(fc.constantFrom('g0', 'g1', 'g2'), fc.oneof(fc.array(item, { maxLength: 5 }), values)), fc.dictionary(fc.constantFrom('g0.more', 'g1.more'), values))
  .map((parts) => Object.assign({}, ...parts) as Answers)

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
        const filled = fillAll(form, {}, filler(pick))
        expect(validateAll(form, filled, at)).toHaveProperty('answers')
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
    const posts = fc.array(fc.tuple(fc.oneof(fc.string(), fc.nat(12).map((n) => `q${n}`), fc.constantFrom('more', 'q0.given', 'q1.birthDate.year', 'q0.day')), fc.string({ unit: 'binary' })))
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
      if (control.kind !== 'radios' || control.value !== '') post.set(control.name, control.value)
      if (control.kind === 'text' && control.instead?.checked) post.set(control.instead.name, 'yes')
    }
  }
  return post
}
