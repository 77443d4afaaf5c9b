import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { agent, filing, testJournal, visitor } from '../support/example.ts'
import { freshDatabase, type FreshDatabase } from '../support/database.ts'
import { newUuid } from '../../src/base/ids.ts'
import { isRefusal } from '../../src/base/result.ts'
import { CountWork, FindCasesOf, FindWork } from '../../src/vocabulary/case-lists.ts'
import { DecideCase, FileCase, GetCase, TakeCase, WithdrawCase } from '../../src/vocabulary/cases.ts'
import type { Journal } from '../../src/journal/journal.ts'
import type { Accepted } from '../../src/journal/kernel.ts'

let database: FreshDatabase
let journal: Journal
beforeAll(async () => {
  database = await freshDatabase()
  journal = await testJournal(database.url)
})
afterAll(async () => {
  await journal?.close()
  await database?.drop()
})

const accepted = (answer: unknown): Accepted => {
  expect(isRefusal(answer), JSON.stringify(answer)).toBe(false)
  return answer as Accepted
}

describe('a command', () => {
  test('is stored, shown in lists once settled, and a repeated send leads to the same stream', async () => {
    const holder = newUuid()
    const input = filing(holder)
    const first = accepted(await journal.send(1, visitor(holder), FileCase, input))
    await journal.settled(1, first)
    const again = accepted(await journal.send(1, visitor(holder), FileCase, { ...input, number: 'CA-2026-99999' }))
    expect(again).toEqual(first)
    const lines = await journal.ask(1)(FindCasesOf, { holder })
    expect(lines.map(l => l.number)).toEqual([input.number])
    expect(await journal.ask(1)(CountWork, { teams: ['education'] })).toEqual({ toDo: 1, waiting: 0 })
    expect(await journal.ask(1)(FindWork, { teams: ['education'], waiting: false, limit: 10 })).toHaveLength(1)
  })

  test('of another authority sees nothing of it', async () => {
    const holder = newUuid()
    const { stream } = accepted(await journal.send(1, visitor(holder), FileCase, filing(holder)))
    expect(await journal.ask(1)(GetCase, { case: stream })).not.toBeNull()
    expect(await journal.ask(2)(GetCase, { case: stream })).toBeNull()
    expect(await journal.send(2, visitor(holder), WithdrawCase, { case: stream, reason: '' })).toMatchObject({ refused: 'NotPermitted' })
  })

  test('meets its own conflict: of two hundred commands on one case each is decided on the newest state', async () => {
    const holder = newUuid()
    const { stream } = accepted(await journal.send(1, visitor(holder), FileCase, filing(holder)))
    const agents = Array.from({ length: 20 }, () => agent())
    const answers = await Promise.all(agents.map(a => journal.send(1, a, DecideCase, { case: stream, outcome: 'accepted', reasons: 'r', legalBasis: 'l', appeal: 'a', undoSeconds: 60 })))
    expect(answers.filter(a => !isRefusal(a))).toHaveLength(1)
    expect(answers.filter(a => isRefusal(a) && a.refused === 'AlreadyDecided')).toHaveLength(19)
  })

  test('with a claim that is taken fails alone; its neighbours in the batch are stored', async () => {
    const holder = newUuid()
    const taken = filing(holder)
    accepted(await journal.send(1, visitor(holder), FileCase, taken))
    const answers = await Promise.all([0, 1, 2, 3, 4, 5, 6].map(i => journal.send(1, visitor(holder), FileCase, filing(holder, i === 3 ? { number: taken.number } : {}))))
    expect(answers.map(a => isRefusal(a))).toEqual([false, false, false, true, false, false, false])
  })

  test('of somebody who may not is refused', async () => {
    const holder = newUuid()
    const { stream } = accepted(await journal.send(1, visitor(holder), FileCase, filing(holder)))
    expect(await journal.send(1, visitor(newUuid()), WithdrawCase, { case: stream, reason: '' })).toMatchObject({ refused: 'NotPermitted' })
    expect(await journal.send(1, agent(newUuid(), 'X', ['other']), TakeCase, { case: stream })).toMatchObject({ refused: 'NotPermitted' })
  })
})
