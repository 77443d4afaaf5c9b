import { describe, expect, test } from 'vitest'
import { ServicePublished } from '../../vocabulary/services.ts'
import { publishService } from './decide.ts'
import { serviceKind, type ServiceState } from './state.ts'

const published = (...versions: [number, string][]): ServiceState =>
  versions.reduce((s, [version, hash], i) => serviceKind.evolve(s, ServicePublished({ service: 'canteen', version, hash }, {}), { happened: i, version: i + 1, actor: 'system:publish' }), serviceKind.initial)
const decide = (state: ServiceState, version: number, hash: string, isStored = true) =>
  publishService.decide(state, { input: { authority: 1, service: 'canteen', version, hash }, given: isStored, actor: { kind: 'system', name: 'publish' }, now: 0, newId: () => '' })

describe('publishing', () => {
  test('makes a stored package current', () => {
    expect(decide(serviceKind.initial, 1, 'a')).toEqual([ServicePublished({ service: 'canteen', version: 1, hash: 'a' }, {})])
    expect(decide(published([1, 'a']), 3, 'b')).toHaveLength(1)
  })
  test('the same content again changes nothing, also of an older version', () => {
    expect(decide(published([1, 'a']), 1, 'a')).toEqual([])
    expect(decide(published([1, 'a'], [2, 'b']), 1, 'a')).toEqual([])
  })
  test('other content under a known number is refused, with the number to write', () => {
    expect(decide(published([1, 'a'], [4, 'b']), 4, 'c')).toMatchObject({ refused: 'VersionAlreadyPublished', detail: { mend: expect.stringContaining('"version": 5') as unknown } })
    expect(decide(published([4, 'b']), 3, 'c')).toMatchObject({ refused: 'VersionNotNewer' })
  })
  test('content that was not stored is refused: the event must not name what is not there', () =>
    expect(decide(serviceKind.initial, 1, 'a', false)).toMatchObject({ refused: 'PackageNotStored' }))
  test('is for the installation itself', () => {
    expect(publishService.permit({ kind: 'visitor', account: 'a' }, serviceKind.initial)).toBe(false)
    expect(publishService.permit({ kind: 'agent', agent: 'a', name: '', teams: [], administrator: true }, serviceKind.initial)).toBe(false)
  })
})

test('a service keeps every version that was ever current', () =>
  expect(published([1, 'a'], [2, 'b']).editions.map(e => [e.version, e.hash])).toEqual([[1, 'a'], [2, 'b']]))
