import { afterAll, beforeAll, expect, test } from 'vitest'
import { startServer, type Server } from '../support/server.ts'
import { openDatabase } from './server-database.ts'

/* What somebody finds after the very first start: five authorities that are alive. */

let server: Server
beforeAll(async () => { server = await startServer({ env: { PARVIS_EXAMPLE_REQUESTS: '40' } }) })
afterAll(() => server.stop())

test('each of the five authorities has forty requests at every step, some late, and no mail has left', async () => {
  const admin = await openDatabase(server.dataDir)
  try {
    const { rows } = await admin.query<{ slug: string; all: string; appeals: string; statuses: string[]; late: string; services: string; future: string }>(`
      select a.slug, count(*) filter (where s.state ->> 'about' is null) as all, count(*) filter (where s.state ->> 'about' is not null) as appeals, array_agg(distinct l.status) as statuses, count(*) filter (where l.due < current_date and l.turn = 'team') as late,
        count(distinct l.service) as services, count(*) filter (where l.touched > extract(epoch from now()) * 1000) as future
      from parvis.case_lines l join parvis.authorities a on a.id = l.authority join parvis.streams s on s.authority = l.authority and s.stream = l.stream group by a.slug order by a.slug`)
    expect(rows.map(r => r.slug)).toEqual(['fleury-sur-orne', 'geneve', 'ile-de-france', 'jena', 'london'])
    for (const row of rows) {
      expect(Number(row.all), row.slug).toBe(40)
      // One refusal is contested where the authority takes appeals.
      expect(Number(row.appeals), row.slug).toBeLessThanOrEqual(['fleury-sur-orne', 'jena'].includes(row.slug) ? 1 : 0)
      expect(row.statuses.filter(s => s !== 'deciding' && s !== 'lapsed').sort(), row.slug).toEqual(['accepted', 'examined', 'received', 'refused', 'waiting', 'withdrawn'])
      expect(Number(row.late), row.slug).toBeGreaterThanOrEqual(1)
      expect(Number(row.services), row.slug).toBeGreaterThanOrEqual(3)
      expect(Number(row.future), row.slug).toBe(0)
    }
    // Agents are reminded as soon as the server has run for a minute.
    const { rows: [mails] } = await admin.query<{ count: string }>("select count(*) from parvis.mailings where purpose <> 'work-reminder'")
    expect(Number(mails!.count)).toBe(0)
  } finally {
    await admin.end()
  }
})
