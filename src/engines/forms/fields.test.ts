import { describe, expect, test } from 'vitest'
import type { Asked } from './field.ts'
import { fields } from './fields/registry.ts'
import type { Question } from './form.ts'
import { readPosted } from './posted.ts'

const label = { fr: 'Question' }
const options = [
  { id: 'a', label: { fr: 'A', de: 'Ah' } },
  { id: 'b', label: { fr: 'B' } },
  { id: 'none', label: { fr: 'Aucun' }, alone: true },
]
const asked = (type: string, more: Partial<Question> = {}): Asked => {
  const question: Question = { id: 'q', type, label, ...more }
  return { question, options: question.options ?? [] }
}

/** Posts to a question and gives the value, or the broken rules as `field: rule`. */
function post(type: string, body: string, more: Partial<Question> = {}): unknown {
  const field = fields.get(type)!
  const here = asked(type, more)
  const parsed = field.parse(readPosted(new URLSearchParams(body)), here, 'fr')
  if ('issues' in parsed) return parsed.issues.map((issue) => `${issue.field}: ${issue.rule}`)
  if (parsed.value === null) return null
  expect(field.is(parsed.value)).toBe(true)
  const issues = field.check(parsed.value, here, { today: '2026-11-16', country: 'FR' })
  return issues.length > 0 ? issues.map((issue) => `${issue.field}: ${issue.rule}`) : parsed.value
}

const long = 'x'.repeat(5000)

describe('what people post', () => {
  test.each<[string, string, Partial<Question>, unknown]>([
    ['short-text', 'q=', {}, null],
    ['short-text', '', {}, null],
    ['short-text', 'q=%00+%0D%0A', {}, null],
    ['short-text', 'q=+a%0Ab+', {}, 'a b'],
    ['short-text', 'q=<b>%26</b>', {}, '<b>&</b>'],
    ['short-text', `q=${long}`, {}, ['q: tooLong']],
    ['short-text', 'q=abcd', { max: 3 }, ['q: tooLong']],
    ['long-text', 'q=a%0D%0Ab', {}, 'a\nb'],
    ['protected-health-note', 'q=arachides', {}, 'arachides'],
    ['yes-no', 'q=yes', {}, true],
    ['yes-no', 'q=no', {}, false],
    ['yes-no', 'q=maybe', {}, ['q: notOffered']],
    ['one-of', 'q=a', { options }, 'a'],
    ['one-of', 'q=z', { options }, ['q: notOffered']],
    ['several-of', 'q=b&q=a&q=a', { options }, ['a', 'b']],
    ['several-of', 'q=a&q=z', { options }, ['q: notOffered']],
    ['several-of', 'q=a&q=none', { options }, ['q: alone']],
    ['several-of', '', { options }, null],
    ['date', 'q.day=1&q.month=9&q.year=2026', {}, '2026-09-01'],
    ['date', '', {}, null],
    ['date', 'q.day=1&q.month=&q.year=2026', {}, ['q: dateIncomplete']],
    ['date', 'q.day=30&q.month=2&q.year=2026', {}, ['q: notADate']],
    ['date', 'q.day=1&q.month=2&q.year=26', {}, ['q: yearTooShort']],
    ['date', 'q.day=-1&q.month=x&q.year=20267', {}, ['q: notADate']],
    ['date', 'q.day=16&q.month=11&q.year=2026', { earliest: 'P1D' }, ['q: tooEarly']],
    ['date', 'q.day=17&q.month=11&q.year=2026', { earliest: 'P1D' }, '2026-11-17'],
    ['date', 'q.day=17&q.month=11&q.year=2027', { latest: 'P1Y' }, ['q: tooLate']],
    ['date', 'q.day=31&q.month=8&q.year=2026', { earliest: '2026-09-01' }, ['q: tooEarly']],
    ['person-name', 'q.given=A&q.family=B', {}, { given: 'A', family: 'B' }],
    ['person-name', 'q.given=A', {}, ['q.family: required']],
    ['person-name', '', {}, ['q.given: required', 'q.family: required']],
    ['person-name', '', { optional: true }, null],
    ['child', 'q.given=A&q.family=B&q.birthDate.day=14&q.birthDate.month=3&q.birthDate.year=2019', {}, { given: 'A', family: 'B', birthDate: '2019-03-14' }],
    ['child', 'q.given=A', {}, ['q.family: required', 'q.birthDate: required']],
    ['child', 'q.given=A&q.family=B&q.birthDate.day=14&q.birthDate.month=3&q.birthDate.year=2005', { earliest: '-P14Y' }, ['q.birthDate: tooEarly']],
    ['money', 'q=742', { currency: 'EUR', whole: true }, 74_200],
    ['money', 'q=1 742,00 €', { currency: 'EUR', whole: true }, 174_200],
    ['money', 'q=742,50', { currency: 'EUR', whole: true }, ['q: notWhole']],
    ['money', 'q=742,50', { currency: 'EUR' }, 74_250],
    ['money', 'q=-3', { currency: 'EUR' }, ['q: negative']],
    ['money', 'q=99999999999999', { currency: 'EUR' }, ['q: tooMuch']],
    ['money', 'q=beaucoup', { currency: 'EUR' }, ['q: notAnAmount']],
    ['money', 'q.unknown=yes', { currency: 'EUR', unknown: label }, 'unknown'],
    ['money', 'q.unknown=yes', { currency: 'EUR' }, null],
    ['money', 'q=3&q.unknown=yes', { currency: 'EUR', unknown: label }, ['q: both']],
    ['phone', 'q=02 31 00 00 00', {}, '02 31 00 00 00'],
    ['phone', 'q=%2B41 22 000 00 00', {}, '+41 22 000 00 00'],
    ['phone', 'q=call me', {}, ['q: notAPhone']],
    ['phone', 'q=12345', {}, ['q: notAPhone']],
    ['email-or-none', 'q=a.b@exemple.fr', {}, 'a.b@exemple.fr'],
    ['email-or-none', 'q.none=yes', {}, 'none'],
    ['email-or-none', 'q=none', {}, ['q: notAnEmail']],
    ['email-or-none', 'q=a@b', {}, ['q: notAnEmail']],
    ['email-or-none', 'q=a@b.c,d@e.f', {}, ['q: notAnEmail']],
    ['email-or-none', 'q=a@b.fr%0AX: y', {}, ['q: notAnEmail']],
    ['email-or-none', 'q=a@b.fr&q.none=yes', {}, ['q: both']],
    ['consent', 'q=yes', { statement: label }, true],
    ['consent', 'q=no', { statement: label }, null],
  ])('%s ← %s %j', (type, body, more, expected) => expect(post(type, body, more)).toEqual(expected))
})

describe('what programs send', () => {
  test.each<[string, unknown]>([
    ['short-text', 3],
    ['short-text', 'a\0'],
    ['short-text', '\ud800'],
    ['short-text', 'a\nb'],
    ['yes-no', 'yes'],
    ['one-of', ['a']],
    ['several-of', ['a', 1]],
    ['several-of', 'a'],
    ['date', '2026-02-30'],
    ['person-name', { given: 'A' }],
    ['person-name', { given: 'A', family: 'B', other: 'C' }],
    ['person-name', ['A', 'B']],
    ['child', { given: 'A', family: 'B', birthDate: 'yesterday' }],
    ['money', 1.5],
    ['money', 'lots'],
    ['consent', false],
  ])('%s is not %j', (type, value) => expect(fields.get(type)!.is(value)).toBe(false))

  test('a list with the same option twice is refused', () => {
    expect(fields.get('several-of')!.check(['a', 'a'], asked('several-of', { options }), { today: '2026-11-16', country: 'FR' })).toMatchObject([{ rule: 'malformed' }])
  })
})

describe('what is told', () => {
  const tell = (type: string, value: never, more: Partial<Question>, language: 'fr' | 'en' | 'de') => fields.get(type)!.summarise(value, asked(type, more), language)
  test('in the reader’s language, marked where it is another', () => {
    expect(tell('several-of', ['a', 'b'] as never, { options }, 'de')).toEqual({ text: 'Ah, B', lang: 'fr' })
    expect(tell('yes-no', true as never, {}, 'de')).toEqual({ text: 'Ja' })
    expect(tell('child', { given: 'Inès', family: 'Exemple', birthDate: '2019-03-01' } as never, {}, 'fr').text).toContain('1er mars 2019')
    expect(tell('money', 74_200 as never, { currency: 'EUR', whole: true }, 'fr').text.replace(/\s/g, ' ')).toBe('742 €')
    expect(tell('money', 74_250 as never, { currency: 'EUR' }, 'en').text).toBe('€742.50')
  })
  test('what people typed is never typeset', () => expect(tell('short-text', "l'a : b" as never, {}, 'fr')).toEqual({ text: "l'a : b" }))
})
