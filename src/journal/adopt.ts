import pg from 'pg'

/**
 * Begins a new epoch, for a database that was moved or copied by other means than `restore` (pg_dump, a disk's snapshot on
 * another cluster): there, transaction ids start again, and without a new epoch the readers of the journal would wait for
 * rows that they have read already and miss new ones. On a database that was not moved it does no harm.
 * @returns the epoch's number
 */
export async function adopt(url: string, why: string): Promise<number> {
  const client = new pg.Client({ connectionString: url, application_name: 'parvis adopt' })
  client.on('error', () => {})
  await client.connect()
  try {
    await client.query('begin')
    const epoch = await beginEpoch(client, why)
    await client.query('commit')
    return epoch
  } finally {
    await client.end()
  }
}

/** In the caller's transaction. Every append under way has read the old epoch and is waited for: rows of an older epoch must be complete. */
export async function beginEpoch(client: pg.Client, why: string): Promise<number> {
  await client.query('set local role parvis_owner')
  await client.query('lock table parvis.epochs in access exclusive mode')
  const { rows } = await client.query<{ epoch: number }>('insert into parvis.epochs (epoch, why) select max(epoch) + 1, $1 from parvis.epochs returning epoch', [why])
  return rows[0]!.epoch
}
