import { expect, onTestFinished, test, vi } from 'vitest'
import { migrateCases } from '../../src/app/migrate-cases.ts'
import { readSettings } from '../../src/app/settings.ts'
import { newUuid, type Uuid } from '../../src/base/ids.ts'
import { isRefusal } from '../../src/base/result.ts'
import { tryMigration, type Trial } from '../../src/features/cases/feature.ts'
import type { Journal } from '../../src/journal/journal.ts'
import type { Actor } from '../../src/journal/kernel.ts'
import { MigrateCase } from '../../src/vocabulary/case-migration.ts'
import { casePath } from '../../src/vocabulary/case-path.ts'
import { DoStep } from '../../src/vocabulary/case-process.ts'
import { ConfirmComplete, DecideCase, SendDecision, WithdrawCase } from '../../src/vocabulary/cases.ts'
import { serviceOfCase } from '../../src/vocabulary/service-of-case.ts'
import { authority, visitor } from '../support/example.ts'
import { felling, nature, nextFelling, openForest, operator, roads, until, type Forest } from './felling.ts'

/* Jena's tree felling is changed while requests are under way: they are tried, moved, and go on. */

const old = felling().service.version as number
const next = old + 1
const entry = { roads: 'traffic' }
const service = 'baumfaellung'
const letter = { outcome: 'accepted', reasons: 'The tree is ill.', legalBasis: '§ 29', appeal: 'Within a month.', undoSeconds: 0 }

/** Requests at the check, at both opinions, and with one opinion done; one withdrawn, one whose decision is about to leave. */
async function underWay(forest: Forest, journal: Journal) {
  await forest.publish(journal)
  const cases = { checked: '', asked: '', half: '', gone: '', leaving: '' } as Record<'checked' | 'asked' | 'half' | 'gone' | 'leaving', Uuid>
  for (const name of Object.keys(cases) as (keyof typeof cases)[]) cases[name] = await forest.file(journal)
  for (const name of ['asked', 'half', 'leaving'] as const) await forest.does(journal, nature, ConfirmComplete, { case: cases[name] })
  await step(forest, journal, cases.half, roads, 'roads')
  for (const [who, id] of [[roads, 'roads'], [nature, 'nature']] as const) await step(forest, journal, cases.leaving, who, id)
  await forest.does(journal, nature, DecideCase, { case: cases.leaving, ...letter, undoSeconds: 3_600 })
  await forest.does(journal, visitor((await forest.read(journal, cases.gone)).holders[0]!), WithdrawCase, { case: cases.gone, reason: '' })
  await forest.publish(journal, nextFelling())
  return cases
}
async function step(forest: Forest, journal: Journal, id: Uuid, who: Actor, at: string, outcome: string | undefined = 'favourable'): Promise<void> {
  const { token } = (await forest.read(journal, id)).open.find(one => one.step === at)!
  await forest.does(journal, who, DoStep, { case: id, token, outcome, note: '' })
}
const tries = async (forest: Forest, journal: Journal, tokens: Record<string, string> = {}, from?: number): Promise<Trial> => {
  const trial = await tryMigration(journal.ask(1), { service, to: next, tokens, ...(from !== undefined && { from }) }, { now: forest.clock.now, authority: forest.town })
  if (isRefusal(trial)) throw new Error(trial.refused)
  return trial
}
const send = (journal: Journal, id: Uuid, more: Partial<{ from: number; to: number; tokens: object }> = {}, actor = operator) =>
  journal.send(1, actor, MigrateCase, { case: id, from: old, to: next, tokens: entry, ...more })
const events = async (forest: Forest): Promise<number> => (await forest.ask('select 1 from journal')).length
const openSteps = async (forest: Forest, journal: Journal, id: Uuid) => (await forest.read(journal, id)).open.map(one => one.step)

test('a trial counts where requests stand and what becomes of them, and writes nothing', async () => {
  const forest = await openForest()
  const journal = await forest.node({ follow: false })
  await underWay(forest, journal)
  const before = await events(forest)
  const { there, versions: [version, ...others] } = await tries(forest, journal)
  expect([there, others, version!.from, version!.cases.map(one => one.moves)]).toEqual([0, [], old, [true, false, true, false]])
  expect(version!.places).toEqual([
    { at: 'check', name: 'Vollständigkeit prüfen', cases: 1, moves: 1, needsEntry: 0, cannot: 0, what: [] },
    { at: 'nature', name: 'Baum ansehen', cases: 2, moves: 2, needsEntry: 0, cannot: 0, what: [] },
    { at: 'roads', name: 'Stellungnahme Straßenraum', cases: 1, moves: 0, needsEntry: 1, cannot: 0, what: ['the new version does not have it: write roads=STEP'] },
    // It came by a flow whose id is still there, from a step that is not.
    { at: 'both', name: 'Beide liegen vor', cases: 1, moves: 1, needsEntry: 0, cannot: 0, what: [] },
    { at: 'decide', name: 'Entscheiden', cases: 1, moves: 0, needsEntry: 0, cannot: 1, what: ['its decision is about to leave'] },
  ])
  expect((await tries(forest, journal, entry)).versions[0]!.cases.map(one => one.moves)).toEqual([true, true, true, false])
  expect((await tries(forest, journal, { roads: 'nowhere' })).versions[0]!.faults).toEqual(['"nowhere" is no element of the version that requests go to'])
  expect((await tries(forest, journal, {}, next)).versions).toEqual([])
  expect(isRefusal(await tryMigration(journal.ask(1), { service, to: 99, tokens: {} }, { now: 0, authority: authority() }))).toBe(true)
  expect(await events(forest)).toBe(before)
})

test('questions that the requests were never asked are named', async () => {
  const forest = await openForest()
  const journal = await forest.node({ follow: false })
  await underWay(forest, journal)
  expect((await tries(forest, journal)).versions[0]!.unasked).toEqual([])
  const asking = nextFelling()
  asking.service.version++
  await forest.publish(journal, { ...asking, process: asking.process.replace('<parallelGateway id="both"', '<intermediateCatchEvent id="grown"><conditionalEventDefinition><condition xsi:type="tFormalExpression">height &gt; 3 and site = "done"</condition></conditionalEventDefinition></intermediateCatchEvent><parallelGateway id="both"') })
  const trial = await tryMigration(journal.ask(1), { service, to: next + 1, tokens: entry }, { now: forest.clock.now, authority: forest.town })
  expect('versions' in trial && trial.versions[0]!.unasked).toEqual(['height'])
})

test('a moved request keeps its form and its time, and goes on by the new steps to its end', async () => {
  const forest = await openForest()
  const journal = await forest.node()
  const { asked, half } = await underWay(forest, journal)
  await until(async () => (await forest.ask("select 1 from timers where call = 'RingProcess'")).length === 1)
  const due = (await forest.ask<{ due: string }>("select due::text from timers where call = 'RingProcess'"))[0]!.due
  for (const id of [asked, half]) expect(isRefusal(await send(journal, id))).toBe(false)

  const file = await forest.read(journal, asked)
  expect([file.packageVersion, file.processVersion, file.open.map(one => one.step)]).toEqual([old, next, ['nature', 'traffic']])
  expect(file.history.at(-1)).toMatchObject({ type: 'CaseMigrated', by: 'system', detail: String(next) })
  const shown = (await serviceOfCase(journal.ask(1), file))!
  expect(await serviceOfCase(journal.ask(1), file)).toBe(shown)
  expect([shown.version, shown.description.version]).toEqual([old, old])
  expect(shown.description.steps!.map(one => one.id)).toEqual(expect.arrayContaining(['traffic', 'site', 'roads']))
  expect(casePath(file, shown.description).map(one => `${one.id} ${one.state}`)).toEqual(['received done', 'complete done', 'opinions now', 'visited next', 'decision next', 'told next'])

  // Its time is the one that it had before.
  await until(async () => (await forest.ask<{ version: number }>("select version from timers where stream = $1 and call = 'RingProcess'", [asked]))[0]?.version === file.version)
  expect((await forest.ask<{ due: string }>("select due::text from timers where call = 'RingProcess'"))[0]!.due).toBe(due)
  forest.clock.now = Number(due)
  await journal.sweep()
  expect(await openSteps(forest, journal, asked)).toEqual(['nature', 'traffic', 'deputy'])

  // The opinion that was given before counts.
  await step(forest, journal, half, nature, 'nature')
  expect(await openSteps(forest, journal, half)).toEqual(['site'])
  await step(forest, journal, half, nature, 'site', undefined)
  await forest.does(journal, nature, DecideCase, { case: half, ...letter })
  const timer = (await forest.ask<{ id: string }>("select state -> 'decision' ->> 'timer' as id from streams where stream = $1", [half]))[0]!.id
  await journal.send(1, { kind: 'system', name: 'timer' }, SendDecision, { case: half, timer })
  const over = await forest.read(journal, half)
  expect([over.status, casePath(over, shown.description).map(one => one.state)]).toEqual(['accepted', Array(6).fill('done')])
  // As its events say.
  expect(await journal.replay()).toMatchObject({ mended: 0 })
})

test('whoever may not, what cannot, what is closed, and what has moved meanwhile is refused; sent again it changes nothing', async () => {
  const forest = await openForest()
  const journal = await forest.node({ follow: false })
  const { checked, asked, gone, leaving } = await underWay(forest, journal)
  const { holders } = await forest.read(journal, checked)
  for (const actor of [nature, visitor(holders[0]!)]) expect(await send(journal, checked, {}, actor)).toEqual({ refused: 'NotPermitted' })
  expect(await send(journal, asked, { tokens: {} })).toMatchObject({ refused: 'CannotMove', detail: { why: expect.stringContaining('write roads=STEP') } })
  expect(await send(journal, gone)).toMatchObject({ refused: 'CaseAlreadyClosed' })
  expect(await send(journal, leaving)).toMatchObject({ refused: 'AlreadyDecided' })
  expect(await send(journal, checked, { to: 99 })).toMatchObject({ refused: 'VersionUnknown', detail: { version: 99 } })
  expect(await send(journal, newUuid())).toMatchObject({ refused: 'NotFound' })
  expect(await send(journal, checked, { tokens: { a: 1 } })).toMatchObject({ refused: 'BadInput' })
  const before = await events(forest)
  expect(await send(journal, checked)).toMatchObject({ stream: checked })
  expect(await send(journal, checked)).toMatchObject({ stream: checked })
  expect(await events(forest)).toBe(before + 1)
  expect(await send(journal, checked, { to: old })).toMatchObject({ refused: 'CaseMoved', detail: { version: next } })
  // And back again.
  expect(isRefusal(await send(journal, checked, { from: next, to: old, tokens: {} }))).toBe(false)
  expect((await forest.read(journal, checked)).processVersion).toBe(old)
})

test('the operator is told first, moves what moves, and may repeat it', async () => {
  const forest = await openForest()
  const quiet = await forest.node({ follow: false })
  const cases = await underWay(forest, quiet)
  const settings = readSettings({ DATABASE_URL: forest.url, PARVIS_LOG: 'silent' })
  const parvis = async (...args: string[]): Promise<string> => {
    let said = ''
    const write = vi.spyOn(process.stdout, 'write').mockImplementation(text => { said += String(text); return true })
    try {
      await migrateCases(settings, { PARVIS_SECRET: 'a secret of at least 32 characters' }, ['jena', service, ...args])
    } finally {
      write.mockRestore()
    }
    return said
  }
  onTestFinished(() => { process.exitCode = undefined })
  const before = await events(forest)

  expect(await parvis('--to', `${next}`)).toBe([
    '', `From version ${old} to ${next}: 4 open requests, of which 2 move.`,
    '  stands at  requests  move  need an entry  cannot',
    '  check             1     1              0       0',
    '  nature            2     2              0       0',
    '  roads             1     0              1       0',
    '  both              1     1              0       0',
    '  decide            1     0              0       1',
    '  roads (Stellungnahme Straßenraum): the new version does not have it: write roads=STEP',
    '  decide (Entscheiden): its decision is about to leave',
    'Nothing was changed. 2 open requests would stay; what to write stands above. To move the others: the same command with --apply', '',
  ].join('\n'))
  for (const [args, why] of [
    [['--to', 'two'], 'parvis migrate-cases AUTHORITY'], [['--to', '99'], 'has no version 99'], [['--to', `${next}`, '--move', 'roads'], 'write --move OLD=NEW'],
    [['--to', `${next}`, '--move', 'roads=traffic', '--move', 'roads=check'], 'two entries'], [['--to', `${next}`, '--move', 'road=traffic', '--apply'], 'Nothing was moved'],
  ] as const) await expect(parvis(...args)).rejects.toThrow(why)
  expect(await events(forest)).toBe(before)

  const said = await parvis('--to', `${next}`, '--move', 'roads=traffic', '--apply')
  expect(said).toContain(`3 open requests of ${service} at ${forest.town.name} now follow version ${next}.`)
  expect(said).toContain(`stays at version ${old}: its decision is about to leave`)
  expect(process.exitCode).toBe(1)
  expect(await events(forest)).toBe(before + 3)
  const again = await parvis('--to', `${next}`, '--move', 'roads=traffic', '--apply')
  expect(again).toContain(`3 open requests of ${service} follow version ${next} already.`)
  expect(await events(forest)).toBe(before + 3)
  expect(await openSteps(forest, quiet, cases.asked)).toEqual(['nature', 'traffic'])
  expect(await parvis('--to', `${next}`, '--from', `${next + 1}`)).toContain('Nothing to move')
})
