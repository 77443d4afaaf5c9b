import type { Page } from 'playwright-core'
import { addDays, dayOf } from '../../src/base/time.ts'

/* Answering the canteen form, in a browser or by bare posts. Nobody whose name is typed here exists. */

/** The fields of one question, in the order of the page. */
export type Fields = readonly (readonly [name: string, value: string])[]

/** Fields by question; a question of the second child has its number in front (`1.child`), others only their name. */
export type Replies = Readonly<Record<string, Fields>>

export const base = '/fleury-sur-orne/fr'
export const service = '/services/cantine-periscolaire'

const start = addDays(dayOf(Date.now(), 'Europe/Paris'), 30).split('-')
const birth = (day: string, month: string, year: string): Fields => [['child.birthDate.day', day], ['child.birthDate.month', month], ['child.birthDate.year', year]]

/** One valid answer to every question that the form can ask; no e-mail address. */
export const replies: Replies = {
  child: [['child.given', 'Inès'], ['child.family', 'Exemple'], ...birth('14', '3', '2019')],
  '1.child': [['child.given', 'Malo'], ['child.family', 'Exemple'], ...birth('2', '11', '2021')],
  schoolYear: [['schoolYear', 'CE1']],
  '1.schoolYear': [['schoolYear', 'MS']],
  school: [['school', 'rives']],
  canteenDays: [['canteenDays', 'monday'], ['canteenDays', 'thursday']],
  care: [['care', 'evening']],
  startDate: [['startDate.day', start[2]!], ['startDate.month', start[1]!], ['startDate.year', start[0]!]],
  needsCare: [['needsCare', 'no']],
  healthNote: [['healthNote', 'Allergie aux arachides, trousse d’urgence à l’école.']],
  'children.more': [['more', 'no']],
  quotient: [['quotient', '742']],
  emergencyWho: [['emergencyWho', 'other']],
  emergencyName: [['emergencyName.given', 'Maud'], ['emergencyName.family', 'Secours']],
  emergencyPhone: [['emergencyPhone', '02 31 00 00 01']],
  applicantName: [['applicantName.given', 'Camille-Zoé'], ['applicantName.family', 'Exemplaire']],
  relation: [['relation', 'parent']],
  phone: [],
  email: [['email.none', 'yes']],
  consent: [['consent', 'yes']],
}

/** The step that an address of the form names: `children.0.child`, `email`, `check`. */
export const stepIn = (address: string): string => decodeURIComponent(new URL(address, 'http://parvis').pathname.split('/').at(-1)!)

/** What is answered on this step. */
export function fieldsOf(address: string, given: Replies = replies): Fields {
  const step = stepIn(address)
  const [, index, question] = /^children\.(\d+)\.(.+)$/.exec(step) ?? []
  const fields = given[`${index}.${question}`] ?? given[question ?? step]
  if (!fields) throw new Error(`No answer is written for the step ${step}.`)
  return fields
}

/** Types and ticks what one question asks, as a reader does. */
export async function fillFields(page: Page, fields: Fields): Promise<void> {
  for (const [name, value] of fields) {
    const choice = page.locator(`input[name="${name}"][value="${value}"]:is([type=radio], [type=checkbox])`)
    if ((await choice.count()) > 0) await choice.check()
    else await page.fill(`[name="${name}"]`, value)
  }
}

/** Presses the page's one main button and waits for the page that answers. */
export async function send(page: Page): Promise<void> {
  await Promise.all([page.waitForEvent('domcontentloaded'), page.locator('main .btn.main[type=submit]').click()])
}

/** From the service's page to its first question. */
export async function begin(page: Page, url: string, at = base): Promise<void> {
  await page.goto(url + at + service)
  await send(page)
}

/** Answers question after question until the step `until`, which is left open. `seen` looks at each page before it is answered. */
export async function answerUntil(page: Page, until: string, given: Replies = replies, seen?: (step: string) => Promise<void>): Promise<void> {
  for (let turn = 0; turn < 60; turn++) {
    const step = stepIn(page.url())
    if (step === until) return
    await seen?.(step)
    await fillFields(page, fieldsOf(page.url(), given))
    await send(page)
    if (stepIn(page.url()) === step) throw new Error(`The answer to ${step} was not taken: ${await page.locator('main').innerText()}`)
  }
  throw new Error(`The step ${until} never came.`)
}

export type Receipt = { readonly id: string; readonly number: string; readonly code: string }

/** Sends the form from its check and reads number and code. */
export async function sendRequest(page: Page): Promise<Receipt> {
  await send(page)
  return readReceipt(page)
}

export async function readReceipt(page: Page): Promise<Receipt> {
  const id = /\/requests\/([0-9a-f-]{36})\/receipt/.exec(page.url())?.[1]
  if (!id) throw new Error(`There is no receipt: ${await page.locator('main').innerText()}`)
  const [number, code] = await page.locator('.receipt .code').allInnerTexts()
  return { id, number: number!, code: code! }
}

/** A whole request, from the service's page to the receipt. */
export async function fileRequest(page: Page, url: string, given: Replies = replies): Promise<Receipt> {
  await begin(page, url)
  await answerUntil(page, 'check', given)
  return sendRequest(page)
}
