import { describe, expect, test } from 'vitest'
import example from '../../authorities/fleury-sur-orne/services/cantine-periscolaire/service.json'
import { languages } from '../base/language.ts'
import { isRefusal } from '../base/result.ts'
import { parseServiceDescription, type ServiceDescription } from './services.ts'

const read = (): any => structuredClone(example)
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
    ['an empty name', (s) => (s.name = { fr: ' ' }), 'service.name'],
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
    ['an audience that is none', (s) => (s.audiences = ['everybody']), 'service.audiences[0]'],
  ])('with %s is refused by its place and mend', (_, spoil, place) => {
    const raw = read()
    const spoiled = spoil(raw) === null ? null : raw
    expect(places(spoiled)).toContain(place)
    const refusal = parseServiceDescription(spoiled)
    expect(isRefusal(refusal) && refusal.issues?.every((issue) => String(issue.detail?.['mend']).length > 5)).toBe(true)
  })
})
