import { createHmac } from 'node:crypto'
import pg from 'pg'

/**
 * A login that may become parvis_app and nothing else, for the pages of an installation whose PostgreSQL is our own: there the
 * other login is the superuser, and a statement smuggled into a page's connection could `set role none` to become it.
 * Its password follows from the installation's secret, so that nothing more is kept. Returns the address with this login.
 */
export async function webLogin(adminUrl: string, secret: string): Promise<string> {
  const password = createHmac('sha256', secret).update('database login parvis_web').digest('hex')
  const client = new pg.Client({ connectionString: adminUrl })
  await client.connect()
  try {
    await client.query("do $$ begin if not exists (select from pg_roles where rolname = 'parvis_web') then create role parvis_web; end if; end $$")
    // noinherit: the login itself can do nothing; everything it may, it may as parvis_app. (Hexadecimal: nothing to quote.)
    await client.query(`alter role parvis_web login noinherit nosuperuser nocreatedb nocreaterole password '${password}'`)
    await client.query('grant parvis_app to parvis_web')
  } finally {
    await client.end()
  }
  const url = new URL(adminUrl)
  url.username = 'parvis_web'
  url.password = password
  return url.href
}
