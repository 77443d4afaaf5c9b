import { chmod, mkdtemp, readFile, realpath, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test, vi } from 'vitest'
import { filing, visitor } from '../../test/support/example.ts'
import { newUuid } from '../base/ids.ts'
import { isRefusal } from '../base/result.ts'
import { FileCase } from '../vocabulary/cases.ts'
import { KeepUpload } from '../vocabulary/documents.ts'
import { erase } from './administer.ts'
import { backup, restore } from './backups.ts'
import { chooseDocuments } from './choose-documents.ts'
import { openHouse } from './house.ts'
import { seedExamples } from './seed.ts'
import { readSettings } from './settings.ts'

test('an operator’s backup brings a request’s documents back, and erasing the request erases them', async () => {
  vi.spyOn(process.stdout, 'write').mockReturnValue(true)
  const home = await mkdtemp(join(tmpdir(), 'parvis-documents-'))
  // As root, PostgreSQL runs as somebody else, who must get in.
  await chmod(home, 0o755)
  onTestFinished(async () => {
    vi.restoreAllMocks()
    for (const data of ['one', 'two', 'three']) await realpath(join(home, data, 'postgres')).then(cluster => rm(cluster, { recursive: true }), () => {})
    await rm(home, { recursive: true })
  })
  const at = (data: string) => readSettings({ PARVIS_DATA: join(home, data), PARVIS_LOG: 'silent' })
  const path = join(home, 'letter.txt')
  await writeFile(path, 'Bonjour.')

  const house = await openHouse(at('one'), {}, false)
  let slug: string
  let hash: string
  try {
    await seedExamples(house)
    const [town] = house.authorities.all()
    slug = town!.slug
    const draft = newUuid()
    const holder = newUuid()
    const kept = await house.journal.ask(town!.id)(KeepUpload, { draft, account: holder, types: ['text/plain'], file: { field: '', name: 'letter.txt', bytes: 8, path }, now: Date.now() - 3_600_000 })
    if (isRefusal(kept)) throw new Error(kept.refused)
    hash = kept.file
    const filed = await house.journal.send(town!.id, visitor(holder), FileCase, filing(holder, { draft, packageVersion: 2, number: 'CA-2026-99999', answers: { letter: [kept] } }))
    if (isRefusal(filed)) throw new Error(filed.refused)
    await house.journal.settled(town!.id, filed)
    await backup(at('one'), {}, [join(home, 'whole.backup')])
    await backup(at('one'), {}, [join(home, 'rows.backup'), '--without-documents'])
  } finally {
    await house.close()
  }

  await restore(at('two'), {}, [join(home, 'whole.backup')])
  expect(await readFile(join(home, 'two', 'documents', '1', hash.slice(0, 2), hash.slice(2, 4), hash), 'utf8')).toBe('Bonjour.')
  await restore(at('three'), {}, [join(home, 'rows.backup')])
  expect(await chooseDocuments(at('three')).of(1).has(hash)).toBe(false)
  await erase(at('two'), {}, [slug, 'CA-2026-99999'])
  expect(await chooseDocuments(at('two')).of(1).has(hash)).toBe(false)
}, 120_000)
