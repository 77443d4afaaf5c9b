import pg from 'pg'

/**
 * One process at a time keeps views and hears reactions: the one that holds a session lock. When it dies, its connection
 * ends, the lock is free, and the next process to ask has it.
 */
export function leadership(url: string) {
  let client: pg.Client | undefined
  let leads = false

  async function connect(): Promise<pg.Client> {
    const fresh = new pg.Client({ connectionString: url, application_name: 'parvis leader', keepAlive: true })
    const lost = () => {
      if (client !== fresh) return
      client = undefined
      leads = false
    }
    fresh.on('error', lost)
    fresh.on('end', lost)
    await fresh.connect()
    return (client = fresh)
  }

  return {
    /** Whether this process leads now; asks for the lock when it does not. */
    async held(): Promise<boolean> {
      if (leads) return true
      const c = client ?? (await connect())
      const { rows } = await c.query<{ got: boolean }>("select pg_try_advisory_lock(hashtext('parvis leader')) as got")
      return (leads = rows[0]!.got)
    },
    async close(): Promise<void> {
      const c = client
      client = undefined
      leads = false
      await c?.end().catch(() => {})
    },
  }
}
