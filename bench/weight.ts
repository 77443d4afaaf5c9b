import { request as httpRequest } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { startServer } from '../test/support/server.ts'
import { printTable, report } from './harness.ts'
import { service, town } from './harness-filing.ts'

/*
 * A resident's first visit from a phone with an empty cache: the town's home, the service, the first question. Every file
 * that the pages name is fetched once, as they are kept for a year; headers count too. Fonts have a budget of their own
 * and scripts are not needed, but a phone fetches them: both stand in the table.
 */
const server = await startServer()
let within = false

async function main(): Promise<void> {
  const cookies = new Map<string, string>()
  const rows: [string, string, number][] = []
  const seen = new Set<string>()
  await packed()

  let path = `/${town}/fr`
  const visit = async (name: string): Promise<string> => {
    const answer = await fetchWhole(path, cookies)
    if (answer.status !== 200) throw new Error(`${path} answered ${answer.status}.`)
    rows.push([name, 'HTML', answer.bytes])
    for (const address of filesOf(answer.text)) {
      if (seen.has(address)) continue
      seen.add(address)
      const file = await fetchWhole(address, cookies)
      if (file.status !== 200) throw new Error(`${address} answered ${file.status}.`)
      rows.push([address.replace(/-[A-Za-z0-9_-]{8}(?=\.\w+$)/, ''), kindOf(file.type), file.bytes])
      // What a style sheet names (fonts, icons) is fetched by the browser only when it is used: the preloaded fonts stand in the page.
    }
    return answer.text
  }

  await visit('home')
  within = true
  path = `/${town}/fr/services/${service}`
  const page = await visit('service page')
  const csrf = /name="csrf" value="([^"]+)"/.exec(page)?.[1]
  if (!csrf) throw new Error('The service page has no form to begin with.')
  const begun = await fetchWhole(`${path}/start`, cookies, `csrf=${csrf}`)
  if (begun.status !== 303) throw new Error(`Beginning answered ${begun.status}.`)
  rows.push(['beginning (303)', 'HTML', begun.bytes])
  path = begun.location
  await visit('first question')

  const sum = (...kinds: string[]): number => rows.filter(row => kinds.includes(row[1])).reduce((total, row) => total + row[2], 0) / 1000
  printTable(['what', 'kind', 'kB'], rows.map(([name, kind, bytes]) => [name, kind, bytes / 1000]))
  report('weight', { kB: sum('HTML', 'CSS', 'JS', 'image', 'other'), withoutScriptKb: sum('HTML', 'CSS', 'image', 'other'), fontsKb: sum('font') })
}

type Fetched = { readonly status: number; readonly bytes: number; readonly text: string; readonly type: string; readonly location: string }

/** Fetches as a phone does; `bytes` is everything that came over the wire. */
function fetchWhole(address: string, cookies: Map<string, string>, form?: string): Promise<Fetched> {
  const ask = (encoding: string): Promise<Fetched> => new Promise((resolve, reject) => {
    const request = httpRequest(`${server.url}${address}`, {
      method: form === undefined ? 'GET' : 'POST', agent: false,
      headers: {
        // A browser says where it comes from; from the second page on the head names the fonts.
        ...(within && { 'sec-fetch-site': 'same-origin' }),
        'accept-encoding': encoding, 'accept-language': 'fr', cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; '),
        ...(form !== undefined && { 'content-type': 'application/x-www-form-urlencoded', 'content-length': String(form.length) }),
      },
    }, response => {
      for (const cookie of response.headers['set-cookie'] ?? []) {
        const [name, value] = cookie.split(';')[0]!.split('=') as [string, string]
        cookies.set(name, value)
      }
      const socket = response.socket
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('end', () => resolve({
        status: response.statusCode!, bytes: socket.bytesRead, text: Buffer.concat(chunks).toString(), type: response.headers['content-type'] ?? '', location: response.headers.location ?? '',
      }))
    })
    request.on('error', reject)
    request.end(form)
  })
  return form === undefined ? ask('gzip, deflate, br').then(async measured => ({ ...measured, text: (await ask('identity')).text })) : ask('gzip, deflate, br')
}

/** Style sheets, scripts, preloaded fonts, pictures and icons that a page names. */
const filesOf = (html: string): string[] =>
  [...html.matchAll(/<(?:link|script|img)\b[^>]*?\b(?:href|src)="([^"]+)"[^>]*>/g)].filter(([tag]) => !/rel="(?:alternate|canonical|next|prev)"/.test(tag)).map(match => match[1]!).filter(address => address.startsWith('/'))

const kinds: readonly [RegExp, string][] = [[/css/, 'CSS'], [/javascript/, 'JS'], [/font/, 'font'], [/image/, 'image'], [/html/, 'HTML']]
function kindOf(type: string): string {
  return kinds.find(([form]) => form.test(type))?.[1] ?? 'other'
}

/** The server compresses its files beside its first moments: until they are there, the measure would be of nobody's visit. */
async function packed(): Promise<void> {
  const html = (await fetchWhole(`/${town}/fr`, new Map())).text
  const style = filesOf(html).find(address => address.endsWith('.css') && address.startsWith('/assets/'))
  if (!style) throw new Error('The home page names no style sheet.')
  for (let tries = 0; tries < 200; tries++, await sleep(50)) {
    const answer = await fetch(`${server.url}${style}`, { method: 'HEAD', headers: { 'accept-encoding': 'br' } })
    if (answer.headers.get('content-encoding') === 'br') return
  }
  throw new Error('The style sheet was not compressed after ten seconds.')
}

try {
  await main()
} finally {
  await server.stop()
}
