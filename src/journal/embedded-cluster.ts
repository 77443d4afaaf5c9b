import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { chown, lstat, mkdir, readFile, realpath, rename, rm, symlink, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import type { Binaries } from './embedded-binaries.ts'
import { findBinaries, makeShared, reaches, sharedHome } from './embedded-binaries.ts'

export type EmbeddedOptions = {
  /** Holds the cluster (`postgres/`), port and password (`postgres.json`, readable by its owner only), `postgres.log` and `parvis.lock`. */
  readonly dataDir: string
  log(line: string): void
  /** Settings of PostgreSQL over Parvis's own (embedded.ts). */
  readonly settings?: Readonly<Record<string, string>>
}

/** A cluster on the disk, and the postmaster that runs on it (`pid` 0: none yet). */
export type Cluster = {
  readonly binaries: Binaries
  /** The real path of PostgreSQL's data directory. */
  readonly folder: string
  readonly dataDir: string
  readonly fresh: boolean
  readonly options: EmbeddedOptions
  access: Access
  pid: number
}
type Access = { readonly port: number; readonly password: string }

/** Finds the cluster of a data folder, or makes one. */
export async function openCluster(dataDir: string, options: EmbeddedOptions): Promise<Cluster> {
  const binaries = await findBinaries()
  const link = join(dataDir, 'postgres')
  const fresh = !(await exists(link))
  if (fresh) await create(binaries, dataDir, link, options)
  const folder = await realpath(link).catch(cause => {
    throw new Error(`${link} points to a folder that is gone. Nothing was changed. Bring that folder back, or restore a backup into an empty folder.`, { cause })
  })
  const major = (await readFile(join(folder, 'PG_VERSION'), 'utf8')).trim()
  if (major !== binaries.version.split('.')[0]) {
    throw new Error(`The data in ${link} was made by PostgreSQL ${major}; this Parvis brings ${binaries.version}. Nothing was changed. Make a backup with the Parvis that made it, and restore it into an empty folder.`)
  }
  const access = await readAccess(dataDir)
  return { binaries, folder, dataDir, fresh, options, access, pid: 0 }
}

/** Makes a new cluster aside and renames it when it is whole: one that was interrupted is never taken for data. */
async function create(binaries: Binaries, dataDir: string, link: string, options: EmbeddedOptions): Promise<void> {
  const { user } = binaries
  const elsewhere = user !== null && !(await reaches(user, dataDir))
  const home = elsewhere ? join(sharedHome, 'clusters', randomBytes(8).toString('hex')) : dataDir
  if (elsewhere) for (const folder of [sharedHome, dirname(home), home]) await makeShared(folder)
  if (elsewhere) options.log(`PostgreSQL runs as ${user.name}, who may not enter ${dataDir}: its data goes to ${home}.`)

  const draft = join(home, 'postgres.new')
  const secret = join(home, 'postgres.secret')
  await rm(draft, { recursive: true, force: true })
  await mkdir(draft, { mode: 0o700 })
  const access = { port: await freePort(), password: randomBytes(24).toString('base64url') }
  await writeFile(secret, access.password, { mode: 0o600 })
  if (user !== null) for (const path of [draft, secret]) await chown(path, user.uid, user.gid)
  try {
    await run(binaries, binaries.initdb, [
      `--pgdata=${draft}`, '--username=postgres', `--pwfile=${secret}`, '--auth=scram-sha-256', '--data-checksums',
      '--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8',
      ...(options.settings?.['fsync'] === 'off' ? ['--no-sync'] : []),
    ])
  } finally {
    await rm(secret, { force: true })
  }
  await writeAccess(dataDir, access)
  await rename(draft, join(home, 'postgres'))
  if (elsewhere) await symlink(join(home, 'postgres'), link)
}

/** The superuser's address. */
export const url = (cluster: Cluster): string => addressOf(cluster.access)

const addressOf = ({ port, password }: Access): string => `postgres://postgres:${password}@127.0.0.1:${port}/postgres`

/** The superuser's address of the cluster that is kept in a data folder, whoever runs it. */
export const keptUrl = async (dataDir: string): Promise<string> => addressOf(await readAccess(dataDir))

export const accessFile = (dataDir: string): string => join(dataDir, 'postgres.json')

async function readAccess(dataDir: string): Promise<Access> {
  const text = await readFile(accessFile(dataDir), 'utf8').catch(() => null)
  if (text === null) throw new Error(`${accessFile(dataDir)} is missing: it holds the password of the PostgreSQL in this folder. The data is untouched. Put the file back, or restore a backup into an empty folder.`)
  return JSON.parse(text) as Access
}

export async function writeAccess(dataDir: string, access: Access): Promise<void> {
  const draft = `${accessFile(dataDir)}.new`
  await writeFile(draft, JSON.stringify(access), { mode: 0o600 })
  await rename(draft, accessFile(dataDir))
}

/** Runs one of PostgreSQL's programs to its end, as the user it wants. */
export async function run(binaries: Binaries, program: string, args: string[]): Promise<void> {
  await promisify(execFile)(program, args, { env: environment(), cwd: '/', ...ids(binaries) })
}

export const ids = ({ user }: Binaries): { uid?: number; gid?: number } => (user === null ? {} : { uid: user.uid, gid: user.gid })

/** Without PGDATA, PGPORT and the like, which would speak into it. */
export const environment = (): NodeJS.ProcessEnv => ({
  ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('PG'))),
  LC_ALL: 'C',
})

const exists = (path: string): Promise<boolean> => lstat(path).then(() => true, () => false)

/** A port of 127.0.0.1 that nobody uses at this moment. */
export async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as { port: number }
  await new Promise(resolve => server.close(resolve))
  return port
}

export const isFree = (port: number): Promise<boolean> =>
  new Promise(resolve => {
    const server = createServer()
    server.once('error', () => resolve(false))
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)))
  })
