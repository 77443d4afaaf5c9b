import { expect, test } from 'vitest'
import { readService } from '../../../test/support/played-case.ts'
import { serviceOf } from '../../../test/support/stepped-case.ts'
import type { Actor } from '../../journal/kernel.ts'
import type { PublishedService } from '../../vocabulary/services.ts'
import * as commands from './decide.ts'
import { migrateCase } from './migrate-case.ts'
import { turnOf } from './process.ts'

/* A request that waits for its applicant is moved only where the new steps wait for the answer as long: its clocks stand still until then. */

const noon = Date.UTC(2026, 11, 21, 12)
const { filed, of } = serviceOf('london', 'street-busking', noon)
const events = of('events')
const operator: Actor = { kind: 'system', name: 'operator' }
const service = readService('london/services/street-busking')
const next = (alter: (process: string) => string): PublishedService => ({ ...service, version: service.version + 1, process: alter(service.process) })

/** The other pitches were offered, and the move of that request to another version. */
async function offered(version: PublishedService) {
  const one = await filed()
  one.versions = [version]
  await one.does(commands.confirmComplete, {}, events)
  await one.step('pitch', events, 'taken')
  await one.does(commands.askApplicant, { text: 'Bandstand or River steps?' }, events)
  return { one, moves: (tokens: Record<string, string> = {}) => one.does(migrateCase, { from: service.version, to: version.version, tokens }, operator, noon + 86_400_000) }
}

test('with the same wait it keeps its day, and the answer is heard by the new steps', async () => {
  const { one, moves } = await offered(next(process => process.replace('5 workingDays<', '10 workingDays<').replaceAll('"keep"', '"keepIt"')))
  const before = [one.processTimers(), one.state.asked]
  expect(await moves()).toBeNull()
  expect([one.processTimers(), one.state.asked]).toEqual(before)
  expect(await one.does(commands.answerAsked, { text: 'The bandstand.' }, one.applicant)).toBeNull()
  expect([one.open(), turnOf(one.state)]).toEqual([['keepIt'], 'team'])
})

test('with another time or none it stays until the answer came', async () => {
  const shorter = await offered(next(process => process.replaceAll('"noAnswer"', '"silent"')))
  expect(await shorter.moves()).toMatchObject({ refused: 'CannotMove', detail: { why: expect.stringContaining('wait until it came') } })
  // The same time under another name.
  expect(await shorter.moves({ noAnswer: 'silent' })).toBeNull()
  const { one, moves } = await offered(next(process => process))
  expect(await moves({ wait: 'decide' })).toMatchObject({ refused: 'CannotMove' })
  await one.does(commands.answerAsked, { text: 'The bandstand.' }, one.applicant)
  expect(await moves({ keep: 'decide' })).toBeNull()
  expect(one.open()).toEqual(['decide'])
})
