import { mapArea } from '../../base/map-area.ts'
import { describe, expect, test } from 'vitest'
import { languages } from '../../base/language.ts'
import type { Control } from '../../engines/forms/control.ts'
import { fieldId } from '../components/field.tsx'
import { drawControl, type Drawing } from './draw-control.tsx'
import { stepErrors } from './issue-message.ts'

const common = { label: { text: 'Une question ?' }, optional: false }
const text = (more: object = {}): Control => ({ kind: 'text', name: 'q', ...common, value: 'stored', inputType: 'text', maxLength: 200, spellcheck: true, width: 'full', ...more })
const options = [
  { value: 'a', label: { text: 'A & <b>' } },
  { value: 'b', label: { text: 'B' }, hint: { text: 'Indice' } },
]
const date: Control = { kind: 'date', name: 'q', ...common, value: { day: '1', month: '3', year: '2019' }, birthday: false }
const controls: Control[] = [
  text(),
  { kind: 'area', name: 'q', ...common, value: 'stored', maxLength: 10 },
  { kind: 'radios', name: 'q', ...common, value: 'a', options },
  { kind: 'checks', name: 'q', ...common, value: ['a'], options },
  { kind: 'check', name: 'q', ...common, value: true, statement: { text: 'D’accord' } },
  date,
  { kind: 'search', name: 'q', ...common, value: 'a', options },
  { kind: 'located', name: 'q', ...common, value: { text: 'stored', point: '1,2', source: 'ban' }, lines: 3, autocomplete: 'off', maxLength: 500 },
  { kind: 'located', name: 'q', ...common, value: { text: 'stored' }, lines: 1, autocomplete: 'off', maxLength: 500 },
  text({ suffix: '€', instead: { name: 'q.unknown', label: { text: 'Je ne sais pas' }, checked: false } }),
]
const draw = (control: Control, more: Partial<Drawing> = {}) => String(drawControl(control, { language: 'fr', ...more }))

describe('every control', () => {
  test.each(controls.map((control) => [control.kind, control] as const))('%s: hint and error are there, tied, and lead to the field', (_, control) => {
    const html = draw({ ...control, hint: { text: 'Un indice' } } as Control, { issues: [{ field: 'q', rule: 'required' }] })
    const [{ message } = { message: '?' }] = stepErrors([control], [{ field: 'q', rule: 'required' }], 'fr')
    const described = /aria-describedby="([^"]*)"/.exec(html)?.[1]?.split(' ') ?? []
    expect(described).toHaveLength(2)
    for (const id of described) expect(html.split(`id="${id}"`)).toHaveLength(2)
    expect(html).toContain('Un indice')
    expect(html).toContain(message)
    expect(html.split(`id="${fieldId('q')}"`)).toHaveLength(2)
    const allIds = [...html.matchAll(/ id="([^"]*)"/g)].map((found) => found[1])
    expect(new Set(allIds).size).toBe(allIds.length)
    expect(html).not.toMatch(/ style=/)
  })

  test.each(controls.map((control) => [control.kind, control] as const))('%s: what was just typed wins over what is stored', (_, control) => {
    const html = draw(control, { typed: new URLSearchParams({ q: 'b', 'q.day': '31', 'q.month': '', 'q.year': '20' }) })
    expect(html).not.toMatch(/value="stored"|>stored<|<option value="a" selected|value="2019"|value="a" checked|checked value="a"/)
    if (control.kind === 'text') expect(html).toContain('value="b"')
    if (control.kind === 'date') expect(html).toContain('value="31"')
    if (control.kind === 'check') expect(html).not.toContain('checked')
  })

  test('labels are escaped, and headings where they are asked for', () => {
    const html = draw(controls[2]!, { heading: true })
    expect(html).toContain('A &amp; &lt;b>')
    expect(html).toMatch(/<legend><h1>Une question \?<\/h1><\/legend>/)
    expect(draw(text(), { heading: true })).toMatch(/<h1><label for="f-q">/)
  })

  test('a group draws its parts, each with its own error', () => {
    const group: Control = { kind: 'group', name: 'q', ...common, controls: [text({ name: 'q.given', label: { text: 'Prénom' }, autocomplete: 'given-name' }), { ...date, name: 'q.birthDate' }] }
    const issues = [{ field: 'q.birthDate', rule: 'notADate' }, { field: 'q.given', rule: 'required' }]
    const html = draw(group, { heading: true, issues })
    expect(html.match(/<h1>/g)).toHaveLength(1)
    expect(html).toMatch(/autocomplete="given-name"/i)
    expect(html).toContain('name="q.birthDate.day"')
    expect(stepErrors([group], issues, 'fr').map((error) => error.field)).toEqual(['q.given', 'q.birthDate'])
  })

  test('a place has tools that wait for a script, and says its point without one', () => {
    const place = { ...controls[8]!, place: true, value: { text: 'a', point: '49.144,-0.375' } } as Control
    const bare = draw(place)
    expect(bare).toContain('49,144° nord, 0,375° ouest')
    expect(bare).toMatch(/data-part="here" hidden/)
    expect(bare).not.toContain('data-part="map"')
    const map = { src: '/t/en/map', area: mapArea({ centre: '49.1,-0.3' })!, attribution: '© <b>' }
    const drawn = draw(place, { map })
    expect(drawn).toMatch(/data-src="\/t\/en\/map" data-centre="49.1,-0.3" data-zoom="14"/)
    expect(drawn).toContain('© &lt;b>')
    expect(drawn).toMatch(/data-part="map" hidden/)
    // The words have changed since: the point is another place's.
    expect(draw(place, { typed: new URLSearchParams({ q: 'b', 'q.point': '3,4', 'q.for': 'a' }) })).not.toContain('° nord')
    expect(draw(controls[8]!, { map })).not.toContain('pv-place')
  })

  test('a place keeps its point for as long as the text that it came with', () => {
    const located = controls[7]!
    expect(draw(located)).toMatch(/name="q.point" value="1,2">.*name="q.source" value="ban">.*name="q.for" value="stored">/)
    expect(draw(located, { typed: new URLSearchParams({ q: 'b', 'q.point': '3,4', 'q.for': 'a' }) })).toMatch(/name="q.point" value="3,4">.*name="q.for" value="a">/)
    expect(draw(located)).not.toContain('pv-combobox')
    expect(draw(located, { suggestions: '/t/fr/addresses' })).toContain('data-src="/t/fr/addresses"')
  })

  test('what was looked for in a list and not chosen is there again', () => {
    expect(draw(controls[6]!, { typed: new URLSearchParams({ q: '', 'q.typed': 'autre "x"' }) })).toContain('data-typed="autre &quot;x&quot;"')
  })

  test('words in another language than the page are marked', () => {
    expect(draw(text({ label: { text: 'A question', lang: 'en' } }))).toMatch(/lang="en"/)
  })
})

describe('error sentences', () => {
  const rules = ['required', 'tooLong', 'tooMany', 'malformed', 'notOffered', 'alone', 'dateIncomplete', 'yearTooShort', 'notADate', 'tooEarly', 'tooLate', 'notAnAmount', 'notWhole', 'negative', 'tooMuch', 'both', 'notAPhone', 'notAnEmail', 'notInList', 'notANumber', 'notAWholeNumber', 'tooPrecise', 'numberTooSmall', 'numberTooBig', 'notAnIban', 'notIn-siret', 'notIn-uid-ch', 'notIn-crn-gb']
  test.each(languages)('each rule has its own in %s', (language) => {
    const control = controls.at(-1)!
    const said = rules.map((rule) => stepErrors([control], [{ field: 'q', rule, detail: { max: 3, limit: rule.startsWith('number') ? 12 : '2026-09-01', option: 'a', example: '022 555 00 00', decimals: 2 } }], language)[0]!.message)
    expect(new Set(said).size).toBe(rules.length)
    const other = stepErrors([control], [{ field: 'q', rule: 'somethingNew' }], language)[0]!.message
    expect(said).not.toContain(other)
    for (const sentence of said) expect(sentence).not.toMatch(/undefined|NaN|\ufdd0|\ufdd1/)
  })
  test('the form’s own sentence comes first', () => {
    expect(stepErrors([text({ whenMissing: { text: 'Cochez un jour.' } })], [{ field: 'q', rule: 'required' }], 'fr')).toMatchObject([{ field: 'q', message: 'Cochez un jour.' }])
  })
})
