import type { Currency } from '../base/money.ts'
import { isUuid, type Uuid } from '../base/ids.ts'
import type { Day } from '../base/time.ts'
import { refuse } from '../base/result.ts'
import { call, event, type Instant } from '../journal/kernel.ts'
import type { Silence } from './clocks.ts'
import { fields, optionalText } from './input.ts'

/* The process behind a case, where the version of its service has one of its own: what it made of an event, and what moves it. */

/**
 * What an event made of the case's process, where its version has one of its own. `state` is written by the process engine and stored as
 * it is; `reached` are milestones, `open` the steps that people are asked for now.
 */
export type ProcessMove = { readonly state: unknown; readonly steps: readonly ProcessStep[]; readonly reached: readonly string[]; readonly open: readonly OpenStep[]; readonly rounds?: readonly Round[]; readonly ahead?: readonly string[]; readonly decided?: readonly TableDecision[] }
/** Something that is done for each item of a group, and how many of them are done. */
export type Round = { readonly step: string; readonly milestone?: string; readonly done: number; readonly of: number }
/**
 * What a decision table came to in a business rule task, and by which rules: rows from 1, with their ids where the file gives some.
 * Amounts are whole cents of `currency`. Where it could not decide, `refused` says why. It holds nothing that a person answered.
 */
export type TableDecision = { readonly task: string; readonly decision: string } & (
  | { readonly value: unknown; readonly currency?: Currency; readonly rules: readonly { readonly decision: string; readonly row: number | 'default'; readonly rule?: string }[] }
  | { readonly refused: string; readonly detail?: Readonly<Record<string, unknown>> }
)
/** One thing that happened in a process: an element of its drawing was offered, done, passed, heard, dropped … */
export type ProcessStep = { readonly step: string; readonly at: string; readonly token?: number; readonly flows?: readonly string[]; readonly kind?: string; readonly name?: string }
/**
 * A step that waits for people. `item`: for which item it is done, from 0, and of which `group` of the form. `reads`: the questions whose
 * answers another team reads for it, protected ones among them; without it, all that is not protected. `then`: a check that leads
 * straight to the decision.
 */
export type OpenStep = {
  readonly token: number; readonly step: string; readonly act: 'check' | 'ask' | 'decide' | 'work'; readonly team?: string; readonly reads?: readonly string[]
  readonly milestone?: string; readonly item?: number; readonly group?: string; readonly then?: 'decide'; readonly outcomes: readonly string[]
}

/** The same in a case: when it was worked out, and by the tables of which version of its service. */
export type WorkedOut = TableDecision & { readonly version: number; readonly at: Instant }
/** What decision tables came to in a case's process, in order. */
export type HasWorkedOut = { readonly worked: readonly WorkedOut[] }

/** A step that people did: for which milestone, with which outcome, and their note to colleagues. */
export type DoneStep = { readonly step: string; readonly milestone: string | null; readonly item?: number; readonly group?: string; readonly outcome: string | null; readonly name: string; readonly note: string | 'erased'; readonly at: Instant }

/** A step of the case's process was done by people: an opinion given, a piece of work. `outcome` is one of those that the step offers. */
export const StepDone = event<'StepDone', { agent: Uuid; step: string; token: number; outcome?: string; process: ProcessMove }, { name: string; note: string }>('StepDone', {
  facts: { agent: '019a0000-0000-7000-8000-00000000000b', step: 'roads', token: 3, outcome: 'favourable', process: { state: { next: 5, tokens: [] }, steps: [{ step: 'done', at: 'roads', token: 3 }], reached: [], open: [], decided: [{ task: 'fee', decision: 'fee', value: 4000, currency: 'EUR', rules: [{ decision: 'fee', row: 2, rule: 'one' }] }] } },
  personal: { name: 'K. Example', note: 'The tree stands on the verge.' },
})

/** A timer of the case's process rang. `unanswered`: it was the time that the applicant had for an answer, which is waited for no longer; the clocks run again. */
export const ProcessTimerRang = event<'ProcessTimerRang', { token: number; event: string; process: ProcessMove; unanswered?: true; due?: Day; silence?: Silence }, Record<string, never>>('ProcessTimerRang', {
  facts: { token: 2, event: 'late', process: { state: { next: 5, tokens: [] }, steps: [{ step: 'rang', at: 'late', token: 2 }], reached: [], open: [] } }, personal: {},
})

/** Does a step of the process: who may is the step's team, else the case's. `outcome` where the step offers some. */
export type DoStepInput = { case: Uuid; token: number; outcome?: string; note: string; once?: Uuid }
export const DoStep = call<DoStepInput>('DoStep', raw => {
  const r = raw as Record<string, unknown>
  if (!isUuid(r.case) || !Number.isSafeInteger(r.token)) return refuse('BadInput')
  return { case: r.case, token: r.token as number, ...(typeof r.outcome === 'string' && r.outcome !== '' ? { outcome: r.outcome } : {}), note: optionalText(r, 'note', 8_000), ...(isUuid(r.once) && { once: r.once }) }
})
/** The alarm of a timer in the process of a case. */
export const RingProcess = call<{ case: Uuid; token: number; event: string }>('RingProcess', fields({
  case: isUuid, token: (v: unknown): v is number => Number.isSafeInteger(v), event: (v: unknown): v is string => typeof v === 'string',
}))
/** How often each decision table was used since an instant, in how many cases of which service. */
export const CountTableDecisions = call<{ since: Instant }, readonly { readonly service: string; readonly decision: string; readonly count: number }[]>('CountTableDecisions', fields({ since: (v: unknown): v is number => Number.isSafeInteger(v) }))
