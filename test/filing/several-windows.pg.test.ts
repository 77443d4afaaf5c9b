import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Answers } from '../../src/engines/forms/form.ts'
import { csrfIn, Visitor } from '../support/visitor.ts'
import { child, codeFor, hiddenIn, idIn, openCounter, postTo, stepAt, to, type Counter } from './counter.ts'

/* Several windows, siblings, and posts after sending: no answer is lost, none lands with another child. */

const base = '/town-1/fr'
let counter: Counter
let visitor: Visitor
beforeAll(async () => {
  counter = await openCounter()
})
afterAll(() => counter?.close())
beforeEach(() => {
  visitor = new Visitor(counter.server)
})


describe('several windows', () => {
  test('an answer is taken although another window opened a question before it', async () => {
    const check = await counter.answerAll(visitor, await counter.begin(visitor))
    const page = await visitor.get(stepAt(check, 'relation'))
    to(await postTo(visitor, stepAt(check, 'children.more'), { more: 'yes' }))
    expect(to(await visitor.post(stepAt(check, 'relation'), { ...hiddenIn(page.body), relation: 'guardian' }))).toContain('children.1.child')
    expect(await counter.stored(idIn(check))).toMatchObject({ relation: 'guardian' })
  })

  test('after a removal, an answer never lands with another child', async () => {
    const check = await counter.answerAll(visitor, await counter.begin(visitor))
    const names = ['Ada', 'Ben', 'Cleo']
    to(await postTo(visitor, stepAt(check, 'children.0.child'), { ...child, 'child.given': names[0]! }))
    for (const i of [1, 2]) {
      to(await postTo(visitor, stepAt(check, 'children.more'), { more: 'yes' }))
      to(await postTo(visitor, stepAt(check, `children.${i}.child`), { ...child, 'child.given': names[i]! }))
      await counter.answerAll(visitor, stepAt(check, `children.${i}.schoolYear`))
    }
    const ben = await visitor.get(stepAt(check, 'children.1.needsCare'))
    expect(hiddenIn(ben.body)['draft-item']).toBe('Ben Exemple')
    to(await postTo(visitor, stepAt(check, 'items/children/0/removal'), {}))
    const before = await counter.stored(idIn(check))
    const moved = await visitor.post(stepAt(check, 'children.1.needsCare'), { ...hiddenIn(ben.body), needsCare: 'no' })
    expect(moved.statusCode).toBe(422)
    expect(moved.body).toContain('Cleo')
    expect(await counter.stored(idIn(check))).toEqual(before)
    // Pressed once more on the page that names Cleo, it is Cleo's.
    to(await visitor.post(stepAt(check, 'children.1.needsCare'), { ...hiddenIn(moved.body), needsCare: 'no' }))
    expect((await counter.stored(idIn(check))).children).toMatchObject([{ child: { given: 'Ben' } }, { child: { given: 'Cleo' }, needsCare: false }])
    // The place that is no more shows what was typed.
    to(await postTo(visitor, stepAt(check, 'items/children/1/removal'), {}))
    const gone = await visitor.post(stepAt(check, 'children.1.child'), { ...hiddenIn(ben.body), ...child, 'child.given': 'Zoé' })
    expect(gone.statusCode).toBe(410)
    expect(gone.body).toContain('Zoé')
  })

  test('pressed twice the same answer is one answer, and leads on', async () => {
    const first = await counter.begin(visitor)
    const fields = { ...hiddenIn((await visitor.get(first)).body), ...child }
    const answers = await Promise.all([1, 2, 3].map(() => visitor.post(first, fields)))
    expect(new Set(answers.map(to))).toEqual(new Set([stepAt(first, 'children.0.schoolYear')]))
  })

  test('as many children as the form allows, not one more, and back again', async () => {
    const most = counter.form.groups.find(group => group.repeat)!.repeat!.max
    const check = await counter.answerAll(visitor, await counter.begin(visitor))
    for (let i = 1; i < most; i++) {
      to(await postTo(visitor, stepAt(check, 'children.more'), { more: 'yes' }))
      await counter.answerAll(visitor, stepAt(check, `children.${i}.child`))
    }
    expect((await counter.stored(idIn(check))).children).toHaveLength(most)
    const csrf = csrfIn((await visitor.get(check)).body)
    expect((await visitor.post(stepAt(check, 'children.more'), { csrf, more: 'yes' })).statusCode).toBe(410)
    expect((await counter.stored(idIn(check))).children).toHaveLength(most)
    for (let left = most; left > 1; left--) to(await postTo(visitor, stepAt(check, `items/children/${left - 1}/removal`), {}))
    expect((await counter.stored(idIn(check))).children).toHaveLength(1)
    expect(to(await postTo(visitor, await counter.answerAll(visitor, stepAt(check, 'children.more')), {}))).toContain('/receipt')
  })

  test('siblings are taken up on another device where the first one stopped', async () => {
    const check = await counter.answerAll(visitor, await counter.begin(visitor))
    to(await postTo(visitor, stepAt(check, 'children.more'), { more: 'yes' }))
    to(await postTo(visitor, stepAt(check, 'children.1.child'), { ...child, 'child.given': 'Malo', 'draft-then': 'later' }))
    const { number, code } = await codeFor(visitor, check)
    const phone = new Visitor(counter.server, {}, '192.0.2.40')
    const resume = to(await postTo(phone, `${base}/drafts`, { number: number, code: code }))
    expect((await phone.get(resume)).body).toContain('children.1.schoolYear')
    expect((await phone.get(stepAt(check, 'children.1.child'))).body).toContain('value="Malo"')
    const done = await counter.answerAll(phone, stepAt(check, 'children.1.schoolYear'))
    to(await postTo(phone, stepAt(done, 'items/children/0/removal'), {}))
    expect(((await counter.stored(idIn(check))) as Answers).children).toMatchObject([{ child: { given: 'Malo' } }])
  })
})

describe('after sending', () => {
  test('an answer that comes too late is shown with a way to add it; the same answer leads to the receipt', async () => {
    const check = await counter.answerAll(visitor, await counter.begin(visitor))
    const page = await visitor.get(stepAt(check, 'phone'))
    const receipt = to(await postTo(visitor, check, {}))
    const late = (phone: string) => visitor.post(stepAt(check, 'phone'), { ...hiddenIn(page.body), phone: phone })
    for (const sweep of [false, true]) {
      if (sweep) await counter.sweep()
      const answer = await late('02 31 00 00 99')
      expect(answer.statusCode).toBe(410)
      expect(answer.body).toContain('02 31 00 00 99')
      expect(answer.body).toContain(`href="${receipt.replace('/receipt', '/messages')}"`)
      expect(to(await late(/name="phone"[^>]*|value="[^"]*"[^>]*name="phone"/.exec(page.body)![0].match(/value="([^"]*)"/)?.[1] ?? ''))).toBe(receipt)
    }
    const stranger = new Visitor(counter.server)
    await counter.begin(stranger)
    const csrf = csrfIn((await stranger.get(`${base}/requests`)).body)
    const answer = await stranger.post(stepAt(check, 'phone'), { csrf, 'draft-service': 'cantine-periscolaire', phone: '1' })
    expect(answer.statusCode).toBe(404)
    expect(answer.body).not.toContain('/messages')
  })
})
