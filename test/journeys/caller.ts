import type { BrowserContext } from 'playwright-core'
import { csrfIn } from '../support/visitor.ts'
import { base, fieldsOf, replies, service, stepIn, type Receipt, type Replies } from './canteen.ts'

export type Answer = { readonly status: number; readonly to: string; readonly html: string; readonly headers: Headers }

/** A visitor by bare HTTP: keeps cookies, follows nothing. */
export class Caller {
  readonly jar = new Map<string, string>()
  /** Every address asked for. */
  readonly addresses: string[] = []
  private readonly url: string
  private readonly signal: AbortSignal | undefined

  /** `url`: the server's address without a slash at the end. */
  constructor(url: string, signal?: AbortSignal) {
    this.url = url
    this.signal = signal
  }

  get = (path: string): Promise<Answer> => this.ask(path, {})

  post(path: string, fields: Iterable<readonly [string, string]> | string | Uint8Array, headers: Record<string, string> = {}): Promise<Answer> {
    const body = typeof fields === 'string' ? fields : fields instanceof Uint8Array ? Buffer.from(fields) : new URLSearchParams([...fields].map(([name, value]) => [name, value])).toString()
    return this.ask(path, { method: 'POST', body, headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers } })
  }

  /** Reads the page for its token, then posts the form to it. */
  async send(path: string, fields: Iterable<readonly [string, string]> = [], to = path): Promise<Answer> {
    const { html } = await this.get(path)
    return this.post(to, [...fields, ['csrf', csrfIn(html)]])
  }

  /**
   * Gives a browser this visitor's session, under the path that the server writes it to: under another, the browser would keep both
   * when the server replaces it. What a page waits for after a command (`…-after`) lives ten seconds and stays here.
   */
  async lend(context: BrowserContext): Promise<void> {
    const { hostname } = new URL(this.url)
    const kept = [...this.jar].filter(([name]) => !name.endsWith('-after'))
    await context.addCookies(kept.map(([name, value]) => ({ name, value, domain: hostname, path: '/fleury-sur-orne', httpOnly: true, sameSite: 'Lax' as const })))
  }

  private async ask(path: string, init: RequestInit): Promise<Answer> {
    this.addresses.push(path)
    const cookie = [...this.jar].map(([name, value]) => `${name}=${value}`).join('; ')
    const answer = await fetch(this.url + path, { redirect: 'manual', ...init, ...(this.signal && { signal: this.signal }), headers: { ...init.headers as Record<string, string>, ...(cookie && { cookie }) } })
    for (const set of answer.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(set)!
      if (/; Max-Age=0/.test(set)) this.jar.delete(name!)
      else this.jar.set(name!, value!)
    }
    return { status: answer.status, to: answer.headers.get('location') ?? '', html: await answer.text(), headers: answer.headers }
  }
}

/** Where an answer sends the visitor; anything but 303 is a fault. */
export function sentTo(answer: Answer): string {
  if (answer.status !== 303) throw new Error(`${answer.status} instead of 303: ${/<main[\s\S]*<\/main>/.exec(answer.html)?.[0].replace(/<[^>]+>/g, ' ').slice(0, 600)}`)
  return answer.to
}

/** Begins the form; the address of its first question. */
export const beginBy = async (caller: Caller): Promise<string> => sentTo(await caller.send(base + service, [], `${base}${service}/start`))

/** Answers every question; the address of the check. */
export async function answerBy(caller: Caller, first: string, given: Replies = replies): Promise<string> {
  const csrf = csrfIn((await caller.get(first)).html)
  let address = first
  for (let turn = 0; turn < 60 && stepIn(address) !== 'check'; turn++) address = sentTo(await caller.post(address, [...fieldsOf(address, given), ['csrf', csrf]]))
  return address
}

/** A whole request by bare posts. */
export async function fileBy(caller: Caller, given: Replies = replies): Promise<Receipt> {
  const check = await answerBy(caller, await beginBy(caller), given)
  const receipt = sentTo(await caller.send(check))
  return readReceiptOf(receipt, (await caller.get(receipt)).html)
}

export function readReceiptOf(address: string, html: string): Receipt {
  const [number, code] = [...html.matchAll(/<dd class="code">([^<]+)</g)].map(found => found[1]!)
  return { id: /\/requests\/([^/]+)\/receipt/.exec(address)![1]!, number: number!, code: code! }
}

/** The town finds a request complete and checks the place of each child, so that it can be decided. */
export async function checkChildrenBy(agent: Caller, id: string): Promise<void> {
  const here = `${base}/desk/cases/${id}`
  sentTo(await agent.send(here, [], `${here}/completeness`))
  for (;;) {
    const form = /<form[^>]*action="[^"]*\/steps[^"]*"[\s\S]*?<\/form>/.exec((await agent.get(here)).html)?.[0]
    if (form === undefined) return
    sentTo(await agent.send(here, [['token', /name="token" value="(\d+)"/.exec(form)![1]!], ...(form.includes('value="place"') ? [['outcome', 'place'] as const] : [])], `${here}/steps`))
  }
}

/** An agent who is signed in. */
export async function signInBy(caller: Caller, email: string, password = 'parvis-demonstration'): Promise<Caller> {
  sentTo(await caller.send(`${base}/desk/sign-in`, [['email', email], ['password', password]]))
  return caller
}
