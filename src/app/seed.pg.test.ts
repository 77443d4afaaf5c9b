import pg from 'pg'
import { expect, test } from 'vitest'
import { freshHome } from '../../test/support/fresh-home.ts'
import { openHouse, type House } from './house.ts'
import { addAuthority, seedExamples } from './seed.ts'
import { readSettings } from './settings.ts'

const events = async (house: House) => (await house.journal.pools.tail.query<{ count: string }>('select count(*) from journal')).rows[0]!.count
const cases = async (house: House) => (await house.journal.pools.tail.query<{ slug: string; count: number }>(
  `select a.slug, count(s.stream)::int as count from authorities a left join streams s on s.authority = a.id and s.kind = 'case' group by a.slug order by a.slug`)).rows

test('the examples are made once; a start that was cut short is finished by the next one, without a request twice', { timeout: 120_000 }, async () => {
  const home = await freshHome()
  const house = await openHouse(readSettings({ PARVIS_DATA: home, PARVIS_LOG: 'silent' }), {}, false)
  try {
    expect(await seedExamples(house, 2)).toBe(true)
    const made = house.authorities.all()
    for (const slug of ['api', 'Notre Ville']) await expect(addAuthority(house.url, slug, made[0]!)).rejects.toThrow(`“${slug}”`)
    await expect(addAuthority(house.url, 'town', { ...made[0]!, region: 'CH-VD' as never })).rejects.toThrow('CH-GE')
    await expect(addAuthority(house.url, 'town', { ...made[0]!, closed: ['2027-05-07', '2027-02-30'] })).rejects.toThrow('"closed[1]" is "2027-02-30"')
    expect(made.map(a => a.slug)).toEqual(['fleury-sur-orne', 'geneve', 'ile-de-france', 'jena', 'london'])
    for (const { madeOf, slug } of made) expect(madeOf, slug).toMatch(/^[0-9a-f]{64}$/)
    const filed = await cases(house)
    expect(filed.map(one => one.count)).toEqual([2, 2, 2, 2, 2])

    const before = await events(house)
    expect(await seedExamples(house, 2)).toBe(false)
    expect(await events(house)).toBe(before)

    // What a start leaves that was killed before an authority's last step.
    await change(house, 'jena', `profile - 'madeOf'`)
    expect(await seedExamples(house, 2)).toBe(false)
    expect(house.authorities.all().find(a => a.slug === 'jena')!.madeOf).toBe(made.find(a => a.slug === 'jena')!.madeOf)
    expect(await cases(house)).toEqual(filed)

    // An installation of an older edition: the team that a service of today names is not there yet.
    await change(house, 'jena', `profile - 'madeOf' || jsonb_build_object('teams', (select jsonb_agg(t) from jsonb_array_elements(profile->'teams') t where t->>'id' <> 'roads'))`)
    await change(house, 'jena', `profile || '{"madeOf": "an older folder"}'`)
    expect(await seedExamples(house, 2)).toBe(false)
    expect(house.authorities.all().find(a => a.slug === 'jena')).toEqual(made.find(a => a.slug === 'jena'))
  } finally {
    await house.close()
  }
})

async function change(house: House, slug: string, profile: string): Promise<void> {
  const admin = new pg.Client({ connectionString: house.url, options: '-c search_path=parvis' })
  await admin.connect()
  await admin.query(`update authorities set profile = ${profile} where slug = $1`, [slug])
  await admin.end()
  await house.authorities.refresh()
}
