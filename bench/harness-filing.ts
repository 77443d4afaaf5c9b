import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import pg from 'pg'
import { csrfToken } from '../src/app/http/csrf.ts'
import { newToken, tokenHash } from '../src/app/http/tokens.ts'
import { newUuid, type Uuid } from '../src/base/ids.ts'
import { root } from '../src/journal/root.ts'
import { addDays, dayOf } from '../src/base/time.ts'

/* Residents and their drafts, put into the tables as the pages would have, and the requests that send them. */

export const town = 'fleury-sur-orne'
export const service = 'cantine-periscolaire'
/** The one on offer: a new database has published it as its folder says. */
const { version } = JSON.parse(await readFile(join(root, 'authorities', 'fleury-sur-orne', 'services', service, 'service.json'), 'utf8')) as { version: number }
const day = 24 * 3_600_000

/** A resident with a session, and the network that they send from. */
export type Resident = { readonly token: string; readonly account: Uuid; readonly cookie: string; readonly home: string }

/** The superuser's address of a data folder's own PostgreSQL. */
export async function databaseOf(dataDir: string): Promise<string> {
  const { port, password } = JSON.parse(await readFile(join(dataDir, 'postgres.json'), 'utf8')) as { port: number; password: string }
  return `postgres://postgres:${password}@127.0.0.1:${port}/postgres`
}

/** A connection that sees all authorities. */
export async function connectAdmin(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url, options: '-c search_path=parvis' })
  // The server's end is this connection's, too.
  client.on('error', () => {})
  await client.connect()
  return client
}

/** `count` residents who are signed in with authority 1. */
export async function addResidents(admin: pg.Client, count: number): Promise<Resident[]> {
  const residents = Array.from({ length: count }, (_, i) => {
    const token = newToken()
    return { token, account: newUuid(), cookie: `parvis-${town}=${token}`, home: `10.0.${i >> 8}.${i & 255}` }
  })
  const now = Date.now()
  await admin.query("insert into sessions (authority, hash, kind, account, created, seen, expires) select 1, h, 'account', a, $3, $3, $4 from unnest($1::bytea[], $2::uuid[]) as t(h, a)",
    [residents.map(r => tokenHash(r.token)), residents.map(r => r.account), now, now + day])
  return residents
}

/** A complete draft for each place of `residents`; every second one leaves an e-mail address. */
export async function addDrafts(admin: pg.Client, residents: readonly Resident[]): Promise<Uuid[]> {
  const now = Date.now()
  const ids = residents.map(() => newUuid(now))
  for (const [odd, answers] of [[0, completeAnswers('none')], [1, completeAnswers('resident@example.org')]] as const) {
    const mine = ids.flatMap((id, i) => (i % 2 === odd ? [{ id, account: residents[i]!.account }] : []))
    await admin.query(`insert into drafts (authority, draft, account, service, package_version, answers, started, touched, expires)
      select 1, d, a, $3, $7, $4, $5, $5, $6 from unnest($1::uuid[], $2::uuid[]) as t(d, a)`,
    [mine.map(m => m.id), mine.map(m => m.account), service, JSON.stringify(answers), now, now + day, version])
  }
  return ids
}

/** The post that sends a draft, as a browser writes it and our own proxy passes it on: sendings are limited by network. */
export function filingRequest({ token, cookie, home }: Resident, draft: Uuid): string {
  const body = `csrf=${csrfToken(token)}`
  return [`POST /${town}/fr/apply/${draft}/check HTTP/1.1`, 'Host: 127.0.0.1', `Cookie: ${cookie}`, `X-Forwarded-For: ${home}`, 'Content-Type: application/x-www-form-urlencoded', `Content-Length: ${body.length}`, 'Accept-Encoding: gzip, deflate, br', '', body].join('\r\n')
}

/** Eighteen answers: one child, the family's fee, an emergency contact, the applicant. */
function completeAnswers(email: string): object {
  return {
    children: [{
      child: { given: 'Lou', family: 'Exemple', birthDate: '2019-03-01' }, schoolYear: 'CE1', school: 'marronniers', canteenDays: ['monday', 'thursday'], care: ['morning'],
      startDate: addDays(dayOf(Date.now(), 'Europe/Paris'), 30), needsCare: true, healthNote: 'Allergie aux arachides, trousse d’urgence à l’école.',
    }],
    'children.more': false, quotient: 74200,
    emergencyWho: 'other', emergencyName: { given: 'Camille', family: 'Exemple' }, emergencyPhone: '02 31 00 00 00',
    applicantName: { given: 'Alix', family: 'Exemple' }, relation: 'parent', phone: '02 31 00 00 01', email, consent: true,
  }
}
