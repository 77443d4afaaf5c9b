import { describe, expect, test } from 'vitest'
import { compileForm } from './compile-form.ts'

const label = { fr: 'Une question ?' }
const question = (id: string, more: object = {}) => ({ id, type: 'yes-no', label, ...more })
const page = (id: string, more: object = {}) => ({ id, questions: [question(id, more)] })
const form = (...pages: object[]) => ({ languages: ['fr'], groups: [{ id: 'one', title: label, pages }] })
const repeat = { min: 1, max: 3, item: label, another: label, remove: label }

describe('compiling a form', () => {
  test('accepts easy language beside the plain one, everywhere, and 2,000 options', () => {
    const easy = { fr: 'Une question ?', 'fr-simple': 'Question ?', 'de-simple': 'Frage?' }
    const options = Array.from({ length: 2000 }, (_, i) => ({ id: `o${i}`, label: easy, hint: easy, words: easy }))
    const raw = {
      languages: ['fr'], computed: [{ id: 'c', value: '1', type: 'number', label: easy, unit: easy }],
      groups: [{ id: 'g', title: easy, pages: [{ id: 'p', title: easy, intro: easy, questions: [{ id: 'a', type: 'search-list', label: easy, hint: easy, whenMissing: easy, options }, { id: 'b', type: 'consent', label: easy, statement: easy }] }] }],
    }
    expect(compileForm(raw)).not.toBeInstanceOf(Array)
  })

  test('accepts a sound one', () => expect(compileForm(form(page('a'), page('b', { when: 'a = true' })))).toMatchObject({ groups: [{ id: 'one', pages: [{ id: 'a' }, { id: 'b' }] }] }))

  test.each<[string, unknown, string]>([
    ['no object', 'text', 'form'],
    ['no groups', { languages: ['fr'] }, 'groups'],
    ['an unknown language', { ...form(page('a')), languages: ['xx'] }, 'languages'],
    ['a key nobody knows', { ...form(page('a')), pagez: 1 }, 'form.pagez'],
    ['a page without questions', form({ id: 'a', questions: [] }), 'groups[0].pages[0].questions'],
    ['an unknown type', form(page('a', { type: 'telepathy' })), 'groups[0].pages[0].questions[0].type'],
    ['a type that is a word of JavaScript', form(page('a', { type: 'constructor' })), 'groups[0].pages[0].questions[0].type'],
    ['no words', form(page('a', { label: {} })), 'groups[0].pages[0].questions[0].label'],
    ['words in a language that is none', form(page('a', { label: { xx: 'Hm' } })), 'groups[0].pages[0].questions[0].label'],
    ['a choice without options', form(page('a', { type: 'one-of' })), 'groups[0].pages[0].questions[0]'],
    ['an option twice', form(page('a', { type: 'one-of', options: [{ id: 'x', label }, { id: 'x', label }] })), 'groups[0].pages[0].questions[0].options[1].id'],
    ['a setting of another type', form(page('a', { currency: 'EUR' })), 'groups[0].pages[0].questions[0].currency'],
    ['a limit that is no day', form(page('a', { type: 'date', latest: 'soon' })), 'groups[0].pages[0].questions[0].latest'],
    ['bounds that nobody can meet', form(page('a', { type: 'number', least: 3, most: 2 })), 'groups[0].pages[0].questions[0]'],
    ['a bound that is no number', form(page('a', { type: 'number', least: '3' })), 'groups[0].pages[0].questions[0].least'],
    ['too many decimals', form(page('a', { type: 'number', decimals: 5 })), 'groups[0].pages[0].questions[0].decimals'],
    ['an organisation of no register', form(page('a', { type: 'organisation' })), 'groups[0].pages[0].questions[0]'],
    ['a register that nobody keeps', form(page('a', { type: 'organisation', register: 'moon' })), 'groups[0].pages[0].questions[0].register'],
    ['words to search by where nothing is searched', form(page('a', { type: 'one-of', options: [{ id: 'x', label, words: label }] })), 'groups[0].pages[0].questions[0].options[0].words'],
    ['an option that is alone in a search', form(page('a', { type: 'search-list', options: [{ id: 'x', label, alone: true }] })), 'groups[0].pages[0].questions[0].options[0].alone'],
    ['more options than anybody looks through', form(page('a', { type: 'search-list', options: Array.from({ length: 2001 }, (_, i) => ({ id: `o${i}`, label })) })), 'groups[0].pages[0].questions[0].options'],
    ['easy words without plain ones', form(page('a', { label: { 'fr-simple': 'Facile' } })), 'groups[0].pages[0].questions[0].label'],
    ['an easy variant of no language', form(page('a', { label: { fr: 'Oui', 'xx-simple': 'Hm' } })), 'groups[0].pages[0].questions[0].label'],
    ['a condition that counts', form(page('a'), page('b', { when: 'some i in 1..1000000000 satisfies i = 3' })), 'groups[0].pages[1].questions[0].when'],
    ['an id twice', form(page('a'), page('a')), 'groups[0].pages[1].id'],
    ['an id that is no name', form(page('a-b')), 'groups[0].pages[0].id'],
    ['an id that every object has', { languages: ['fr'], groups: [{ id: 'constructor', title: label, repeat, pages: [page('a')] }] }, 'groups[0].id'],
    ['a condition that cannot be read', form(page('a'), page('b', { when: 'a ==' })), 'groups[0].pages[1].questions[0].when'],
    ['a condition on nothing', form(page('a', { when: 'ghost = true' })), 'groups[0].pages[0].questions[0].when'],
    ['a condition on a later question', form(page('a', { when: 'b = true' }), page('b')), 'groups[0].pages[0].questions[0].when'],
    ['a condition on the same page', form({ id: 'p', title: label, questions: [question('a'), question('b', { when: 'a = true' })] }), 'groups[0].pages[0].questions[1].when'],
    ['several questions without a title', form({ id: 'p', questions: [question('a'), question('b')] }), 'groups[0].pages[0]'],
    ['a very long condition', form(page('a'), page('b', { when: '('.repeat(100_000) })), 'groups[0].pages[1].questions[0].when'],
    ['a question about "the" item of a list', { languages: ['fr'], groups: [{ id: 'g', title: label, repeat, pages: [page('a')] }, { id: 'h', title: label, pages: [page('b', { when: 'a = true' })] }] }, 'groups[1].pages[0].questions[0].when'],
    ['a repeat without sense', { languages: ['fr'], groups: [{ id: 'g', title: label, repeat: { ...repeat, min: 4 }, pages: [page('a')] }] }, 'groups[0].repeat'],
    ['a name that is no question', { languages: ['fr'], groups: [{ id: 'g', title: label, repeat: { ...repeat, name: 'a' }, pages: [page('a')] }] }, 'groups[0].repeat.name'],
    ['items that may ask nothing', { languages: ['fr'], groups: [{ id: 'h', title: label, pages: [page('b')] }, { id: 'g', title: label, repeat, pages: [page('a', { when: 'b = true' })] }] }, 'groups[1].repeat'],
    ['a subject that is protected', { ...form(page('a', { protected: 'health' })), subject: ['a'] }, 'subject'],
  ])('refuses %s, and says where and how to mend it', (_, raw, place) => {
    const faults = compileForm(raw)
    expect(faults).toEqual(expect.arrayContaining([{ path: place, fault: expect.stringMatching(/\S/), mend: expect.stringMatching(/\S/) }]))
  })
})
