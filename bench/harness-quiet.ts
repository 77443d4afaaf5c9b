import { setTimeout as sleep } from 'node:timers/promises'
import type pg from 'pg'

/** Until every event was heard and every mail composed: what is measured next must not pay for what was before. */
export const untilQuiet = (admin: pg.Client): Promise<void> => until(async () => {
  const { rows } = await admin.query(`select (select count(*) from cursors c, journal j where c.reader in ('views', 'reactions') and (j.epoch, j.xid, j.position) > (c.epoch, c.xid, c.position))
    + (select count(*) from graphile_worker._private_jobs where attempts < max_attempts) as left`)
  return Number(rows[0].left) === 0
})

/** Looks every 20 ms; throws after five minutes. */
export async function until(holds: () => Promise<boolean>): Promise<void> {
  for (const began = performance.now(); !(await holds()); await sleep(20))
    if (performance.now() - began > 300_000) throw new Error('Waited five minutes in vain.')
}
