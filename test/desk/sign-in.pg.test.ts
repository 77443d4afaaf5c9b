import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ChangePassword, GetAgent } from '../../src/vocabulary/staff.ts'
import { base, openOffice, password, submit, to, type Office } from './office.ts'

const signIn = `${base}/desk/sign-in`
let office: Office
beforeAll(async () => {
  office = await openOffice()
  await office.enrol('k@example.org')
})
afterAll(() => office?.close())

describe('signing in', () => {
  test('opens the desk; without it the desk leads to the door and back', async () => {
    const who = office.newVisitor()
    expect(to(await who.get(`${base}/desk?list=waiting`))).toBe(`${signIn}?${new URLSearchParams({ next: `${base}/desk?list=waiting` })}`)
    const door = `${signIn}?${new URLSearchParams({ next: `${base}/desk?list=waiting` })}`
    expect(to(await submit(who, door, { email: ' K@Example.org ', password }))).toBe(`${base}/desk?list=waiting`)
    expect((await who.get(`${base}/desk`)).body).toContain('K. Example')
    expect(to(await who.get(signIn))).toBe(`${base}/desk`)
  })

  test.each(['https://elsewhere.example/desk', '//elsewhere.example', `${base}/requests`, `${base}/desk/../requests`, `${base}/deskless`, `${base}/desk\\@elsewhere.example`, `${base}/desk/sign-out`])(
    'leads only into the desk, not to %s', async next => {
      expect(to(await submit(office.newVisitor(), `${signIn}?${new URLSearchParams({ next })}`, { email: 'k@example.org', password }))).toBe(`${base}/desk`)
    })

  test('says the same of an unknown address and of a wrong password, and keeps the address typed', async () => {
    const wrong = await submit(office.newVisitor(), signIn, { email: 'k@example.org', password: 'another password' })
    const unknown = await submit(office.newVisitor(), signIn, { email: 'x@example.org', password: 'another password' })
    const plain = (body: string) => body.replace(/[kx]@example\.org/g, '').replace(/name="csrf" value="[^"]*"/g, '')
    expect([wrong.statusCode, unknown.statusCode]).toEqual([422, 422])
    expect(plain(wrong.body)).toBe(plain(unknown.body))
    expect(wrong.body).toContain('value="k@example.org"')
    expect(wrong.body).not.toContain('another password')
  })

  test('names the fields that are missing', async () => {
    const { statusCode, body } = await submit(office.newVisitor(), signIn)
    expect(statusCode).toBe(422)
    expect(body).toContain('href="#f-email"')
    expect(body).toContain('href="#f-password"')
  })

  test('is throttled for each address, known or not, and open again after a while', async () => {
    for (const email of ['throttled@example.org', 'nobody@example.org']) {
      if (email.startsWith('t')) await office.enrol(email)
      const tries = [...Array(20)].map(() => submit(office.newVisitor(), signIn, { email, password: 'guessed password' }))
      expect((await Promise.all(tries)).map(answer => answer.statusCode)).toEqual(Array(20).fill(422))
      const late = await submit(office.newVisitor(), signIn, { email, password })
      expect(late.statusCode).toBe(429)
      expect(late.body).toContain('Attendez quinze minutes')
    }
    office.clock.now += 16 * 60_000
    await office.signedIn('throttled@example.org')
  })

  test('is not shut to everybody by one who tries without end', async () => {
    // Hashing hundreds of passwords would show nothing more: what was counted so far is raised to more than any limit.
    const full = async (network: string) => {
      await submit(office.newVisitor(network), signIn, { email: 'guess@example.org', password: 'x' })
      await office.fillThrottles()
      return (await submit(office.newVisitor(network), signIn, { email: 'k@example.org', password })).statusCode
    }
    expect(await full('192.0.2.1')).toBe(429)
    const agent = await submit(office.newVisitor('192.0.2.2'), signIn, { email: 'k@example.org', password })
    expect(to(agent)).toBe(`${base}/desk`)
    office.clock.now += 16 * 60_000
  })

  test('of an agent of another authority opens nothing here', async () => {
    const answer = await submit(office.newVisitor(), '/town-2/fr/desk/sign-in', { email: 'k@example.org', password })
    expect(answer.statusCode).toBe(422)
  })
})

describe('signing out', () => {
  test('ends this session; everywhere ends the others too', async () => {
    await office.enrol('out@example.org')
    const [one, two, three] = await Promise.all([1, 2, 3].map(() => office.signedIn('out@example.org')))
    const open = async (who: typeof one) => (await who!.get(`${base}/desk`)).statusCode
    expect(to(await submit(one!, `${base}/desk/account`, {}, `${base}/desk/sign-out`))).toBe(`${signIn}?out=here`)
    expect([await open(one), await open(two), await open(three)]).toEqual([303, 200, 200])
    expect(to(await submit(two!, `${base}/desk/account`, { everywhere: 'yes' }, `${base}/desk/sign-out`))).toBe(`${signIn}?out=everywhere`)
    expect([await open(one), await open(two), await open(three)]).toEqual([303, 303, 303])
  })
})

test('reminders are switched off and on again on one’s own page, by whoever is signed in', async () => {
  await office.enrol('remind@example.org')
  const who = await office.signedIn('remind@example.org')
  const [account, reminders] = [`${base}/desk/account`, `${base}/desk/account/reminders`]
  const offers = async () => /name="on" value="(yes|no)"/.exec((await who.get(account)).body)?.[1]
  const seen = [await offers()]
  for (const on of ['no', 'no', 'yes']) {
    expect(to(await submit(who, account, { on }, reminders))).toBe(`${account}#reminders`)
    seen.push(await offers())
  }
  expect(seen).toEqual(['no', 'yes', 'yes', 'no'])
  expect(to(await who.get(reminders))).toBe(account)
  expect((await office.newVisitor().get(reminders)).headers.location).toContain('/desk/sign-in')
})

describe('changing the password', () => {
  const account = `${base}/desk/account`
  const fresh = 'pebbles under a grey sky'

  test('asks for the current one, a long one, twice; then nobody stays signed in by the old one', async () => {
    await office.enrol('change@example.org')
    const [who, other] = await Promise.all([1, 2].map(() => office.signedIn('change@example.org')))
    for (const [fields, at] of [
      [{}, 'current'], [{ current: 'not this', fresh, again: fresh }, 'current'], [{ current: password, fresh: 'short', again: 'short' }, 'fresh'],
      [{ current: password, fresh: 'aaaaaaaaaaaaaaaa', again: 'aaaaaaaaaaaaaaaa' }, 'fresh'], [{ current: password, fresh: password, again: password }, 'fresh'], [{ current: password, fresh, again: `${fresh}!` }, 'again'],
    ] as [Record<string, string>, string][]) {
      const { statusCode, body } = await submit(who!, account, fields)
      expect([statusCode, body.includes(`href="#f-${at}"`)], JSON.stringify(fields)).toEqual([422, true])
      expect(body).not.toContain(fresh)
    }
    expect(to(await submit(who!, account, { current: password, fresh, again: fresh }))).toBe(`${signIn}?changed`)
    expect((await other!.get(`${base}/desk`)).statusCode).toBe(303)
    expect((await submit(office.newVisitor(), signIn, { email: 'change@example.org', password })).statusCode).toBe(422)
    expect(to(await submit(office.newVisitor(), signIn, { email: 'change@example.org', password: fresh }))).toBe(`${base}/desk`)
  })

  test('of somebody else is refused; the hash never leaves by the profile', async () => {
    const agent = await office.enrol('own@example.org')
    const other = await office.enrol('other@example.org')
    const actor = { kind: 'agent', agent: other, name: 'O', teams: [], administrator: true } as const
    expect(await office.journal.send(1, actor, ChangePassword, { agent, password: fresh })).toMatchObject({ refused: 'NotPermitted' })
    expect(JSON.stringify(await office.journal.ask(1)(GetAgent, { agent }))).not.toContain('argon2')
  })
})
