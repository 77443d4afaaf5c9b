import { readdir, rm, stat, statfs } from 'node:fs/promises'
import { join } from 'node:path'

/** How long a file that arrived by half waits for the rest. */
const keptMs = 24 * 3_600_000
/** What stays free on the disk, for PostgreSQL above all. */
const reserve = 512 * 1024 ** 2

/** Whether so many bytes more fit onto the disk of this folder. */
export async function hasRoom(folder: string, bytes = 0): Promise<boolean> {
  const { bavail, bsize } = await statfs(folder)
  return bavail * bsize - bytes > reserve
}

/** Removes what nobody has added to for a day. Run it each minute; nothing depends on when. */
export async function sweepIncoming(folder: string, now: number): Promise<void> {
  for (const name of await readdir(folder).catch(() => [])) {
    const path = join(folder, name)
    const found = await stat(path).catch(() => null)
    if (found?.isFile() && found.mtimeMs < now - keptMs) await rm(path, { force: true })
  }
}
