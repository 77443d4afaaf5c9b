import { afterAll, beforeAll, expect, test } from 'vitest'
import { startServer, type Server } from '../support/server.ts'
import { base, fieldsOf, replies, stepIn } from './canteen.ts'
import { beginBy, Caller, readReceiptOf, sentTo, signInBy } from './caller.ts'
import { csrfIn } from '../support/visitor.ts'

/* Three children in one request to the canteen: each goes at its own pace, the parent reads how far it is, the kitchen reads what it needs. */

let server: Server
beforeAll(async () => { server = await startServer() })
afterAll(async () => { await server?.stop() })

/** Files a request for three children, of whom the second has a health note. */
async function fileForThree(caller: Caller): Promise<string> {
  const given = { ...replies, needsCare: [['needsCare', 'no']], '1.needsCare': [['needsCare', 'yes']], '2.child': replies['1.child']! } as const
  const first = await beginBy(caller)
  const csrf = csrfIn((await caller.get(first)).html)
  let address = first
  for (let children = 1; stepIn(address) !== 'check';) {
    const fields = stepIn(address) === 'children.more' ? [['more', children++ < 3 ? 'yes' : 'no'] as const] : fieldsOf(address, given)
    address = sentTo(await caller.post(address, [...fields, ['csrf', csrf]]))
  }
  const receipt = sentTo(await caller.send(address))
  return readReceiptOf(receipt, (await caller.get(receipt)).html).id
}

const formsIn = (html: string): readonly string[] => html.match(/<form[^>]*action="[^"]*\/steps[^"]*"[\s\S]*?<\/form>/g) ?? []
const tokenIn = (form: string): string => /name="token" value="(\d+)"/.exec(form)![1]!
const words = (html: string): string => html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')

test('the parent reads how many children are done, and the kitchen no more than it needs', async () => {
  const parent = new Caller(server.url)
  const id = await fileForThree(parent)
  const here = `${base}/desk/cases/${id}`
  const education = await signInBy(new Caller(server.url), 'camille@fleury.example')
  const kitchen = await signInBy(new Caller(server.url), 'charlie@fleury.example')
  const tracking = async () => words((await parent.get(`${base}/requests/${id}`)).html)
  const does = async (agent: Caller, child: string, outcome?: string) => {
    const form = formsIn((await agent.get(here)).html).find(one => one.includes(child))!
    sentTo(await agent.send(here, [['token', tokenIn(form)], ...(outcome ? [['outcome', outcome] as const] : [])], `${here}/steps`))
  }

  expect((await kitchen.get(here)).status).toBe(404)
  sentTo(await education.send(here, [], `${here}/completeness`))
  expect(await tracking()).toMatch(/Enfants vérifiés\s:\s0 sur 3\./)
  expect(formsIn((await education.get(here)).html)).toHaveLength(3)

  await does(education, 'Inès', 'waitingList')
  expect(await tracking()).toMatch(/Enfants vérifiés\s:\s1 sur 3\./)
  // The kitchen hears of nobody before a place is known.
  expect((await kitchen.get(here)).status).toBe(404)
  for (let left = 2; left > 0; left--) await does(education, 'Malo', 'place')
  expect(await tracking()).toMatch(/Enfants vérifiés\s:\s1 sur 3\./)

  const seen = await kitchen.get(here)
  expect(seen.status).toBe(200)
  expect(words(seen.html)).toContain('arachides')
  expect(words(seen.html)).not.toContain('742')
  expect(words((await education.get(here)).html)).toContain('742')
  await does(kitchen, 'Malo')
  expect(await tracking()).toMatch(/Enfants vérifiés\s:\s2 sur 3\./)
  await does(kitchen, 'Malo')
  expect((await kitchen.get(here)).status).toBe(404)
  expect(await tracking()).toContain('Place de chaque enfant vérifiée')
})
