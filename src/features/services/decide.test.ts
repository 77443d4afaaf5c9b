import { describe, expect, test } from 'vitest'
import { ServicePublished, ServiceRetired, ServiceRolledBack } from '../../vocabulary/services.ts'
import { publishService, retireService, rollBackService } from './decide.ts'
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

const at = { happened: 9, version: 9, actor: 'agent:x' }
const rolledBack = (s: ServiceState, version: number) => serviceKind.evolve(s, ServiceRolledBack({ service: 'canteen', version }, {}), at)
const retired = (s: ServiceState) => serviceKind.evolve(s, ServiceRetired({ service: 'canteen' }, {}), at)
const system = { kind: 'system', name: 'operator' } as const
const rollBack = (s: ServiceState, version: number, hasTeam = true, service = 'canteen') => rollBackService.decide(s, { input: { authority: 1, service, version }, given: hasTeam, actor: system, now: 0, newId: () => '' })
const retire = (s: ServiceState, service = 'canteen') => retireService.decide(s, { input: { authority: 1, service }, given: null, actor: system, now: 0, newId: () => '' })

describe('rolling back', () => {
  const two = published([1, 'a'], [2, 'b'])
  test('offers an earlier version and keeps all of them', () => {
    expect(rollBack(two, 1)).toEqual([ServiceRolledBack({ service: 'canteen', version: 1 }, {})])
    expect(rolledBack(two, 1)).toEqual({ ...two, current: 1 })
    expect(rollBack(rolledBack(two, 1), 2)).toHaveLength(1)
  })
  test('to the version on offer changes nothing; to one that was never published, or whose team is gone, is refused', () => {
    expect(rollBack(two, 2)).toEqual([])
    expect(rollBack(two, 3)).toMatchObject({ refused: 'VersionUnknown', detail: { mend: expect.stringContaining('1, 2') as unknown } })
    expect(rollBack(two, 1, false)).toMatchObject({ refused: 'TeamGone' })
    expect(rollBack(serviceKind.initial, 1)).toMatchObject({ refused: 'NotFound' })
  })
  test('publishing what was rolled back again changes nothing; the next version has the next number', () => {
    const back = rolledBack(two, 1)
    expect(decide(back, 2, 'b')).toEqual([])
    expect(decide(back, 2, 'c')).toMatchObject({ detail: { mend: expect.stringContaining('"version": 3') as unknown } })
    expect(decide(back, 3, 'c')).toHaveLength(1)
    expect(serviceKind.evolve(back, ServicePublished({ service: 'canteen', version: 3, hash: 'c' }, {}), at).current).toBe(3)
  })
  test('is for administrators and the command line, as is retiring', () => {
    for (const { permit } of [rollBackService, retireService]) {
      expect(permit(system, two)).toBe(true)
      expect(permit({ kind: 'agent', agent: 'a', name: '', teams: [], administrator: true }, two)).toBe(true)
      expect(permit({ kind: 'agent', agent: 'a', name: '', teams: ['education'], administrator: false }, two)).toBe(false)
      expect(permit({ kind: 'visitor', account: 'a' }, two)).toBe(false)
    }
  })
})

describe('retiring', () => {
  const two = published([1, 'a'], [2, 'b'])
  test('offers no version and keeps all; once is enough', () => {
    expect(retire(two)).toEqual([ServiceRetired({ service: 'canteen' }, {})])
    expect(retired(two)).toEqual({ ...two, current: null })
    expect(retire(retired(two))).toEqual([])
    expect(retire(serviceKind.initial)).toMatchObject({ refused: 'NotFound' })
  })
  test('is undone by offering a version again, not by a restart that publishes the same', () => {
    expect(decide(retired(two), 2, 'b')).toEqual([])
    expect(rollBack(retired(two), 2)).toHaveLength(1)
  })
  test('the service that takes needs is kept by Parvis', () => {
    expect(retire(two, 'need')).toMatchObject({ refused: 'NotFound' })
    expect(rollBack(two, 1, true, 'need')).toMatchObject({ refused: 'NotFound' })
  })
})
