import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { FindAccountByAddress } from '../../src/vocabulary/accounts.ts'
import { addressKey } from '../../src/vocabulary/mail-link.ts'
import { base, code, openTown, steady, submit, to, type Town } from './town.ts'

/* The ways back to a request, over HTTP with real sessions, events and mails (to a mailer in memory). */

let town: Town
beforeAll(async () => {
  town = await openTown()
})
afterAll(() => town?.close())

const accountOf = (email: string) => town.journal.ask(1)(FindAccountByAddress, { key: addressKey(town.journal.secrets, email) })
const minutes = (n: number): void => void (town.clock.now += n * 60_000)

describe('number and secret code', () => {
  test('open a request on another device, as people type them, and put it on the list', async () => {
    const [file, second] = [await town.file(), await town.file()]
    const who = town.newVisitor()
    const typed = { number: ` ${file.number.toLowerCase().replaceAll('-', ' ')}`, code: '7k3m q9tx b2wf' }
    expect(to(await submit(who, `${base}/requests`, typed, `${base}/requests/find`))).toBe(`${base}/requests/${file.id}`)
    expect((await who.get(`${base}/requests/${file.id}`)).statusCode).toBe(200)
    await town.holder(second, who)
    const list = (await who.get(`${base}/requests`)).body
    for (const one of [file, second]) expect(list).toContain(one.number)
    // The list is this session's own.
    expect((await town.newVisitor().get(`${base}/requests`)).body).not.toContain(file.number)
  })

  test('wrong together, or for a number that does not exist, are one and the same answer', async () => {
    const file = await town.file()
    const who = town.newVisitor()
    const tryNumber = async (number: string) => {
      const answer = await submit(who, `${base}/requests/find`, { number, code: '0000-0000-0000' })
      return [answer.statusCode, steady(answer.body).replaceAll(number, '')]
    }
    const [wrong, unknown] = [await tryNumber(file.number), await tryNumber('CA-2026-99999')]
    expect(wrong).toEqual(unknown)
    expect(wrong![0]).toBe(422)
    // A wrong try makes nobody an account.
    expect((await who.get(`${base}/requests`)).body).not.toContain('sign-out')
  })

  test('are refused after five tries for a number, even when right, until a quarter of an hour has passed', async () => {
    const [file, other] = [await town.file(), await town.file()]
    const guess = () => submit(town.newVisitor(), `${base}/requests/find`, { number: file.number, code: '0000-0000-0000' })
    for (let i = 0; i < 5; i++) expect((await guess()).statusCode).toBe(422)
    expect((await guess()).statusCode).toBe(429)
    const right = await submit(town.newVisitor(), `${base}/requests/find`, { number: file.number, code })
    expect(right.statusCode).toBe(429)
    expect(right.body).toContain(file.number)
    await town.holder(other)
    // Whoever guesses shuts the door to themselves, not to the person at home.
    await town.holder(file, town.newVisitor('192.0.2.7'))
    minutes(16)
    await town.holder(file)
  })

  test('are refused after three hundred tries from one network, whatever the session', async () => {
    const tryFrom = async (ip: string, number: number) => (await submit(town.newVisitor(ip), `${base}/requests/find`, { number: `CA-2026-${number}`, code })).statusCode
    for (let i = 0; i < 300; i++) expect(await tryFrom(`2001:db8::${i.toString(16)}`, 90_000 + i)).toBe(422)
    expect(await tryFrom('2001:db8::ffff', 91_000)).toBe(429)
    expect(await tryFrom('2001:db8:0:1::1', 91_000)).toBe(422)
  })
})

describe('an address', () => {
  test('known or not gets the same answer, and a mail only where it is known', async () => {
    await town.file('known@example.org')
    await town.mailedLink('known@example.org')
    const answers = []
    for (const email of ['known@example.org', 'unknown@example.org']) {
      const who = town.newVisitor()
      const sent = await submit(who, `${base}/access`, { email })
      answers.push([sent.statusCode, sent.headers.location, sent.body, steady((await who.get(to(sent))).body)])
    }
    expect(answers[0]).toEqual(answers[1])
    await town.mailedLink('known@example.org', 2)
    expect(town.mailer.attempts.some(m => m.to === 'unknown@example.org')).toBe(false)
  })

  test('that goes on for ever is refused like any other', async () => {
    // With a pattern that is tried from each dot, this one would keep the whole server for minutes.
    const answer = await submit(town.newVisitor(), `${base}/access`, { email: `a@${'.'.repeat(200_000)}@` })
    expect(answer.statusCode).toBe(422)
  })

  test('gets five links an hour, known or not', async () => {
    await town.file('often@example.org')
    for (const email of ['often@example.org', 'nobody@example.org']) {
      for (let i = 0; i < 5; i++) to(await submit(town.newVisitor(), `${base}/access`, { email: i % 2 ? email : ` ${email.toUpperCase()} ` }))
      expect((await submit(town.newVisitor(), `${base}/access`, { email })).statusCode).toBe(429)
    }
  })
})

describe('a mailed link', () => {
  test('of a mailbox alone opens nothing; with number and code it opens, once', async () => {
    const file = await town.file('alone@example.org')
    const link = await town.mailedLink('alone@example.org')
    const who = town.newVisitor()
    // Mail scanners open links: looking at it any number of times changes nothing, and the page names nobody.
    for (let i = 0; i < 3; i++) {
      const page = await who.get(link)
      expect(page.statusCode).toBe(200)
      for (const personal of [file.number, 'A. Example', 'B. Example', 'alone@example.org', 'cantine']) expect(page.body).not.toContain(personal)
    }
    expect((await submit(who, link)).statusCode).toBe(422)
    expect((await submit(who, link, { number: file.number, code: '0000-0000-0000' })).statusCode).toBe(422)
    expect((await who.get(`${base}/requests/${file.id}`)).statusCode).toBe(404)
    expect(await accountOf('alone@example.org')).toBeNull()

    expect(to(await submit(who, link, { number: file.number, code }))).toBe(`${base}/requests/${file.id}`)
    expect((await who.get(`${base}/requests/${file.id}`)).statusCode).toBe(200)
    const account = await accountOf('alone@example.org')
    expect(await town.read(file.id)).toMatchObject({ contactConfirmed: true })
    expect((await town.read(file.id)).holders).toContain(account)
    expect((await town.newVisitor().get(link)).statusCode).toBe(410)
    expect((await who.get(link)).statusCode).toBe(410)
  })

  test('posted twice at once opens for one', async () => {
    const file = await town.file('twice@example.org')
    const link = await town.mailedLink('twice@example.org')
    const [one, two] = [town.newVisitor(), town.newVisitor()]
    const posts = await Promise.all([one, two].map(who => submit(who, link, { number: file.number, code })))
    expect(posts.map(p => p.statusCode).sort()).toEqual([303, 410])
  })

  test('of a confirmed address signs in on any device, for half an hour', async () => {
    const file = await town.file('mine@example.org')
    await submit(town.newVisitor(), await town.mailedLink('mine@example.org'), { number: file.number, code })
    const phone = town.newVisitor()
    const link = await town.signInLink('mine@example.org', phone)
    const page = await phone.get(link)
    expect(page.body).toContain('Ouvrir mes demandes')
    expect(page.body).not.toContain('mine@example.org')
    const cookie = [...phone.jar.values()].join()
    expect(to(await submit(phone, link))).toBe(`${base}/requests`)
    expect([...phone.jar.values()].join()).not.toBe(cookie)
    const list = (await phone.get(`${base}/requests`)).body
    expect(list).toContain(file.number)
    expect(list).toContain('mine@example.org')
    expect((await phone.get(`${base}/requests/${file.id}`)).statusCode).toBe(200)

    const late = await town.signInLink('mine@example.org', town.newVisitor())
    minutes(31)
    expect((await town.newVisitor().get(late)).statusCode).toBe(410)
  })

  test('of a request that this session holds confirms its address at once', async () => {
    const file = await town.file('here@example.org')
    const who = await town.holder(file)
    const link = await town.mailedLink('here@example.org')
    expect((await who.get(link)).body).toContain('Confirmer mon adresse')
    expect(to(await submit(who, link))).toBe(`${base}/requests/${file.id}`)
    expect(await town.read(file.id)).toMatchObject({ contactConfirmed: true })
    expect((await town.read(file.id)).holders).toContain(await accountOf('here@example.org'))
    expect((await who.get(`${base}/requests/${file.id}`)).statusCode).toBe(200)
  })

  test('of a second request brings it to the account that has the address already', async () => {
    const first = await town.file('both@example.org')
    await submit(town.newVisitor(), await town.mailedLink('both@example.org'), { number: first.number, code })
    const second = await town.file('both@example.org')
    const who = await town.holder(second)
    to(await submit(who, await town.mailedLink('both@example.org', 2)))
    const list = (await who.get(`${base}/requests`)).body
    for (const file of [first, second]) expect(list).toContain(file.number)
    expect((await town.read(second.id)).holders).toContain(await accountOf('both@example.org'))
  })

  test('used at a computer where somebody else is signed in makes an account of its own', async () => {
    const [theirs, mine] = [await town.file('first@example.org'), await town.file('second@example.org')]
    const computer = town.newVisitor()
    to(await submit(computer, await town.mailedLink('first@example.org'), { number: theirs.number, code }))
    to(await submit(computer, await town.mailedLink('second@example.org'), { number: mine.number, code }))
    const [first, second] = [await accountOf('first@example.org'), await accountOf('second@example.org')]
    expect(second).not.toBe(first)
    expect((await town.read(mine.id)).holders).not.toContain(first)
    const list = (await computer.get(`${base}/requests`)).body
    expect(list).toContain(mine.number)
    expect(list).not.toContain(theirs.number)
  })

  test('ties no request in which another address was given, whoever types its number and code', async () => {
    const theirs = await town.file('lure@example.org')
    const link = await town.mailedLink('lure@example.org')
    // The one who was sent somebody else's link, and types what opens their own request.
    const mine = await town.file('caught@example.org')
    const who = await town.holder(mine)
    const answer = await submit(who, link, { number: mine.number, code })
    expect(answer.statusCode).toBe(422)
    expect(answer.body).toContain('n’a pas été faite avec cette adresse')
    expect(await accountOf('lure@example.org')).toBeNull()
    // Not used up: its own request still opens.
    to(await submit(town.newVisitor(), link, { number: theirs.number, code }))
  })

  test('never makes its address the key to what a session had before', async () => {
    const mine = await town.file()
    for (const typed of [true, false]) {
      const email = `lure-${typed}@example.org`
      const theirs = await town.file(email)
      const who = await town.holder(mine)
      const link = await town.mailedLink(email)
      // Either at the link, or before it at "find".
      if (!typed) await town.holder(theirs, who)
      to(await submit(who, link, typed ? { number: theirs.number, code } : {}))
      const thief = town.newVisitor()
      to(await submit(thief, await town.signInLink(email, thief)))
      const list = (await thief.get(`${base}/requests`)).body
      expect(list).toContain(theirs.number)
      expect(list).not.toContain(mine.number)
      expect((await thief.get(`${base}/requests/${mine.id}`)).statusCode).toBe(404)
    }
  })

  test('that nobody mailed is not found', async () => {
    await town.file('real@example.org')
    const link = await town.mailedLink('real@example.org')
    for (const wrong of [`${link.slice(0, -1)}${link.endsWith('A') ? 'B' : 'A'}`, link.slice(0, -8), `${base}/access/x`]) expect((await town.newVisitor().get(wrong)).statusCode).toBe(404)
    // Nor in another town of the same installation.
    expect((await town.newVisitor().get(link.replace('town-1', 'town-2'))).statusCode).toBe(404)
  })
})
