import { expect, test } from 'vitest'
import { day, serviceOf } from '../../../test/support/stepped-case.ts'
import { isStepTeam } from './permits.ts'
import { caseWork } from './store.ts'

/* Île-de-France's digital fault at a lycée: what the area's technicians have not found by the next working day goes to the backup. */

const friday = Date.UTC(2026, 3, 3, 10)
const { filed, of } = serviceOf('ile-de-france', 'panne-numerique-lycee', friday)
const [area, backup, support] = [of('areaTechnicians'), of('backupTechnicians'), of('schoolDigital')]

test('found in time, it never comes to the backup', async () => {
  const one = await filed()
  expect(await one.step('diagnosis', backup, 'repair')).toEqual({ refused: 'NotPermitted' })
  expect(await one.step('diagnosis', area, 'repair')).toBeNull()
  expect([one.open(), one.processTimers(), one.path()]).toEqual([['decide'], [], ['received done', 'diagnosed done', 'decision now', 'told next']])
  await one.decided(support)
})

test('after one working day it is the backup’s, and the first team sees it no longer', async () => {
  const one = await filed()
  const queues = () => caseWork.rows(one.state, one.id).map(row => row['team'])
  expect([queues(), isStepTeam(area, one.state)]).toEqual([['schoolDigital', 'areaTechnicians'], true])
  // Friday 3 April 2026; Monday is Easter Monday, so Tuesday the 7th is the day, and it rings as that ends.
  expect(await one.ring()).toBe('2026-04-07T22:00:00.000Z')
  expect([one.open(), queues(), isStepTeam(area, one.state)]).toEqual([['deputy'], ['schoolDigital', 'backupTechnicians'], false])
  expect(one.path()[1]).toBe('diagnosed now')
  expect(await one.step('deputy', area, 'repair')).toEqual({ refused: 'NotPermitted' })
  expect(await one.step('deputy', backup, 'replace', { now: friday + 6 * day })).toBeNull()
  await one.decided(support, friday + 6 * day)
})
