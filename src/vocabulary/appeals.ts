import type { Authority } from '../base/authority.ts'
import { calendarOf } from '../base/calendar.ts'
import { isUuid, type Uuid } from '../base/ids.ts'
import { termEnd } from '../base/term.ts'
import { addDays, dayOf, type Day } from '../base/time.ts'
import { call, event, type Ask } from '../journal/kernel.ts'
import { GetCase, type CaseFile } from './cases.ts'
import { fields } from './input.ts'
import { GetService, type Appeal, type PublishedService } from './services.ts'

/* An appeal is a case of its own, about a case that was refused. The two know each other by their ids; what comes of one is read in its own file. */

const appeal = '019a0000-0000-7000-8000-00000000000c'

/** An appeal against this case's refusal was filed. */
export const AppealFiled = event<'AppealFiled', { case: Uuid; number: string }, Record<string, never>>('AppealFiled', { facts: { case: appeal, number: 'RG-2026-00001' }, personal: {} })

/** Tells a refused case that an appeal against it was filed. */
export const NoteAppeal = call<{ case: Uuid; appeal: Uuid; number: string }>('NoteAppeal', fields({ case: isUuid, appeal: isUuid, number: (v: unknown): v is string => typeof v === 'string' }))

/**
 * The appeals that were filed with a service against a case: `stands`, the one that another may not stand beside, and `last`, the one
 * after which another may be filed (it was withdrawn, or lapsed), or the case itself. As the journal has it, not as a list may.
 */
export type FiledAppeals = { readonly stands: CaseFile | null; readonly last: Uuid }
export const FindAppeals = call<{ case: Uuid; service: string }, FiledAppeals>('FindAppeals', fields({ case: isUuid, service: (v: unknown): v is string => typeof v === 'string' }))

/** The key that only one appeal can hold: about a case, or after an appeal that ended without an answer. */
export const appealClaim = (after: Uuid, service: string): string => `appeal/${after}/${service}`

/** The day from which the time to appeal runs: the refusal was sent, or the law refused; `null` of a case that was not refused. */
export function refusedOn({ status, decision, tacit }: Pick<CaseFile, 'status' | 'decision' | 'tacit'>, { zone }: Pick<Authority, 'zone'>): Day | null {
  if (decision?.sent && decision.outcome === 'refused') return dayOf(decision.sent, zone)
  // A decision that is about to leave has not happened yet: the law's still stands.
  return tacit?.outcome === 'refused' && !decision?.sent && status !== 'withdrawn' && status !== 'lapsed' ? addDays(tacit.last, 1) : null
}

/** The last day for an appeal against a refusal of that day. */
export const lastDayFor = (appeal: Appeal, refused: Day, authority: Authority): Day => termEnd(refused, appeal.term, calendarOf(authority))

/** A case linked to another, with the words of its service. */
export type LinkedCase = { readonly file: CaseFile; readonly service: PublishedService }

export type Linked = { readonly about: LinkedCase | null; readonly appeals: readonly LinkedCase[] }

/** The decision that a case appeals against, and the appeals against the case: each where both are there, whoever asks. Nothing is read for a case without any. */
export async function linkedCases(ask: Ask, { about, appeals }: Pick<CaseFile, 'about' | 'appeals'>): Promise<Linked> {
  const read = async (id: Uuid): Promise<LinkedCase | null> => {
    const file = await ask(GetCase, { case: id })
    const service = file && (await ask(GetService, { service: file.service, version: file.packageVersion }))
    return file && service ? { file, service } : null
  }
  const [first, ...others] = await Promise.all([about === null ? null : read(about), ...appeals.map(one => read(one.case))])
  return { about: first ?? null, appeals: others.filter(one => one !== null) }
}

/** When the authority, or the law in its place, answered a case; `null` while nobody has. */
export const answeredAt = ({ decision, tacit }: CaseFile): number | null => decision?.sent ?? tacit?.at ?? null

/** What came of an appeal, for people: a decision that has not left yet has not happened. */
export const cameOf = ({ shownStatus }: CaseFile): 'open' | 'accepted' | 'refused' | 'withdrawn' | 'lapsed' =>
  (shownStatus === 'received' || shownStatus === 'examined' || shownStatus === 'waiting' ? 'open' : shownStatus)
