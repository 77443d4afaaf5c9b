import pg from 'pg'
import { expect, test } from 'vitest'
import { freshDatabase } from './database.ts'

test('a fresh database is migrated, belongs to one test only, and goes away', async () => {
  const [one, other] = await Promise.all([freshDatabase(), freshDatabase()])
  const run = async (url: string, text: string): Promise<unknown[]> => {
    const client = new pg.Client({ connectionString: url })
    await client.connect()
    try {
      return (await client.query(text)).rows
    } finally {
      await client.end()
    }
  }
  await run(one.url, 'create table only_here (n int)')
  expect(await run(other.url, "select to_regclass('only_here') as found")).toEqual([{ found: null }])
  expect(await run(other.url, 'select count(*) > 0 as migrated from parvis.migrations')).toEqual([{ migrated: true }])

  await one.drop()
  await other.drop()
  await expect(run(one.url, 'select 1')).rejects.toMatchObject({ code: '3D000' })
})
