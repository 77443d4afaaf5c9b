import { randomBytes } from 'node:crypto'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { root } from '../journal/root.ts'

/** What the environment says, checked once at the start. */
export type Settings = {
  readonly dataDir: string
  /** An own PostgreSQL; `null` for the embedded one. */
  readonly databaseUrl: string | null
  readonly port: number
  readonly host: string
  /** The public address, for links in e-mails; `null` to use what the browser asked for. */
  readonly origin: string | null
  readonly trustProxy: boolean
  readonly smtpUrl: string | null
  readonly mailFrom: string | null
  /** The registers of addresses that may be asked while somebody types one. */
  readonly addresses: readonly ('ban' | 'geo-admin')[]
  /** Whose map squares may be fetched for maps; empty: no map is drawn. */
  readonly maps: MapSettings
  /** Hosts that belong to one authority: `demarches.fleury.example=fleury-sur-orne, …` */
  readonly hosts: ReadonlyMap<string, string>
  /** Overrides every authority's own delay before a decision leaves; for tests and demonstrations. */
  readonly undoSeconds: number | null
  /** How many example requests each example authority begins with. */
  readonly exampleRequests: number
  readonly logLevel: string
  /** A bucket for documents; `null` for the folder `documents` in the data folder. */
  readonly s3: S3Settings | null
}

/** `known`: official maps, each for its country; `other`: a server of the operator's choice, for all other authorities. */
export type MapSettings = { readonly known: readonly KnownMap[]; readonly other: { readonly template: string; readonly attribution: string } | null }

export type S3Settings = { readonly url: string; readonly bucket: string; readonly region: string; readonly keyId: string; readonly secretKey: string }

/** Reads the environment. A value that cannot be used ends the start with what to write instead. */
export function readSettings(env: NodeJS.ProcessEnv): Settings {
  const port = Number(env.PORT || '8080')
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new Error(`PORT is "${env.PORT}". Write a number from 1 to 65535.`)
  const origin = env.PARVIS_ORIGIN || null
  if (origin && !/^https?:\/\/[^/]+$/.test(origin)) throw new Error(`PARVIS_ORIGIN is "${origin}". Write scheme and host without a slash at the end: https://services.town.example`)
  const examples = env.PARVIS_EXAMPLE_REQUESTS ? Number(env.PARVIS_EXAMPLE_REQUESTS) : 40
  if (!Number.isInteger(examples) || examples < 0 || examples > 40) throw new Error(`PARVIS_EXAMPLE_REQUESTS is "${env.PARVIS_EXAMPLE_REQUESTS}". Write a whole number from 0 to 40.`)
  const undo = env.PARVIS_UNDO_SECONDS ? Number(env.PARVIS_UNDO_SECONDS) : null
  if (undo !== null && !(undo >= 0 && undo <= 3_600)) throw new Error(`PARVIS_UNDO_SECONDS is "${env.PARVIS_UNDO_SECONDS}". Write a number from 0 to 3600.`)
  const addresses = (env.PARVIS_ADDRESSES ?? '').split(',').map(name => name.trim()).filter(Boolean)
  if (!addresses.every(isRegister)) throw new Error(`PARVIS_ADDRESSES is "${env.PARVIS_ADDRESSES}". Write one or both of: ${registers.join(', ')}`)
  const logLevel = env.PARVIS_LOG || 'info'
  if (!logLevels.includes(logLevel)) throw new Error(`PARVIS_LOG is "${logLevel}". Write one of: ${logLevels.join(', ')}`)
  return {
    dataDir: env.PARVIS_DATA || join(root, 'data'),
    databaseUrl: env.DATABASE_URL || null,
    port,
    host: env.HOST || '127.0.0.1',
    origin,
    trustProxy: env.PARVIS_TRUST_PROXY === '1',
    smtpUrl: env.PARVIS_SMTP_URL || null,
    mailFrom: env.PARVIS_MAIL_FROM || null,
    addresses,
    maps: readMaps(env),
    hosts: new Map((env.PARVIS_HOSTS ?? '').split(',').filter(Boolean).map(pair => pair.trim().split('=') as [string, string])),
    undoSeconds: undo,
    exampleRequests: examples,
    logLevel,
    s3: readS3(env),
  }
}

/** Names of official maps, and one address at most; a map whose owner is not named must not be shown. */
function readMaps(env: NodeJS.ProcessEnv): MapSettings {
  const parts = (env.PARVIS_MAP_TILES ?? '').split(',').map(part => part.trim()).filter(Boolean)
  const known = parts.filter(isKnownMap)
  const [template = null, ...more] = parts.filter(part => !isKnownMap(part))
  if (template === null) return { known, other: null }
  const once = ['{z}', '{x}', '{y}'].every(part => template.split(part).length === 2)
  if (more.length > 0 || !once || !/^https?:\/\//.test(template) || !URL.canParse(template.replace(/[{}]/g, '')))
    throw new Error(`PARVIS_MAP_TILES is not usable. Write ${knownMaps.join(', ')}, or one address with {z}, {x} and {y}: https://tiles.example/{z}/{x}/{y}.png, or both with a comma between. A comma in an address is written %2C.`)
  const attribution = (env.PARVIS_MAP_ATTRIBUTION ?? '').trim()
  if (attribution === '') throw new Error('PARVIS_MAP_ATTRIBUTION is missing. Write whose map PARVIS_MAP_TILES leads to, as its licence asks: © OpenStreetMap contributors, openstreetmap.org/copyright')
  return { known, other: { template, attribution } }
}

/** All five or none: a store of documents that is set up by half would be noticed when the first one is lost. */
function readS3(env: NodeJS.ProcessEnv): S3Settings | null {
  const [url, bucket, region, keyId, secretKey] = s3Names.map(name => env[name] || '')
  if (s3Names.every(name => !env[name])) return null
  const missing = s3Names.filter(name => !env[name])
  if (missing.length > 0) throw new Error(`${missing.join(', ')} is missing. To keep documents in a bucket, set all of: ${s3Names.join(', ')}`)
  if (!URL.canParse(url!) || !/^https?:$/.test(new URL(url!).protocol)) throw new Error(`PARVIS_S3_URL is "${url}". Write the address without the bucket: https://s3.region.provider.example`)
  return { url: url!, bucket: bucket!, region: region!, keyId: keyId!, secretKey: secretKey! }
}

const s3Names = ['PARVIS_S3_URL', 'PARVIS_S3_BUCKET', 'PARVIS_S3_REGION', 'PARVIS_S3_KEY_ID', 'PARVIS_S3_SECRET_KEY'] as const

/** Whether other machines can come here: what is known to everybody must not open anything then. */
export function isReachable({ host, origin, trustProxy }: Pick<Settings, 'host' | 'origin' | 'trustProxy'>): boolean {
  const own = (name: string) => name === 'localhost' || name === '[::1]' || name === '::1' || /^127\./.test(name)
  return trustProxy || !own(host) || (origin !== null && !own(new URL(origin).hostname))
}

const registers = ['ban', 'geo-admin'] as const
const isRegister = (name: string): name is (typeof registers)[number] => registers.some(one => one === name)
const knownMaps = ['ign', 'swisstopo'] as const
export type KnownMap = (typeof knownMaps)[number]
const isKnownMap = (name: string): name is KnownMap => knownMaps.some(one => one === name)
const logLevels = ['debug', 'info', 'warn', 'error', 'silent']

/**
 * The installation's secret: from PARVIS_SECRET, or for the embedded database a file in the data folder that is made once.
 * Codes and links are checked with it: with another secret, every code and link given out before opens nothing.
 */
export async function readSecret(settings: Settings, env: NodeJS.ProcessEnv): Promise<string> {
  if (env.PARVIS_SECRET) {
    if (env.PARVIS_SECRET.length < 32) throw new Error('PARVIS_SECRET is too short. Use at least 32 random characters, for example: openssl rand -base64 48')
    return env.PARVIS_SECRET
  }
  if (settings.databaseUrl) throw new Error('PARVIS_SECRET is missing. With a database of your own, set it to at least 32 random characters and keep it with the backups: openssl rand -base64 48')
  const file = join(settings.dataDir, 'secret')
  const known = await readFile(file, 'utf8').catch(() => null)
  if (known) return known.trim()
  await mkdir(settings.dataDir, { recursive: true })
  const made = randomBytes(48).toString('base64')
  // 'wx': two starts at the same moment must not each keep a secret of their own.
  await writeFile(file, made, { mode: 0o600, flag: 'wx' }).catch((error: NodeJS.ErrnoException) => { if (error.code !== 'EEXIST') throw error })
  return (await readFile(file, 'utf8')).trim()
}
