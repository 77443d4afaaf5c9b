import { chmod, mkdtemp, realpath, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'

/** A data folder for one test, gone with its PostgreSQL's when the test is over. */
export async function freshHome(): Promise<string> {
  const home = await mkdtemp(join(tmpdir(), 'parvis-home-'))
  // As root, PostgreSQL runs as somebody else, who must get in.
  await chmod(home, 0o755)
  onTestFinished(async () => {
    await realpath(join(home, 'postgres')).then(cluster => rm(cluster, { recursive: true }), () => {})
    await rm(home, { recursive: true })
  })
  return home
}
