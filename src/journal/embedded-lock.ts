import { execFileSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { link, readFile, rename, rm, writeFile } from 'node:fs/promises'

/** Thrown where another living process holds the data folder. The message is for people. */
export class DataFolderHeld extends Error {
  constructor(file: string, readonly pid: number) {
    super(`Another Parvis (process ${pid}) already uses this data folder (${file}). Nothing was changed. Stop it first, or choose another folder with PARVIS_DATA.`)
  }
}

/**
 * Takes the lock file of a data folder for this process, or throws `DataFolderHeld`.
 * A holder counts as living when its pid runs and started when the file says; a lock left behind by `kill -9` is taken over.
 * Returns the release.
 */
export async function holdLock(file: string): Promise<() => Promise<void>> {
  const own = `${process.pid} ${processStart(process.pid)}\n`
  const draft = `${file}.${randomUUID()}`
  for (let attempt = 0; attempt < 10; attempt++) {
    // A hard link appears with its content or not at all, and fails where the name is taken.
    await writeFile(draft, own)
    const taken = await link(draft, file).then(() => true, (e: NodeJS.ErrnoException) => {
      if (e.code !== 'EEXIST') throw e
      return false
    }).finally(() => rm(draft, { force: true }))
    if (taken) return async () => { if (await text(file) === own) await rm(file, { force: true }) }

    const found = await text(file)
    const holder = livingHolder(found)
    if (holder !== null) throw new DataFolderHeld(file, holder)
    await removeStale(file, found)
  }
  throw new Error(`The lock ${file} could not be taken. Nothing was changed. Try again.`)
}

/**
 * Whether a process runs under this pid; one of another user counts.
 * A killed process that nobody has waited for yet (in containers: perhaps never) keeps its pid as a zombie, and does not count.
 */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
  } catch (e) {
    if ((e as NodeJS.ErrnoException).code !== 'EPERM') return false
  }
  return process.platform !== 'linux' || !['Z', 'X', undefined].includes(linuxStat(pid)[0])
}

/** The command line of a running process, `''` where it has ended or cannot be read. */
export function commandLine(pid: number): string {
  try {
    if (process.platform === 'linux') return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ')
    return execFileSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })
  } catch {
    return ''
  }
}

/** When a process started, as text to compare; `''` where the system does not tell. Pids come again, this does not. */
function processStart(pid: number): string {
  try {
    if (process.platform === 'linux') {
      return `${readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()}/${linuxStat(pid)[19]}`
    }
    return execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim()
  } catch {
    return ''
  }
}

/** proc(5), counted after the name in brackets: state first, and as the 20th the start in ticks since this boot. Empty where there is no such process. */
function linuxStat(pid: number): string[] {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)!.split(' ')
  } catch {
    return []
  }
}

function livingHolder(lock: string): number | null {
  const [, pid, start] = /^(\d+) (.*)$/m.exec(lock) ?? []
  return pid !== undefined && isAlive(Number(pid)) && processStart(Number(pid)) === start ? Number(pid) : null
}

/** Of two that find the same stale lock only one renames it; who caught a fresh one instead puts it back. */
async function removeStale(file: string, stale: string): Promise<void> {
  const aside = `${file}.${randomUUID()}`
  const moved = await rename(file, aside).then(() => true, () => false)
  if (!moved) return
  if (await text(aside) !== stale) await link(aside, file).catch(() => undefined)
  await rm(aside, { force: true })
}

const text = (file: string): Promise<string> => readFile(file, 'utf8').catch(() => '')
