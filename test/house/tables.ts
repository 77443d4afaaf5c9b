import type pg from 'pg'
import type { Tree, Violation } from './tree.ts'

/** Tables that belong to no authority, and why. */
export const commonTables: Readonly<Record<string, string>> = {
  'parvis.migrations': 'which migrations ran on this database',
  'parvis.installation': 'one row: when this installation began',
  'parvis.epochs': 'when this database was made, restored or moved',
  'parvis.nodes': 'the database nodes',
  'parvis.authorities': 'the list of the authorities itself: public data',
  'parvis.cursors': 'how far each reader of the whole node has come: no data of anyone',
}

/** What the catalogue says of a table. */
export type Table = {
  readonly name: string
  readonly owner: string
  readonly enabled: boolean
  readonly forced: boolean
  /** Roles and texts of its policies. */
  readonly policies: readonly { readonly name: string; readonly roles: readonly string[]; readonly says: string }[]
  /** Columns of the primary key, of each other unique index, of each foreign key; in their order. */
  readonly key: readonly string[]
  readonly uniques: readonly (readonly string[])[]
  readonly foreign: readonly (readonly string[])[]
}

/** The tables of a database, without PostgreSQL's own and the job queue's, whose rows hold ids only. */
export async function readTables(client: pg.Client): Promise<Table[]> {
  const { rows } = await client.query<Table>(`
    with columns as (
      select i.indexrelid, i.indrelid, i.indisprimary, i.indisunique,
        array(select a.attname::text from unnest(i.indkey::int2[]) with ordinality k(num, n) join pg_attribute a on a.attrelid = i.indrelid and a.attnum = k.num order by k.n) as names
      from pg_index i)
    select n.nspname || '.' || c.relname as name, pg_get_userbyid(c.relowner) as owner, c.relrowsecurity as enabled, c.relforcerowsecurity as forced,
      coalesce((select json_agg(json_build_object('name', p.policyname, 'roles', p.roles, 'says', concat_ws(' ', p.qual, p.with_check)))
        from pg_policies p where p.schemaname = n.nspname and p.tablename = c.relname), '[]') as policies,
      coalesce((select to_json(names) from columns where indrelid = c.oid and indisprimary), '[]') as key,
      coalesce((select json_agg(names) from columns where indrelid = c.oid and indisunique and not indisprimary), '[]') as uniques,
      coalesce((select json_agg(array(select a.attname::text from unnest(f.conkey) with ordinality k(num, n) join pg_attribute a on a.attrelid = f.conrelid and a.attnum = k.num order by k.n))
        from pg_constraint f where f.conrelid = c.oid and f.contype = 'f'), '[]') as foreign
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind in ('r', 'p') and n.nspname !~ '^(pg_|information_schema$|graphile_worker$)'
    order by 1`)
  return rows
}

/** Every table is bound to its authority by the database itself, or stands on the closed list. */
export function bindTables(tables: readonly Table[], tree: Tree): Violation[] {
  const gone = Object.keys(commonTables).filter(name => !tables.some(table => table.name === name))
    .map(name => ({ file: 'test/house/tables.ts', line: 1, what: `${name} is on the closed list, but there is no such table.`, mend: 'Take it off the list.' }))
  const open = tables.filter(table => !(table.name in commonTables)).flatMap(table => faults(table).map(what => ({
    ...placeOf(table, tree), what: `${table.name}: ${what}`, mend: `Begin its key with authority and \`call protect('${table.name.split('.')[1]}')\`, or put it on the closed list with a reason.`,
  })))
  return [...gone, ...open]
}

function faults(table: Table): string[] {
  const rights = table.policies.filter(policy => policy.roles.join() !== 'parvis_tail')
  return [
    table.key[0] === 'authority' ? '' : 'authority is not the first column of the primary key.',
    table.uniques.every(columns => columns[0] === 'authority') ? '' : 'a unique index does not begin with authority: authorities could see each other’s values by colliding.',
    table.foreign.every(columns => columns.includes('authority')) ? '' : 'a foreign key leaves authority out: it could point to another authority’s row.',
    table.enabled ? '' : 'row security is not enabled.',
    table.forced ? '' : 'row security does not bind its owner (force).',
    rights.length > 0 ? '' : 'it has no policy.',
    rights.every(policy => /authority = \(?nullif\(current_setting\('app\.authority'/i.test(policy.says.replaceAll('(NULLIF', 'NULLIF'))) ? '' : 'a policy does not compare authority with app.authority.',
  ].filter(fault => fault !== '')
}

/** Where a table is made; the first migration where that cannot be found. */
function placeOf({ name }: Table, tree: Tree): { file: string; line: number } {
  const created = new RegExp(`create (?:unlogged )?table (?:if not exists )?(?:parvis\\.)?${name.split('.')[1]}\\b`, 'i')
  for (const file of tree.files.filter(one => one.path.startsWith('migrations/'))) {
    const found = created.exec(file.text)
    if (found) return { file: file.path, line: file.lineAt(found.index) }
  }
  return { file: 'migrations', line: 1 }
}
