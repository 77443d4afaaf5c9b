import { expect, test } from 'vitest'
import { freshHome } from '../../../test/support/fresh-home.ts'
import { openHouse } from '../house.ts'
import { seedExamples } from '../seed.ts'
import { readSettings } from '../settings.ts'

type Standing = { readonly service: string; readonly open: readonly string[]; readonly waits: boolean; readonly late: boolean }

test('forty examples of each authority live in its processes: none hangs, no alarm was missed, and each own process is seen on its way', { timeout: 120_000 }, async () => {
  const home = await freshHome()
  const house = await openHouse(readSettings({ PARVIS_DATA: home, PARVIS_LOG: 'silent' }), {}, false)
  try {
    const now = Date.now()
    await seedExamples(house, 40)
    const { tail } = house.journal.pools
    const { rows: open } = await tail.query<Standing>(`select state->>'service' as service, array(select o->>'step' from jsonb_array_elements(state->'process'->'open') o) as open,
      exists (select from timers t where t.authority = s.authority and t.stream = s.stream) or state->>'waiting' is not null as waits, (state->>'due') < current_date::text as late
      from streams s where kind = 'case' and state->>'withdrawn' is null and state->>'lapsed' is null and state->'tacit'->>'outcome' is distinct from 'accepted' and state->'decision' = 'null'`)
    expect(open.length).toBeGreaterThan(100)
    expect(open.filter(one => one.open.length === 0 && !one.waits)).toEqual([])
    expect(open.filter(one => one.late).length).toBeGreaterThan(10)
    expect((await tail.query('select from timers where due <= $1', [now])).rowCount).toBe(0)
    const own = ['subvention-association', 'teletravail', 'cantine-periscolaire', 'street-busking', 'panne-numerique-lycee', 'appui-petite-collectivite', 'baumfaellung']
    for (const service of own) {
      const seen = new Set(open.filter(one => one.service === service).flatMap(one => (one.open.length > 0 ? one.open : ['waits'])))
      expect([service, [...seen].filter(step => step !== 'check').length > 0]).toEqual([service, true])
    }
    // Time has acted, too: silence that decided, questions without an answer, reminders.
    const told = await tail.query<{ type: string }>(`select distinct type from journal where type in ('SilenceDecided', 'AskedInVain', 'CaseLapsed', 'ApplicantReminded')`)
    expect(told.rows.map(row => row.type).sort()).toEqual(['ApplicantReminded', 'AskedInVain', 'CaseLapsed', 'SilenceDecided'])
    // A refusal was contested where an authority takes appeals and one is recent enough, and both requests know it.
    const appeals = await tail.query(`select from streams a join streams f on f.authority = a.authority and f.stream = (a.state->>'about')::uuid
      where a.state->>'about' is not null and f.state->'appeals'->0->>'case' = a.stream::text and f.state->>'number' <> a.state->>'number'`)
    expect(appeals.rowCount).toBeGreaterThan(0)
    const failed = await tail.query(`select from streams where kind = 'case' and jsonb_array_length(state->'process'->'state') > 2`)
    expect(failed.rowCount).toBe(0)
  } finally {
    await house.close()
  }
})
