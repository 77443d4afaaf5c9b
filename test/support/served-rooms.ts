import { createServer } from '../../src/app/http/server.ts'
import type { HttpSettings } from '../../src/app/http/roof.ts'
import type { Runtime } from '../../src/app/http/runtime.ts'
import type { Authority } from '../../src/base/authority.ts'
import { rowsOf } from '../../src/journal/database.ts'
import type { Journal } from '../../src/journal/journal.ts'
import type { Feature } from '../../src/journal/kernel.ts'
import { GetAgent } from '../../src/vocabulary/staff.ts'
import { addAuthority } from './add-authority.ts'
import { freshDatabase } from './database.ts'
import { authority, testJournal } from './example.ts'
import { testSettings } from './fake-runtime.ts'

/** Rooms under the real roof, over a real journal on a database of their own, for two authorities. `clock` is the time. */
export async function serveRooms(features: readonly Feature[], clock: { now: number } = { now: Date.now() }, settings: Partial<HttpSettings> = {}, town: (id: number) => Authority = authority) {
  const database = await freshDatabase()
  const authorities = [town(1), town(2)]
  for (const one of authorities) await addAuthority(database.url, one)
  const journal = await testJournal(database.url, { features, now: () => clock.now, authority: town })
  const server = await createServer(runtimeOver(journal, authorities, clock), testSettings(settings))
  return {
    server, journal, database, clock,
    async close() {
      await server.close()
      await journal.close()
      await database.drop()
    },
  }
}

const runtimeOver = (journal: Journal, authorities: readonly Authority[], clock: { now: number }): Runtime => ({
  features: journal.features,
  authorities: () => authorities,
  db: journal.db,
  write: id => ({ rows: (statement, values) => rowsOf(journal.pools.app, id, statement, values) }),
  send: (one, actor, call, input) => journal.send(one.id, actor, call, input),
  ask: one => journal.ask(one.id),
  settled: journal.settled,
  watch: journal.watch,
  // Where the staff's room is not part of a test, nobody works here.
  async agent(one, id) {
    const known = journal.features.some(feature => feature.name === 'staff') ? await journal.ask(one.id)(GetAgent, { agent: id }) : null
    return known && { kind: 'agent', agent: id, name: known.name, teams: known.teams, administrator: known.administrator }
  },
  secrets: journal.secrets,
  ready: async () => ({ ok: true }),
  now: () => clock.now,
})
