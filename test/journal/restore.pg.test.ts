import { gunzipSync, gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { UnusableBackup } from '../../src/journal/backup-format.ts'
import { restore } from '../../src/journal/restore.ts'
import { dump, exampleDatabase, newDatabase, noFiles, pieces, saved } from './copies.ts'
import type { Observed } from './observe.ts'

describe('a backup that cannot be trusted', () => {
  let file: Buffer
  let text: string
  /** One for all: what is refused leaves it as new. */
  let target: Observed
  let drops: (() => Promise<void>)[]
  beforeAll(async () => {
    drops = []
    const example = await exampleDatabase(drop => drops.unshift(drop))
    file = await saved(example.o.url)
    text = gunzipSync(file).toString()
    target = await newDatabase(undefined, drop => drops.unshift(drop))
  })
  afterAll(async () => { for (const drop of drops) await drop() })

  async function refused(bytes: Buffer): Promise<{ message: string }> {
    const error = await restore(target.url, pieces(bytes), noFiles).then(() => null, (e: Error) => e)
    expect(error).toBeInstanceOf(UnusableBackup)
    expect(error!.message).toMatch('Nothing was restored, and the database is as it was.')
    expect(await target.ask("select to_regnamespace('parvis') as schema")).toEqual([{ schema: null }])
    return { message: error!.message }
  }

  test('because it was cut off is noticed, wherever it was cut', async () => {
    for (const part of [0.02, 0.3, 0.9]) expect((await refused(file.subarray(0, Math.floor(file.length * part)))).message).toMatch(/not a backup|damaged or cut off/)
    expect((await refused(file.subarray(0, file.length - 1))).message).toMatch('cut off')
    // Cut before packing: the packed file itself is whole.
    for (const end of [text.lastIndexOf('\n', text.length - 2) + 1, Math.floor(text.length / 2)]) expect((await refused(gzipSync(text.slice(0, end)))).message).toMatch('cut off')
  })

  test('because it was altered is noticed: a bit, a value, a row, a count', async () => {
    const flipped = Buffer.from(file)
    flipped[Math.floor(file.length / 2)]! ^= 4
    await refused(flipped)
    const altered = (from: RegExp, to: string | ((found: string) => string)): Buffer => {
      const other = text.replace(from, to as string)
      expect(other).not.toBe(text)
      return gzipSync(other)
    }
    await refused(altered(/A\. Example/, 'X. Example'))
    await refused(altered(/\ntown-1|1\ttown-1[^\n]*\n/, ''))
    await refused(altered(/"sha256":"./, found => found.slice(0, -1) + (found.endsWith('0') ? '1' : '0')))
    await refused(altered(/2026-12-14/, 'not a day '))
    await refused(gzipSync(`${text}one more line\n`))
  })

  test('because it is something else, of another format, or of a newer Parvis is refused by name', async () => {
    expect((await refused(Buffer.from('PK something else'))).message).toMatch(/not a backup|damaged/)
    expect((await refused(gzipSync('hello\nworld\n'))).message).toMatch('not a backup of Parvis')
    expect((await refused(gzipSync(text.replace('"format":2', '"format":3')))).message).toMatch('format 3')
    expect((await refused(gzipSync(text.replace('0001-journal.sql', '9001-future.sql')))).message).toMatch('newer Parvis (it has the migration 9001-future.sql)')
    expect((await refused(gzipSync(text.replace(/("name":"0001-journal.sql","hash":")./, '$1x')))).message).toMatch('another text of the migration 0001-journal.sql')
  })

  test('or a database that is not empty: neither is touched', async () => {
    const { o } = await exampleDatabase()
    const before = await dump(o)
    await expect(restore(o.url, pieces(await saved(o.url)), noFiles)).rejects.toThrow('not empty')
    expect(await dump(o)).toEqual(before)
  })
})
