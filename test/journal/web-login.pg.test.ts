import { afterAll, beforeAll, expect, test } from 'vitest'
import pg from 'pg'
import { freshDatabase, type FreshDatabase } from '../support/database.ts'
import { openPool } from '../../src/journal/database.ts'
import { webLogin } from '../../src/journal/web-login.ts'

let database: FreshDatabase
let pool: pg.Pool
beforeAll(async () => {
  database = await freshDatabase()
  await webLogin(database.url, 'a secret')
  pool = openPool(await webLogin(database.url, 'a secret'), 'parvis_app', 1)
})
afterAll(async () => {
  await pool.end()
  await database.drop()
})

test('pages work as parvis_app, and what they may fall back to may nothing', async () => {
  // One connection throughout: the pool would replace one whose query failed.
  const client = await pool.connect()
  expect((await client.query('select current_user as role')).rows).toEqual([{ role: 'parvis_app' }])
  await client.query('select id from authorities')
  await client.query('set role none')
  expect((await client.query('select current_user as role')).rows).toEqual([{ role: 'parvis_web' }])
  for (const statement of ['select id from parvis.authorities', 'select 1 from parvis.journal', 'set role parvis_tail', 'set role parvis_owner', 'set role postgres', "copy (select 1) to program 'true'"])
    await expect(client.query(statement), statement).rejects.toMatchObject({ code: '42501' })
  client.release()
})

test('another secret is another password', async () => {
  const url = new URL(await webLogin(database.url, 'a secret'))
  url.password = 'wrong'
  const client = new pg.Client({ connectionString: url.href })
  await expect(client.connect()).rejects.toMatchObject({ code: '28P01' })
})
