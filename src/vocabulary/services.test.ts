import { describe, expect, test } from 'vitest'
import { plainDescription } from '../../test/support/plain-package.ts'
import { languages } from '../base/language.ts'
import { isRefusal } from '../base/result.ts'
import { parseServiceDescription } from './parse-service.ts'
import { openingAt, type ServiceDescription } from './services.ts'

const read = (): any => plainDescription()
const places = (raw: unknown): string[] => {
  const parsed = parseServiceDescription(raw)
  return isRefusal(parsed) ? (parsed.issues ?? []).map((issue) => issue.field) : []
}

describe('a service description', () => {
  test('the example one is sound, in every language', () => {
    const service = parseServiceDescription(read()) as ServiceDescription
    expect(service).toEqual(read())
    const texts = JSON.stringify(service).match(/\{"fr":/g)!.length
    for (const language of languages) expect(JSON.stringify(service).match(new RegExp(`"${language}":`, 'g'))).toHaveLength(texts)
  })

  test.each<[string, (service: any) => unknown, string]>([
    ['nothing at all', () => null, 'service'],
    ['no name', (s) => delete s.name, 'service.name'],
    ['an empty name', (s) => (s.name = { fr: ' ' }), 'service.name.fr'],
    ['a key nobody knows', (s) => (s.colour = 'red'), 'service.colour'],
    ['no legal basis', (s) => (s.legalBasis = []), 'service.legalBasis'],
    ['no appeal', (s) => delete s.appeals, 'service.appeals'],
    ['no retention', (s) => delete s.retention, 'service.retention'],
    ['a term of half days', (s) => (s.answer.term.amount = 1.5), 'service.answer.term.amount'],
    ['prices that are not cents', (s) => (s.cost.table.rows[1].prices.meal = 2.1), 'service.cost.table.rows[1].prices'],
    ['a hole between the fees', (s) => (s.cost.table.rows[1].from = 50_000), 'service.cost.table.rows[1].from'],
    ['fees that end', (s) => (s.cost.table.rows[4].below = 200_000), 'service.cost.table.rows'],
    ['a fee that is missing', (s) => delete s.cost.table.rows[0].prices.meal, 'service.cost.table.rows[0].prices'],
    ['nobody who helps', (s) => s.channels.forEach((channel: any) => (channel.assisted = false)), 'service.channels'],
    ['the price of no column', (s) => (s.cost.table.rows[0].prices.supper = 100), 'service.cost.table.rows[0].prices.supper'],
    ['words too long to read', (s) => (s.name.en = 'x'.repeat(151)), 'service.name.en'],
    ['an appeal twice', (s) => (s.appeals[1].id = s.appeals[0].id), 'service.appeals[1].id'],
    ['no words for the decision', (s) => s.milestones.splice(2, 1), 'service.milestones'],
    ['an audience that is none', (s) => (s.audiences = ['everybody']), 'service.audiences[0]'],
  ])('with %s is refused by its place and mend', (_, spoil, place) => {
    const raw = read()
    const spoiled = spoil(raw) === null ? null : raw
    expect(places(spoiled)).toContain(place)
    const refusal = parseServiceDescription(spoiled)
    expect(isRefusal(refusal) && refusal.issues?.every(({ detail }) => String(detail?.['mend']).length > 5 && String(detail?.['what']).length > 2)).toBe(true)
  })

  test('all its faults come at once, those between places too', () =>
    expect(places({ ...read(), name: 1, milestones: read().milestones.slice(2), channels: read().channels.slice(0, 1) })).toEqual(['service.name', 'service.channels', 'service.milestones']))
  test('the schema that an editor completes by may be named; it is no part of what is published', () =>
    expect(parseServiceDescription({ $schema: '../service.schema.json', ...read() })).toEqual(read()))
})

describe('a hand-over', () => {
  const lead = (): any => {
    const { id, version, example, name, summary, description, audiences, lifeEvents, keywords, channels, cost, legalBasis } = read()
    return { id, version, example, name, summary, description, audiences, lifeEvents, keywords, channels, cost, legalBasis, handover: { to: { fr: 'L’État' }, url: 'https://service.example/titre?etape=1', words: { fr: 'La suite se fait là-bas.' } } }
  }

  test('needs no answer, appeal, team or evidence', () => expect(parseServiceDescription(lead())).toEqual(lead()))
  test.each(['http://service.example/', 'javascript:alert(1)', '//service.example', 'https://', '/fr', 'https://town.example@evil.example/', 'https:\\\\evil.example', ''])('leads only to a plain web address, not to %s', url => {
    const raw = lead()
    raw.handover.url = url
    expect(places(raw)).toEqual(['service.handover.url'])
  })
  test('is said with everything: whose it is and what to expect', () => {
    const raw = lead()
    delete raw.handover.to
    expect(places(raw)).toEqual(['service.handover.to'])
  })
})

describe('an opening', () => {
  const opened = (opening: unknown): any => ({ ...read(), opening })
  test.each<[unknown, string[]]>([
    [{ from: '2026-11-01T08:00', until: '2027-01-15T12:00' }, []],
    [{ until: '2027-01-15T12:00' }, []],
    [{}, ['service.opening']],
    [{ from: '2026-02-30T08:00' }, ['service.opening.from']],
    [{ from: '2026-11-01' }, ['service.opening.from']],
    [{ from: '2026-11-01T08:00', until: '2026-11-01T08:00' }, ['service.opening.until']],
    [{ to: '2026-11-01T08:00' }, ['service.opening.to']],
  ])('%j', (opening, faults) => expect(places(opened(opening))).toEqual(faults))

  test('holds from its first minute to the last before its end, by the clocks of the authority', () => {
    const service = parseServiceDescription(opened({ from: '2026-11-01T08:00', until: '2027-01-15T12:00' })) as ServiceDescription
    const at = (instant: string) => openingAt(service, 'Europe/Paris', Date.parse(instant))
    expect([at('2026-11-01T06:59:59Z'), at('2026-11-01T07:00:00Z'), at('2027-01-15T10:59:59Z'), at('2027-01-15T11:00:00Z')]).toEqual(['before', 'open', 'open', 'after'])
    expect(openingAt(parseServiceDescription(read()) as ServiceDescription, 'Europe/Paris', 0)).toBe('open')
  })
})

test('easy language may stand beside a language, never alone', () => {
  expect(places({ ...read(), summary: { fr: 'Demander', 'fr-simple': 'Demandez ici' } })).toEqual([])
  expect(places({ ...read(), summary: { 'fr-simple': 'Demandez ici' } })).toEqual(['service.summary'])
})
