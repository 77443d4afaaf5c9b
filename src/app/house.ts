import { pino, type Logger } from 'pino'
import { isRefusal } from '../base/result.ts'
import { startEmbedded, type Embedded } from '../journal/embedded.ts'
import { openJournal, type Journal } from '../journal/journal.ts'
import { migrate } from '../journal/migrate.ts'
import { openPool, rowsOf } from '../journal/database.ts'
import { webLogin } from '../journal/web-login.ts'
import { GetAgent } from '../vocabulary/staff.ts'
import { authorityList, type AuthorityList } from './authorities.ts'
import { chooseAddresses } from './choose-addresses.ts'
import { chooseDocuments, incomingIn } from './choose-documents.ts'
import { chooseMailer } from './choose-mailer.ts'
import { chooseMaps } from './choose-maps.ts'
import { roomsWith } from './features.ts'
import { logLines } from './log-lines.ts'
import type { Runtime } from './http/runtime.ts'
import { readSecret, type Settings } from './settings.ts'

export type House = {
  readonly settings: Settings
  readonly log: Logger
  readonly url: string
  readonly secret: string
  readonly journal: Journal
  readonly authorities: AuthorityList
  readonly embedded: Embedded | null
  close(): Promise<void>
}

/**
 * Starts the database where it is ours, migrates it and opens the journal. `follow`: keep views, hear, run jobs. `before` works in
 * the house while nobody follows its journal yet: reactions begin behind what it wrote, so nothing is mailed.
 */
export async function openHouse(settings: Settings, env: NodeJS.ProcessEnv, follow: boolean, before?: (quiet: House) => Promise<void>): Promise<House> {
  const log = pino({ level: settings.logLevel, base: undefined, timestamp: pino.stdTimeFunctions.isoTime }, logLines())
  const secret = await readSecret(settings, env)
  const embedded = settings.databaseUrl ? null : await startEmbedded({ dataDir: settings.dataDir, log: line => log.debug({ line }, 'postgres') })
  try {
    const url = settings.databaseUrl ?? embedded!.url
    const ran = await migrate(url)
    if (ran.length) log.info({ migrations: ran.length }, 'database migrated')
    const appUrl = embedded ? await webLogin(url, secret) : url
    const stores = chooseDocuments(settings)
    const features = roomsWith({ mailer: chooseMailer(settings), stores, incoming: incomingIn(settings.dataDir), addresses: chooseAddresses(settings), maps: chooseMaps(settings) })
    const pool = openPool(appUrl, 'parvis_app', 1)
    const authorities = await authorityList(pool, settings.undoSeconds)
    const open = (following: boolean): Promise<Journal> => openJournal({
      url, appUrl, secret, follow: following, features, now: Date.now, authority: authorities.byId, authorities: authorities.all, origin: settings.origin ?? `http://localhost:${settings.port}`,
      log: (message, about) => log.warn(about, message),
    })
    const houseOf = (journal: Journal): House => ({
      settings, log, url, secret, journal, authorities, embedded,
      async close() {
        authorities.close()
        await journal.close()
        await pool.end()
        await embedded?.stop()
      },
    })
    if (before) {
      const quiet = await open(false)
      await before(houseOf(quiet)).finally(() => quiet.close())
    }
    return houseOf(await open(follow))
  } catch (error) {
    await embedded?.stop()
    throw error
  }
}

/** What the HTTP half of the roof needs of the house. */
export function runtimeOf({ journal, authorities }: House): Runtime {
  return {
    features: journal.features,
    authorities: authorities.all,
    db: journal.db,
    write: authority => ({ rows: (statement, values) => rowsOf(journal.pools.app, authority, statement, values) }),
    send: (authority, actor, call, input) => journal.send(authority.id, actor, call, input),
    ask: authority => journal.ask(authority.id),
    settled: journal.settled,
    watch: journal.watch,
    secrets: journal.secrets,
    now: Date.now,
    async agent(authority, id) {
      const profile = await journal.ask(authority.id)(GetAgent, { agent: id })
      return profile && !isRefusal(profile) ? { kind: 'agent', agent: id, name: profile.name, teams: profile.teams, administrator: profile.administrator } : null
    },
    async ready() {
      const health = journal.health()
      return health.ok && health.at > 0 ? { ok: true } : { ok: false, why: health.why || 'starting' }
    },
  }
}
