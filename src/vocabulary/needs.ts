import { derivedUuid, isUuid, type Uuid } from '../base/ids.ts'
import { call, event } from '../journal/kernel.ts'
import type { CaseLine } from './case-lists.ts'
import { fields } from './input.ts'

/*
 * "My need is not listed": a need is a request for a service that every authority has, under this id. It is filed, followed,
 * answered and mailed about like any other; what is its own is the theme, by which needs are counted.
 */

/** The id of the service that takes needs; no package of an authority has it. */
export const needService = 'need'

export const needThemes = [
  'housing', 'transport', 'publicSpace', 'environment', 'families', 'school', 'health', 'ageing', 'disability', 'money', 'work', 'business', 'associations', 'culture', 'safety', 'papers', 'digital', 'other',
] as const
export type NeedTheme = (typeof needThemes)[number]

/** An agent said what a need is about; the newest theme holds. */
export const NeedThemed = event<'NeedThemed', { case: Uuid; theme: NeedTheme; agent: Uuid }, Record<string, never>>('NeedThemed', {
  facts: { case: '019a0000-0000-7000-8000-00000000000a', theme: 'transport', agent: '019a0000-0000-7000-8000-00000000000b' }, personal: {},
})

/** The stream beside a need's case. */
export const needStream = (need: Uuid): Uuid => derivedUuid(`need/${need}`)

const isTheme = (v: unknown): v is NeedTheme => needThemes.includes(v as NeedTheme)

export const ThemeNeed = call<{ case: Uuid; theme: NeedTheme }>('ThemeNeed', fields({ case: isUuid, theme: isTheme }))

/** The needs of some teams, newest first; `after` pages on (the last one seen). */
export const FindNeeds = call<{ teams: readonly string[]; after?: Uuid; limit: number }, readonly CaseLine[]>('FindNeeds', raw => raw as { teams: readonly string[]; after?: Uuid; limit: number })
/** How many needs were ever filed, whatever became of them. */
export const CountNeeds = call<Record<string, never>, number>('CountNeeds', () => ({}))
