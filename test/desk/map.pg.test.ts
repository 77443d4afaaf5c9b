import { afterAll, beforeAll, expect, test } from 'vitest'
import { fakeTiles } from '../../src/ports/map-tiles/fake-tiles.ts'
import { base, openOffice, type Office } from './office.ts'

/* The same squares for agents, by their own door. */

let office: Office
beforeAll(async () => {
  office = await openOffice(() => fakeTiles(at => at.z === 15))
  await office.enrol('map@example.org')
})
afterAll(() => office?.close())

test('an agent is shown squares of the map, nobody else is', async () => {
  const agent = await office.signedIn('map@example.org')
  const square = `${base}/desk/map/14/8174/5616`
  const answer = await agent.get(square)
  expect([answer.statusCode, answer.headers['content-type']]).toEqual([200, 'image/png'])
  expect((await office.newVisitor().get(square)).statusCode).toBe(404)
  expect((await agent.get(`${base}/desk/map/14/1/1`)).statusCode).toBe(404)
  expect((await agent.get(`${base}/desk/map/15/16349/11232`)).statusCode).toBe(503)
})
