import { chmod, mkdtemp, readFile, realpath, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test, vi } from 'vitest'
import { adopt, backup, restore } from './backups.ts'
import { openHouse } from './house.ts'
import { seedExamples } from './seed.ts'
import { readSettings } from './settings.ts'

async function folder(): Promise<string> {
  const made = await mkdtemp(join(tmpdir(), 'parvis-backup-'))
  // As root, PostgreSQL runs as somebody else, who must get in.
  await chmod(made, 0o755)
  onTestFinished(async () => {
    for (const data of ['one', 'two']) await realpath(join(made, data, 'postgres')).then(cluster => rm(cluster, { recursive: true }), () => {})
    await rm(made, { recursive: true })
  })
  return made
}

test('an operator backs up a running Parvis and restores it into an empty folder: the same authorities, and the same secret', async () => {
  vi.spyOn(process.stdout, 'write').mockReturnValue(true)
  onTestFinished(() => { vi.restoreAllMocks() })
  const home = await folder()
  const file = join(home, 'saved.backup')
  const one = readSettings({ PARVIS_DATA: join(home, 'one'), PARVIS_LOG: 'silent' })
  await expect(backup(one, {}, [file])).rejects.toThrow('nothing to back up')

  const house = await openHouse(one, {}, false)
  let slugs: string[]
  try {
    await seedExamples(house)
    slugs = house.authorities.all().map(a => a.slug)
    expect(slugs).toContain('fleury-sur-orne')
    await backup(one, {}, [file])
  } finally {
    await house.close()
  }
  expect((await stat(file)).mode & 0o777).toBe(0o600)

  const two = readSettings({ PARVIS_DATA: join(home, 'two'), PARVIS_LOG: 'silent' })
  const cut = join(home, 'cut.backup')
  await writeFile(cut, (await readFile(file)).subarray(0, 2_000))
  await expect(restore(two, {}, [cut])).rejects.toThrow('Nothing was restored')
  await restore(two, {}, [file])
  expect(await readFile(join(home, 'two', 'secret'), 'utf8')).toBe(await readFile(join(home, 'one', 'secret'), 'utf8'))
  await expect(restore(two, {}, [file])).rejects.toThrow('not empty')
  await adopt(two, {}, ['another', 'disk'])

  const again = await openHouse(two, {}, false)
  try {
    expect(again.authorities.all().map(a => a.slug)).toEqual(slugs)
    expect(await again.journal.replay()).toMatchObject({ mended: 0 })
    expect(await again.journal.pools.app.query('select epoch, why from parvis.epochs order by 1')).toMatchObject({ rows: [{ epoch: 1 }, { epoch: 2 }, { epoch: 3, why: 'another disk' }] })
  } finally {
    await again.close()
  }
}, 120_000)

test('where PARVIS_SECRET is another one, the backup’s secret is put beside the file', async () => {
  vi.spyOn(process.stdout, 'write').mockReturnValue(true)
  onTestFinished(() => { vi.restoreAllMocks() })
  const home = await folder()
  const file = join(home, 'saved.backup')
  const secret = 's'.repeat(40)
  const one = readSettings({ PARVIS_DATA: join(home, 'one'), PARVIS_LOG: 'silent' })
  await (await openHouse(one, { PARVIS_SECRET: secret }, false)).close()
  await backup(one, { PARVIS_SECRET: secret }, [file])
  await restore(readSettings({ PARVIS_DATA: join(home, 'two') }), { PARVIS_SECRET: 'another one, that is at least as long' }, [file])
  expect(await readFile(`${file}.secret`, 'utf8')).toBe(secret)
  expect((await stat(`${file}.secret`)).mode & 0o777).toBe(0o600)
}, 120_000)
