import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { freshDatabase, type FreshDatabase } from '../support/database.ts'
import { house, withTree } from './planted.ts'
import { bindTables, commonTables, readTables, type Table } from './tables.ts'
import { show } from './tree.ts'

let database: FreshDatabase
let client: pg.Client
let tables: Table[]

beforeAll(async () => {
  database = await freshDatabase()
  client = new pg.Client({ connectionString: database.url, options: '-c search_path=parvis' })
  await client.connect()
  tables = await readTables(client)
})

afterAll(async () => {
  await client.end()
  await database.drop()
})

describe('tables', () => {
  test('each is bound to its authority, or is on the closed list', () => {
    expect(tables.length).toBeGreaterThan(Object.keys(commonTables).length)
    expect(bindTables(tables, house).map(show)).toEqual([])
  })

  test('planted tables without walls are found', async () => {
    const planted = `create table open_a (authority int, id int, primary key (id));
      create table open_b (authority int, id int unique, primary key (authority, id)); call protect('open_b');
      create table open_c (authority int primary key, id int references open_b (id)); call protect('open_c'); alter table open_c no force row level security;
      create table open_d (authority int primary key); alter table open_d enable row level security; alter table open_d force row level security; create policy all_in on open_d using (true);`
    const found = await inTransaction(async () => {
      await client.query(planted)
      return bindTables((await readTables(client)).filter(t => t.name.includes('open_') || t.name in commonTables), house)
    })
    expect(found.map(v => v.what)).toEqual([
      'parvis.open_a: authority is not the first column of the primary key.',
      'parvis.open_a: row security is not enabled.',
      'parvis.open_a: row security does not bind its owner (force).',
      'parvis.open_a: it has no policy.',
      'parvis.open_b: a unique index does not begin with authority: authorities could see each other’s values by colliding.',
      'parvis.open_c: a foreign key leaves authority out: it could point to another authority’s row.',
      'parvis.open_c: row security does not bind its owner (force).',
      'parvis.open_d: a policy does not compare authority with app.authority.',
    ])
  })

  test('a fault names the migration and its line; a name on the closed list without a table is a fault', () => {
    const open: Table = { name: 'parvis.open', owner: '', enabled: true, forced: true, policies: [], key: ['authority'], uniques: [], foreign: [] }
    const files = { 'migrations/0001-a.sql': 'create table a ();\ncreate table open (\n);' }
    const found = withTree(files, tree => bindTables([open], tree))
    expect(found.at(-1)).toMatchObject({ file: 'migrations/0001-a.sql', line: 2, what: 'parvis.open: it has no policy.' })
    expect(found).toHaveLength(Object.keys(commonTables).length + 1)
  })

  test('no working role passes row security by', async () => {
    const { rows } = await client.query("select rolname from pg_roles where rolname ~ '^parvis_' and (rolbypassrls or rolsuper)")
    expect(rows).toEqual([])
    expect(new Set(tables.map(table => table.owner))).toEqual(new Set(['parvis_owner']))
  })

  test('every view asks with the rights of whoever reads it', async () => {
    const unsafe = () => client.query(`select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where n.nspname = 'parvis' and (c.relkind = 'm' or (c.relkind = 'v' and not coalesce('security_invoker=true' = any(c.reloptions), false)))`).then(r => r.rows)
    expect(await unsafe()).toEqual([])
    expect(await inTransaction(async () => {
      await client.query('create view leak as select * from streams')
      return unsafe()
    })).toEqual([{ relname: 'leak' }])
  })
})

describe('between authorities', () => {
  test('the probe itself finds a table that is open', async () => {
    await inTransaction(async () => {
      await client.query('create table open (authority int, id text, primary key (authority, id))')
      expect(await probe('parvis.open')).toEqual({ own: 1, others: 1, nobody: 2, insert: 1, move: 1, removed: 2 })
    })
  })

  test('no table shows, takes or gives a row across the wall', async () => {
    let probed = 0
    for (const { name } of tables.filter(table => !(table.name in commonTables))) {
      const found = await inTransaction(() => probe(name))
      expect({ name, ...found }).toEqual({ name, own: 1, others: 0, nobody: 0, insert: '42501', move: '42501', removed: 0 })
      probed++
    }
    expect(probed).toBeGreaterThan(0)
  })
})

/**
 * With a row of authority 1 and one of authority 2 in a table, what parvis_app, bound to 1, can do: count its own and the
 * others' rows, count without an authority, insert a row for 2, move its own row away, remove those of 2.
 */
async function probe(name: string) {
  await client.query('reset role')
  await loosen(name)
  await insertRow(name, 1)
  await insertRow(name, 2)
  await client.query('set local role parvis_app')
  await bind('')
  const nobody = await attempt(() => client.query(`select from ${name}`))
  await bind('1')
  const own = await attempt(() => client.query(`select from ${name} where authority = 1`))
  const others = await attempt(() => client.query(`select from ${name} where authority = 2`))
  const insert = await attempt(() => insertRow(name, 2, 'again'))
  const move = await attempt(() => client.query(`update ${name} set authority = 3 where authority = 1`))
  const removed = await attempt(() => client.query(`delete from ${name} where authority = 2`))
  return { own, others, nobody, insert, move, removed }
}

const bind = (authority: string) => client.query("select set_config('app.authority', $1, true)", [authority])

/**
 * Opens every other wall, so that row security alone is tested: rights are granted; checks and references, which would
 * refuse made-up values, are dropped.
 */
async function loosen(name: string): Promise<void> {
  await client.query(`grant all on ${name} to parvis_app`)
  const { rows } = await client.query(`select conname from pg_constraint where conrelid = $1::regclass and contype in ('c', 'f')`, [name])
  for (const { conname } of rows) await client.query(`alter table ${name} drop constraint ${pg.escapeIdentifier(conname)} cascade`)
}

/** A row of made-up values: every column that has no default, filled by its type. */
async function insertRow(name: string, authority: number, mark = ''): Promise<pg.QueryResult> {
  const { rows } = await client.query<{ column: string; type: string }>(`
    select quote_ident(attname) as column, format_type(atttypid, null) as type from pg_attribute
    where attrelid = $1::regclass and attnum > 0 and not attisdropped and not atthasdef and attidentity = '' and attname <> 'authority'`, [name])
  const values = rows.map(({ type }) => valueOf(type, `${authority}${mark}`))
  return client.query(`insert into ${name} (${['authority', ...rows.map(r => r.column)].join()}) values (${[authority, ...values].join()})`)
}

function valueOf(type: string, mark: string): string {
  if (type.endsWith('[]')) return `'{}'::${type}`
  if (type === 'uuid') return 'gen_random_uuid()'
  if (type === 'bytea') return `convert_to('${mark}', 'UTF8')`
  if (/json/.test(type)) return `'{}'::${type}`
  if (/^(timestamp|date)/.test(type)) return `now()::${type}`
  if (type === 'boolean') return 'true'
  if (/int|numeric|double|real|xid/.test(type)) return `'${mark.length}${Number.parseInt(mark, 10)}'::${type}`
  if (type === 'text' || /^character/.test(type)) return `'${mark}'`
  if (type === 'tsvector') return "''::tsvector"
  throw new Error(`The probe has no value for the type ${type}: add one.`)
}

/** How many rows a statement met, or the code with which the database refused it; the transaction goes on. */
async function attempt(act: () => Promise<pg.QueryResult>): Promise<number | string> {
  await client.query('savepoint attempt')
  try {
    const result = await act()
    await client.query('release savepoint attempt')
    return result.rowCount!
  } catch (error) {
    await client.query('rollback to savepoint attempt')
    if (!(error instanceof pg.DatabaseError)) throw error
    return error.code!
  }
}

async function inTransaction<T>(work: () => Promise<T>): Promise<T> {
  await client.query('begin')
  try {
    return await work()
  } finally {
    await client.query('rollback')
  }
}
