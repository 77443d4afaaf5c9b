import { createReadStream, createWriteStream } from 'node:fs'
import { mkdir, rename, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { adopt as adoptDatabase } from '../journal/adopt.ts'
import { backup as backupDatabase } from '../journal/backup.ts'
import { startEmbedded } from '../journal/embedded.ts'
import { keptUrl } from '../journal/embedded-cluster.ts'
import { DataFolderHeld } from '../journal/embedded-lock.ts'
import { restore as restoreDatabase, type FileTarget } from '../journal/restore.ts'
import { chooseDocuments } from './choose-documents.ts'
import { readSecret, type Settings } from './settings.ts'

type Env = NodeJS.ProcessEnv

/** `parvis backup FILE`: everything in one file, also while the server runs. The file appears under its name when it is whole. */
export async function backup(settings: Settings, env: Env, args: readonly string[]): Promise<void> {
  const { values, positionals: [file] } = parseArgs({ args: [...args], allowPositionals: true, options: { 'without-documents': { type: 'boolean' } } })
  if (!file) throw new Error('parvis backup FILE [--without-documents], for example: parvis backup parvis-2026-11-21.backup')
  if (!settings.databaseUrl && !(await exists(join(settings.dataDir, 'postgres')))) throw new Error(`There is nothing to back up in ${settings.dataDir}. Name the folder with PARVIS_DATA or the database with DATABASE_URL.`)
  const secret = await readSecret(settings, env)
  const draft = `${file}.part`
  try {
    const stores = chooseDocuments(settings)
    const source = values['without-documents'] ? undefined : (authority: number, hash: string) => stores.of(authority).get(hash)
    const { rows, tables, files, missing } = await withDatabase(settings, url =>
      backupDatabase(url, createWriteStream(draft, { mode: 0o600, flush: true }), { now: Date.now(), secret, files: source }))
    await rename(draft, file)
    say(`${rows} rows of ${tables} tables and ${files} documents are in ${file}.${missing ? ` ${missing} documents were deleted meanwhile and are not in it.` : ''} It holds personal data and the installation's secret: keep it where nobody else reads it.`)
  } catch (error) {
    await rm(draft, { force: true })
    throw error
  }
}

/** `parvis restore FILE`: into an empty database, or an empty data folder. */
export async function restore(settings: Settings, env: Env, args: readonly string[]): Promise<void> {
  const [file] = args
  if (!file) throw new Error('parvis restore FILE, into the empty database of DATABASE_URL or the empty folder of PARVIS_DATA')
  if (!(await exists(file))) throw new Error(`There is no file ${file}.`)
  const url = settings.databaseUrl
  const stores = chooseDocuments(settings)
  const documents: FileTarget = {
    has: (authority, hash) => stores.of(authority).has(hash),
    put: async (authority, bytes) => (await stores.of(authority).put(bytes)).hash,
    delete: (authority, hash) => stores.of(authority).delete(hash),
  }
  const restored = url ? await restoreDatabase(url, createReadStream(file), documents) : await alone(settings, own => restoreDatabase(own, createReadStream(file), documents))
  say(`Restored: ${restored.rows} rows of ${restored.tables} tables and ${restored.files} documents, as they were on ${restored.made}.`)
  if (env.PARVIS_SECRET === restored.secret) return
  if (!url && !env.PARVIS_SECRET) return keepSecret(join(settings.dataDir, 'secret'), restored.secret)
  await keepSecret(`${file}.secret`, restored.secret)
  say(`Before you start Parvis, set PARVIS_SECRET to what stands in ${file}.secret, then delete that file: with another secret, the codes and links that were given out open nothing.`)
}

/** `parvis adopt [WHY]`: for a database that was moved or copied by other means than backup and restore. */
export async function adopt(settings: Settings, _env: Env, args: readonly string[]): Promise<void> {
  const epoch = await withDatabase(settings, url => adoptDatabase(url, args.join(' ') || 'adopted'))
  say(`The database is adopted: epoch ${epoch} began.`)
}

/** The database of DATABASE_URL, or the embedded one: started for this, or where a running Parvis has it, beside that one. */
async function withDatabase<T>(settings: Settings, work: (url: string) => Promise<T>): Promise<T> {
  if (settings.databaseUrl) return work(settings.databaseUrl)
  try {
    return await alone(settings, work)
  } catch (error) {
    if (!(error instanceof DataFolderHeld)) throw error
    return work(await keptUrl(settings.dataDir))
  }
}

async function alone<T>(settings: Settings, work: (url: string) => Promise<T>): Promise<T> {
  const embedded = await startEmbedded({ dataDir: settings.dataDir, log: () => undefined })
  try {
    return await work(embedded.url)
  } finally {
    await embedded.stop()
  }
}

async function keepSecret(file: string, secret: string): Promise<void> {
  await mkdir(join(file, '..'), { recursive: true })
  // Removed first: `mode` counts only for a file that is made.
  await rm(file, { force: true })
  await writeFile(file, secret, { mode: 0o600, flag: 'wx' })
}

const exists = (path: string): Promise<boolean> => stat(path).then(() => true, () => false)
const say = (sentence: string): void => void process.stdout.write(`${sentence}\n`)
