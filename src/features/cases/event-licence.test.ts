import { expect, test } from 'vitest'
import { agent, authority } from '../../../test/support/example.ts'
import { PlayedCase, readService } from '../../../test/support/played-case.ts'
import { newUuid } from '../../base/ids.ts'
import * as commands from './decide.ts'

/* London's event licence: two tables say at once whether an event can be licensed and who looks at it; conditions follow their answers. */

const service = readService('london/services/event-licence')
const noon = Date.UTC(2026, 10, 23, 11)
const events = agent(newUuid(), 'E. Example', ['events'])

async function checked(answers: object): Promise<PlayedCase> {
  const one = new PlayedCase(service, { ...authority(), country: 'GB', zone: 'Europe/London' })
  expect(await one.file(answers as never, noon)).toBeNull()
  expect(one.state.worked).toEqual([])
  expect(await one.does(commands.confirmComplete, {}, events, noon)).toBeNull()
  return one
}

const fair = { eventKind: 'community', people: 120, placeKind: 'park', alcohol: 'none', food: false }

test.each([
  ['a small fair is decided by the events team alone', fair, ['yes', 'light'], ['decide']],
  ['in a street, the streets team is heard', { ...fair, placeKind: 'street' }, ['yes', 'streets'], ['street']],
  ['a large one, the safety group is heard', { ...fair, people: 500 }, ['yes', 'group'], ['safety']],
  ['a major one, both are heard', { ...fair, people: 5_000 }, ['yes', 'full'], ['safety', 'street']],
  ['alcohol for many without a licence asks nobody else', { ...fair, people: 5_000, alcohol: 'sold', premisesLicence: 'no' }, ['no', 'full'], ['decide']],
  ['with a licence, both are heard', { ...fair, people: 5_000, alcohol: 'sold', premisesLicence: 'granted' }, ['yes', 'full'], ['safety', 'street']],
])('%s', async (_, answers, values, open) => {
  const one = await checked(answers)
  expect(one.state.worked.map(work => ('value' in work ? work.value : work.refused))).toEqual(values)
  expect(one.open()).toEqual(open)
})

test('the rule that fired is kept with its result and its time, and nothing that the applicant answered', async () => {
  const one = await checked({ ...fair, people: 640, placeKind: 'street' })
  expect(one.state.worked).toEqual([
    { task: 'admissible', decision: 'admissible', value: 'yes', rules: [{ decision: 'admissible', row: 1, rule: 'noSale' }], version: 2, at: noon },
    { task: 'review', decision: 'review', value: 'full', rules: [{ decision: 'review', row: 4, rule: 'largeInStreet' }], version: 2, at: noon },
  ])
  expect(JSON.stringify([one.state.worked, one.state.process])).not.toContain('640')
})

test('what is erased is not known: no table guesses, and people decide', async () => {
  const one = new PlayedCase(service, authority())
  await one.file(fair as never, noon)
  one.state = { ...one.state, answers: 'erased' }
  expect(await one.does(commands.confirmComplete, {}, events, noon)).toBeNull()
  expect(one.state.worked).toMatchObject([{ task: 'admissible', refused: 'NoRule', detail: { decision: 'admissible' } }])
  expect(await one.does(commands.decideCase, { outcome: 'accepted', reasons: 'By hand.', legalBasis: 's. 145', appeal: 'Complain.', undoSeconds: 0 }, events, noon)).toBeNull()
})
