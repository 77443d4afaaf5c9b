import { expect, test } from 'vitest'
import { serviceOf } from '../../../test/support/stepped-case.ts'
import * as commands from './decide.ts'
import { turnOf } from './process.ts'

/* London's busking badge: where the pitch is taken, others are offered; then the case waits for an answer or for five working days. */

const noon = Date.UTC(2026, 11, 21, 12)
const { filed, of } = serviceOf('london', 'street-busking', noon)
const events = of('events')

const offered = async () => {
  const one = await filed()
  await one.does(commands.confirmComplete, {}, events)
  expect(await one.step('pitch', events, 'taken')).toBeNull()
  expect(one.open()).toEqual(['offer'])
  // It is offered by asking, not by ticking a box.
  expect(await one.step('offer', events)).toMatchObject({ refused: 'StepGone' })
  expect(await one.does(commands.askApplicant, { text: 'Bandstand or River steps?' }, events)).toBeNull()
  expect([one.open(), turnOf(one.state), one.filePage().rests]).toEqual([[], 'applicant', null])
  return one
}

test('a pitch that is free leads to the decision', async () => {
  const one = await filed()
  await one.does(commands.confirmComplete, {}, events)
  await one.step('pitch', events, 'free')
  expect([one.open(), one.processTimers()]).toEqual([['decide'], []])
})

test('an answer in time is heard, and the deadline is gone with it', async () => {
  const one = await offered()
  expect(await one.does(commands.answerAsked, { text: 'The bandstand.' }, one.applicant)).toBeNull()
  expect([one.open(), one.processTimers(), turnOf(one.state)]).toEqual([['keep'], [], 'team'])
  expect(await one.step('keep', events)).toBeNull()
  await one.decided(events)
})

test('without an answer the team decides after five working days, Christmas and the weekend not counted', async () => {
  const one = await offered()
  // From Monday 21 December: 22, 23, 24, then Tuesday 29 (Boxing Day is made up for on Monday 28) and 30. They are reminded before.
  expect(one.state.asked!.by).toBe('2026-12-30')
  expect(new Date(one.state.asked!.reminds!).toISOString()).toBe('2026-12-23T09:00:00.000Z')
  expect(await one.ring()).toBe('2026-12-31T00:00:00.000Z')
  expect([one.open(), turnOf(one.state), one.state.waiting]).toEqual([['decide'], 'team', null])
  // Whoever answers now can still write.
  expect(await one.does(commands.answerAsked, { text: 'Sorry.' }, one.applicant)).toEqual({ refused: 'NothingAsked' })
  expect(await one.does(commands.writeMessage, { text: 'Sorry.' }, one.applicant)).toBeNull()
  await one.decided(events)
})

test('a question asked besides moves nothing', async () => {
  const one = await filed()
  await one.does(commands.askApplicant, { text: 'Who are you?' }, events)
  expect(one.open()).toEqual(['check'])
  await one.does(commands.answerAsked, { text: 'Me.' }, one.applicant)
  expect(one.open()).toEqual(['check'])
})
