import { describe, expect, test } from 'vitest'
import raw from '../../../authorities/fleury-sur-orne/services/cantine-periscolaire/form.json'
import { languages } from '../../base/language.ts'
import { accept, removeItem } from './accept.ts'
import { contactOf, subjectOf } from './contact.ts'
import { describeStep } from './describe-step.ts'
import { at, fillAll, fillIn, sound } from './form-test-support.ts'
import type { Answers } from './form.ts'
import { jsonSchema } from './json-schema.ts'
import { back, firstOpen, mayVisit, next, path } from './path.ts'
import { summary } from './summary.ts'
import { validateAll } from './validate-all.ts'

/* The example form that Fleury-sur-Orne asks with, gone through as a parent of two would. */

const form = sound(raw)
const post = (answers: Answers, step: string, fields: Record<string, string | string[]>): Answers => {
  const body = new URLSearchParams()
  for (const [name, value] of Object.entries(fields)) for (const one of [value].flat()) body.append(name, one)
  const accepted = accept(form, answers, step, body, at)
  if (!('answers' in accepted)) throw new Error(`${step}: ${JSON.stringify(accepted)}`)
  return accepted.answers
}
const child = (given: string, year: string) => ({ 'child.given': given, 'child.family': 'Exemple', 'child.birthDate.day': '14', 'child.birthDate.month': '3', 'child.birthDate.year': year })

/** A parent of one: everything answered. */
function filled(): Answers {
  let a = post({}, 'children.0.child', child('Inès', '2019'))
  a = post(a, 'children.0.schoolYear', { schoolYear: 'CE1' })
  a = post(a, 'children.0.school', { school: 'marronniers' })
  a = post(a, 'children.0.canteenDays', { canteenDays: ['monday', 'friday'] })
  a = post(a, 'children.0.care', { care: 'none' })
  a = post(a, 'children.0.startDate', { 'startDate.day': '7', 'startDate.month': '12', 'startDate.year': '2026' })
  a = post(a, 'children.0.needsCare', { needsCare: 'no' })
  a = post(a, 'children.more', { more: 'no' })
  a = post(a, 'quotient', { quotient: '742' })
  a = post(a, 'applicantName', { 'applicantName.given': 'Sarah', 'applicantName.family': 'Exemple' })
  a = post(a, 'relation', { relation: 'parent' })
  a = post(a, 'phone', { phone: '' })
  a = post(a, 'email', { email: 'sarah@exemple.fr' })
  a = post(a, 'emergencyWho', { emergencyWho: 'other' })
  a = post(a, 'emergencyName', { 'emergencyName.given': 'Noé', 'emergencyName.family': 'Exemple' })
  a = post(a, 'emergencyPhone', { emergencyPhone: '02 31 00 00 00' })
  return post(a, 'consent', { consent: 'yes' })
}

describe('the canteen form', () => {
  test('asks one question a page, at least twelve, and is complete after them', () => {
    const answers = filled()
    expect(path(form, answers).length).toBeGreaterThanOrEqual(12)
    expect(path(form, answers).every((step) => step.kind === 'more' || step.questions.length === 1)).toBe(true)
    expect(firstOpen(form, answers, at)).toBeNull()
    expect(next(form, answers, 'consent')).toBeNull()
    expect(back(form, answers, 'children.0.child')).toBeNull()
    expect(contactOf(form, answers)).toEqual({ name: 'Sarah Exemple', email: 'sarah@exemple.fr' })
    expect(subjectOf(form, answers, 'fr')).toBe('Inès Exemple, CE1')
  })

  test('sends what was answered, and nothing of how it was asked', () => {
    expect(validateAll(form, filled(), at)).toEqual({
      answers: {
        children: [
          {
            child: { given: 'Inès', family: 'Exemple', birthDate: '2019-03-14' },
            schoolYear: 'CE1',
            school: 'marronniers',
            canteenDays: ['monday', 'friday'],
            care: ['none'],
            startDate: '2026-12-07',
            needsCare: false,
          },
        ],
        quotient: 74_200,
        emergencyWho: 'other',
        emergencyName: { given: 'Noé', family: 'Exemple' },
        emergencyPhone: '02 31 00 00 00',
        applicantName: { given: 'Sarah', family: 'Exemple' },
        relation: 'parent',
        email: 'sarah@exemple.fr',
        consent: true,
      },
    })
  })

  test('a health need opens its protected note; taken back, the note stays unsent', () => {
    let answers = post(filled(), 'children.0.needsCare', { needsCare: 'yes' })
    expect(firstOpen(form, answers, at)?.id).toBe('children.0.healthNote')
    answers = post(answers, 'children.0.healthNote', { healthNote: 'Arachides <b>' })
    expect(summary(form, answers, 'fr').filter((row) => row.protected).map((row) => row.answer?.text)).toEqual(['Oui', 'Arachides <b>'])
    answers = post(answers, 'children.0.needsCare', { needsCare: 'no' })
    expect(JSON.stringify(validateAll(form, answers, at))).not.toContain('Arachides')
    expect(JSON.stringify(answers)).toContain('Arachides')
  })

  test('another class puts the school in question again', () => {
    const answers = post(filled(), 'children.0.schoolYear', { schoolYear: 'GS' })
    expect(firstOpen(form, answers, at)?.id).toBe('children.0.school')
    expect(mayVisit(form, answers, 'quotient', at)).toBe(false)
    expect(validateAll(form, answers, at)).toEqual([{ field: 'children[0].school', rule: 'notOffered' }])
  })

  test('a sibling is asked the same, may be removed again, and the first child stays', () => {
    const before = filled()
    let answers = post(before, 'children.more', { more: 'yes' })
    expect(firstOpen(form, answers, at)?.id).toBe('children.1.child')
    expect(describeStep(form, answers, 'children.1.child', 'fr')?.remove).toEqual({ group: 'children', index: 1, label: { text: 'Retirer cet enfant' } })
    answers = post(answers, 'children.1.child', child('Léo', '2022'))
    expect(describeStep(form, answers, 'children.1.care', 'de')).toMatchObject({ item: { label: { text: 'Kind 2' }, name: 'Léo Exemple' } })
    answers = removeItem(form, answers, 'children', 1)
    expect(firstOpen(form, answers, at)?.id).toBe('children.more')
    expect(post(answers, 'children.more', { more: 'no' })).toEqual(before)
    expect(removeItem(form, before, 'children', 0)).toBe(before)
  })

  test('whoever is called in an emergency themselves types their name and number once', () => {
    let answers = post(filled(), 'phone', { phone: '02 31 00 00 01' })
    answers = post(answers, 'emergencyWho', { emergencyWho: 'me' })
    expect(next(form, answers, 'emergencyWho')?.id).toBe('consent')
    expect(JSON.stringify(validateAll(form, answers, at))).not.toContain('emergencyName')
    // Without a number of their own, one is asked for.
    expect(next(form, post(answers, 'phone', { phone: '' }), 'emergencyWho')?.id).toBe('emergencyPhone')
  })

  test('a step that is not on the path takes nothing', () => {
    expect(accept(form, filled(), 'children.0.healthNote', new URLSearchParams({ healthNote: 'x' }), at)).toEqual([{ field: 'children.0.healthNote', rule: 'offPath' }])
    expect(accept(form, filled(), 'children.7.child', new URLSearchParams(), at)).toEqual([{ field: 'children.7.child', rule: 'offPath' }])
  })

  test('can be filled in many other ways', () => {
    for (let seed = 1; seed <= 40; seed++) {
      let state = seed
      let more = 0
      const pick = (ways: number) => (state = (state * 48_271) % 2_147_483_647) % ways
      const fill: Parameters<typeof fillAll>[2] = (step, controls) => (step.endsWith('.more') ? new URLSearchParams({ more: more++ < pick(4) ? 'yes' : 'no' }) : fillIn(controls, pick))
      expect(validateAll(form, fillAll(form, {}, fill), at)).toHaveProperty('answers')
    }
  })

  test('every text stands in every language', () => {
    const missing: string[] = []
    const visit = (node: unknown, place: string): void => {
      if (typeof node !== 'object' || node === null) return
      if ('fr' in node && languages.some((language) => !(language in node))) missing.push(place)
      for (const [key, inner] of Object.entries(node)) visit(inner, `${place}.${key}`)
    }
    visit(raw, 'form')
    expect(missing).toEqual([])
  })

  test('its schema describes what is sent', () => {
    const schema = jsonSchema(form)
    expect(schema).toMatchObject({
      required: ['children', 'quotient', 'applicantName', 'relation', 'email', 'emergencyWho', 'consent'],
      properties: { children: { minItems: 1, maxItems: 8, items: { properties: { school: { enum: ['coquelicots', 'marronniers', 'rives', 'unknown'] } } } } },
    })
    const { properties } = (schema as { properties: { children: { items: { properties: object; required: string[] } } } }).properties.children.items
    expect(properties).toMatchObject({ healthNote: { $comment: 'asked when needsCare = true' } })
  })
})
