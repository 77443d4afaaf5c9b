import { isUuid, type Uuid } from '../base/ids.ts'
import type { Day } from '../base/time.ts'
import { call, event, type Instant } from '../journal/kernel.ts'
import type { ProcessMove } from './case-process.ts'
import type { Silence } from './clocks.ts'
import { fields } from './input.ts'

/* What time does to a case: the law's silence, and what was asked of the applicant and did not come. */

const message = '019a0000-0000-7000-8000-00000000000a'

/** The applicant was reminded of what they were asked for. */
export const ApplicantReminded = event<'ApplicantReminded', { message: Uuid; by: Day }, Record<string, never>>('ApplicantReminded', { facts: { message, by: '2026-12-14' }, personal: {} })

/** What was asked did not come by its day: the case goes on without it, and its clocks run again. */
export const AskedInVain = event<'AskedInVain', { message: Uuid; by: Day; due: Day; silence?: Silence }, Record<string, never>>('AskedInVain', {
  facts: { message, by: '2026-12-14', due: '2027-01-11' }, personal: {},
})

/** What was asked did not come by its day: the request ended, by the service's rule. */
export const CaseLapsed = event<'CaseLapsed', { message: Uuid; by: Day; process?: ProcessMove }, Record<string, never>>('CaseLapsed', { facts: { message, by: '2026-12-14' }, personal: {} })

/** The law's limit passed without an answer: the law itself decided. */
export const SilenceDecided = event<'SilenceDecided', { means: Silence['means']; last: Day; process?: ProcessMove }, Record<string, never>>('SilenceDecided', {
  facts: { means: 'acceptance', last: '2027-01-23' }, personal: {},
})

const isInstant = (v: unknown): v is Instant => Number.isSafeInteger(v)

/** The alarms of these; one that is no longer in the state is refused. */
export const RemindApplicant = call<{ case: Uuid; message: Uuid }>('RemindApplicant', fields({ case: isUuid, message: isUuid }))
export const EndAsking = call<{ case: Uuid; message: Uuid }>('EndAsking', fields({ case: isUuid, message: isUuid }))
export const DecideBySilence = call<{ case: Uuid; at: Instant }>('DecideBySilence', fields({ case: isUuid, at: isInstant }))
