import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { event, kind, view, type Feature } from '../../src/journal/kernel.ts'
import { fakeOutside } from '../support/fake-outside.ts'
import type { Outside } from '../../src/app/features.ts'
import { addGolden, eventsIn, foldGolden, keepGolden, readGolden, writeGolden, type AnyEventType, type Golden } from './golden.ts'
import { house } from './planted.ts'
import { show } from './tree.ts'
import { readWiring } from './wiring.ts'

const vocabulary = import.meta.glob<object>(['/src/vocabulary/*.ts', '!**/*.test.ts'], { eager: true })
const lists = import.meta.glob<{ roomsWith(outside: Outside): readonly Feature[] }>('/src/app/features.ts')
const golden = readGolden(join(import.meta.dirname, 'golden'))
const all: Golden = Object.assign({}, ...Object.values(golden))

const event1 = (type: string, facts: unknown, personal: unknown = {}) => event(type, { facts, personal }) as AnyEventType

describe('golden samples', () => {
  test('every event of the vocabulary keeps its own', () => {
    const modules = Object.entries(vocabulary).map(([path, module]) => ({ name: path.replace(/^.*\/(.*)\.ts$/, '$1'), events: eventsIn(module) }))
    const names = new Set([...modules.filter(m => m.events.length > 0).map(m => m.name), ...Object.keys(golden)])
    expect([...names].flatMap(name => keepGolden(name, modules.find(m => m.name === name)?.events ?? [], golden[name] ?? {})).map(show)).toEqual([])
  })

  test('the reading of the code and the vocabulary itself know the same events', () => {
    const made = Object.values(vocabulary).flatMap(eventsIn).map(e => e.type).sort()
    expect([...readWiring(house).events.keys()].sort()).toEqual(made)
  })

  test('a new, a changed and a lost event are found', () => {
    const kept: Golden = { A: [{ facts: { n: 1 }, personal: {} }], B: [{ facts: {}, personal: {} }] }
    const found = keepGolden('cases', [event1('A', { n: 2 }), event1('C', {})], kept)
    expect(found.map(v => v.what)).toEqual(['C has no golden sample.', 'A no longer means what its golden sample says.', 'B is in the golden samples, but no longer in the vocabulary.'])
    expect(keepGolden('cases', [event1('A', { n: 1 }), event1('B', {})], kept)).toEqual([])
  })

  test('samples may grow, keeping the old one; they may not lose a part or change its form', () => {
    const kept: Golden = { A: [{ facts: { n: 1, list: [{ x: 1 }] }, personal: {} }] }
    const grown = addGolden([event1('A', { n: 1, list: [{ x: 1, y: 2 }] }, { name: 'N. Example' })], kept)
    expect(grown).toEqual({ golden: { A: [kept.A![0], { facts: { n: 1, list: [{ x: 1, y: 2 }] }, personal: { name: 'N. Example' } }] }, refused: [] })
    expect(addGolden([event1('A', { n: 7, list: [{ x: 1 }] })], kept).golden.A).toEqual([{ facts: { n: 7, list: [{ x: 1 }] }, personal: {} }])
    for (const facts of [{ n: '1', list: [{ x: 1 }] }, { list: [{ x: 1 }] }, { n: null, list: [{ x: 1 }] }, { n: 1, list: [{ y: 1 }] }, { n: 1, list: {} }])
      expect(addGolden([event1('A', facts)], kept)).toEqual({ golden: kept, refused: ['A'] })
  })

  test('what is written is read again', () => {
    const folder = mkdtempSync(join(tmpdir(), 'parvis-golden-'))
    const samples = { cases: { A: [{ facts: { n: 1 }, personal: {} }] } }
    writeGolden(folder, samples)
    expect(readGolden(folder)).toEqual(samples)
    rmSync(folder, { recursive: true })
  })
})

describe('golden streams', () => {
  test.runIf(house.files.some(file => file.path.startsWith('src/app/')))('every kind folds the golden samples of its events', { timeout: 60_000 }, async () => {
    const load = lists['/src/app/features.ts']
    expect(load, 'src/app/features.ts with `roomsWith` is missing').toBeDefined()
    const features = (await load!()).roomsWith(fakeOutside())
    const kinds = features.flatMap(feature => feature.kinds ?? [])
    const read = readWiring(house).rooms.flatMap(room => room.kinds)
    expect(kinds.map(k => k.kind).sort()).toEqual(read.map(k => k.kind).sort())
    const views = features.flatMap(feature => feature.views ?? [])
    expect(kinds.flatMap(k => foldGolden(k, read.find(r => r.kind === k.kind)!.events, all, views)).map(show)).toEqual([])
  })

  test('every event of the vocabulary is folded by a kind', () => {
    const folded = new Set(readWiring(house).rooms.flatMap(room => room.kinds).flatMap(k => k.events))
    expect(Object.keys(all).filter(type => !folded.has(type))).toEqual([])
  })

  const samples: Golden = { A: [{ facts: { n: 1 }, personal: { name: 'N' } }, { facts: { n: 1, more: 'x' }, personal: { name: 'N' } }] }
  const fold = (evolve: (state: any, event: any) => unknown, more = {}) => foldGolden(kind<any, any>({ kind: 'thing', shape: 1, initial: {}, evolve, ...more }), ['A'], samples, []).map(v => v.what)

  test('a kind that stumbles over erased data, over an old sample, or over its own state is found', () => {
    expect(fold((s, e) => ({ ...s, name: e.personal === 'erased' ? 'erased' : e.personal.name }))).toEqual([])
    expect(fold((s, e) => ({ ...s, name: e.personal.name.length }))).toEqual(['oldest', 'newest'].map(age => expect.stringContaining(`thing cannot fold A (${age}, erased)`)))
    expect(fold((_, e) => e.facts.more.length)).toEqual(['personal', 'erased'].map(form => expect.stringContaining(`thing cannot fold A (oldest, ${form})`)))
    expect(fold(() => ({ seen: new Set([1]) }))).toHaveLength(4)
    expect(fold(s => s, { timers: () => { throw new Error('no') } })).toHaveLength(4)
  })

  test('a view that cannot draw a state is found; a kind without events too', () => {
    const thing = kind<any, any>({ kind: 'thing', shape: 1, initial: {}, evolve: s => s })
    expect(foldGolden(thing, ['A'], samples, [view({ table: 't', of: thing, rows: s => s.missing.map(String) })])).toHaveLength(4)
    expect(foldGolden(thing, [], samples, []).map(v => v.what)).toEqual(['The kind thing folds no event of the vocabulary.'])
  })
})
