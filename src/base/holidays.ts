import { easter } from './easter.ts'
import { addDays, weekday } from './time.ts'
import type { Day } from './time.ts'

export type Country = 'FR' | 'CH' | 'DE' | 'GB'

/** Regions with public holidays of their own, by ISO 3166-2: the canton of Geneva, the Land of Thuringia, England. */
export const regions = ['CH-GE', 'DE-TH', 'GB-ENG'] as const
export type Region = (typeof regions)[number]

/** Whether a region is known here and lies in this country. */
export const isRegionOf = (region: string, country: Country): region is Region =>
  (regions as readonly string[]).includes(region) && region.startsWith(`${country}-`)

/**
 * The public holidays of a year in order, for the law as it stands in 2026:
 * - FR: Code du travail, art. L. 3133-1 (without what only Alsace-Moselle and overseas keep);
 * - CH: Federal Constitution, art. 110 al. 3: one day for all, the cantons name the others.
 *   CH-GE: Loi sur les jours fériés (LJF, rsGE J 1 45), art. 1;
 * - DE: the nine days that the laws of all sixteen Länder name; 3 October by the Einigungsvertrag, art. 2 al. 2.
 *   DE-TH: Thüringer Feier- und Gedenktagsgesetz, § 2 (without Corpus Christi, kept in some communes only);
 * - GB: the days kept in all four parts: Banking and Financial Dealings Act 1971, s. 1 and sch. 1, and those proclaimed under
 *   it, with the common-law holidays Good Friday and Christmas Day.
 *   GB-ENG: Easter Monday and the last Monday in August (sch. 1, par. 1).
 */
export function holidaysOf(year: number, country: Country, region?: Region): readonly Day[] {
  if (region && !isRegionOf(region, country)) throw new RangeError(`${region} is not in ${country}`)
  const days = [...national[country](year), ...(region ? regional[region](year) : [])]
  return [...new Set(days)].sort()
}

const national: Record<Country, (year: number) => readonly Day[]> = {
  FR: (year) => [
    ...on(year, '01-01', '05-01', '05-08', '07-14', '08-15', '11-01', '11-11', '12-25'),
    ...fromEaster(year, easterMonday, ascension, whitMonday),
  ],
  CH: (year) => on(year, '08-01'),
  DE: (year) => [
    ...on(year, '01-01', '05-01', '10-03', '12-25', '12-26'),
    ...fromEaster(year, goodFriday, easterMonday, ascension, whitMonday),
  ],
  GB: (year) => [
    ...on(year, '01-01', '12-25', '12-26'),
    ...fromEaster(year, goodFriday),
    ...substitutes(year),
    ...(proclaimed[year] ?? [monday(`${year}-05-01`), lastMondayOfMay(year)]),
  ],
}

const regional: Record<Region, (year: number) => readonly Day[]> = {
  'CH-GE': (year) => [
    ...on(year, '01-01', '12-25', '12-31'),
    ...fromEaster(year, goodFriday, easterMonday, ascension, whitMonday),
    jeuneGenevois(year),
  ],
  'DE-TH': (year) => on(year, '09-20', '10-31'),
  'GB-ENG': (year) => [...fromEaster(year, easterMonday), addDays(monday(`${year}-09-01`), -7)],
}

const [goodFriday, easterMonday, ascension, whitMonday] = [-2, 1, 39, 50] as const

const on = (year: number, ...dates: readonly string[]): readonly Day[] => dates.map((date) => `${year}-${date}`)

const fromEaster = (year: number, ...days: readonly number[]): readonly Day[] => days.map((n) => addDays(easter(year), n))

/** The first Monday from `day` on. */
const monday = (day: Day): Day => addDays(day, (8 - weekday(day)) % 7)

const lastMondayOfMay = (year: number): Day => addDays(monday(`${year}-06-01`), -7)

/** The Thursday after the first Sunday of September. */
const jeuneGenevois = (year: number): Day => addDays(`${year}-09-01`, 7 - weekday(`${year}-09-01`) + 4)

/** Years since 2020 in which a royal proclamation moved the bank holidays of May, or added some. */
const proclaimed: Readonly<Record<number, readonly Day[]>> = {
  2020: ['2020-05-08', '2020-05-25'],
  2022: ['2022-05-02', '2022-06-02', '2022-06-03', '2022-09-19'],
  2023: ['2023-05-01', '2023-05-08', '2023-05-29'],
}

/** For New Year, Christmas and Boxing Day on a weekend: the next weekday that is not a holiday already. */
function substitutes(year: number): readonly Day[] {
  const taken = on(year, '01-01', '12-25', '12-26')
  const found: Day[] = []
  for (const day of taken) {
    if (weekday(day) < 6) continue
    let next = addDays(day, 1)
    while (weekday(next) > 5 || taken.includes(next) || found.includes(next)) next = addDays(next, 1)
    found.push(next)
  }
  return found
}
