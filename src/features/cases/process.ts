import { unpackState, type StoredState } from '../../engines/bpmn/pack-state.ts'
import type { CaseFile, CaseStatus, ShownStatus } from '../../vocabulary/cases.ts'
import { refuse, type Refusal } from '../../base/result.ts'
import type { Uuid } from '../../base/ids.ts'
import { instantOf } from '../../engines/bpmn/listen.ts'
import type { Instant } from '../../journal/kernel.ts'
import type { CaseState } from './state.ts'

/* Where a case stands, from what happened to it; the steps on the way are its process's. */

/** Where a case stands, in one word. */
export function statusOf(s: CaseState): CaseStatus {
  if (s.withdrawn) return 'withdrawn'
  if (s.lapsed) return 'lapsed'
  if (s.tacit?.outcome === 'accepted') return 'accepted'
  if (s.decision) return s.decision.sent ? s.decision.outcome : 'deciding'
  if (s.waiting) return 'waiting'
  // The law has refused; the authority may still answer.
  if (s.tacit) return 'refused'
  return s.agent || s.complete ? 'examined' : 'received'
}

/** The same for the applicant. */
function shownStatusOf(s: CaseState): ShownStatus {
  const status = statusOf(s)
  return status === 'deciding' ? (s.waiting ? 'waiting' : s.tacit ? 'refused' : 'examined') : status
}

/** Whose turn it is: the team's, the applicant's, or nobody's because the case is closed. */
export function turnOf(s: CaseState): 'team' | 'applicant' | 'nobody' {
  const status = statusOf(s)
  if (status === 'waiting') return 'applicant'
  return status === 'received' || status === 'examined' || status === 'deciding' || (status === 'refused' && !s.decision) ? 'team' : 'nobody'
}

/**
 * Whether a decision may be made now: where the process has come to it, or to the check before it. One that has ended or failed without
 * a decision must not keep an applicant from their answer; nor one of before cases had any.
 */
export function mayBeDecided({ process }: CaseState): boolean {
  return process === null || process.open.some(step => step.act === 'decide' || step.then === 'decide') || hasStopped(process.state)
}

function hasStopped(stored: StoredState): boolean {
  const { tokens, failed } = unpackState(stored)
  return tokens.length === 0 || failed !== undefined
}

/** Refuses what a closed case cannot have done to it any more. */
export function refusedWhereClosed(s: CaseState): Refusal | undefined {
  if (!s.filed) return refuse('NotFound')
  const closed = s.withdrawn || s.lapsed || s.decision?.sent || s.tacit?.outcome === 'accepted'
  return closed ? refuse('CaseAlreadyClosed', { detail: { status: statusOf(s) } }) : undefined
}

/** The same, and no decision is waiting to leave: the second decider is told who the first was. */
export const refusedWhereDecided = (s: CaseState): Refusal | undefined =>
  refusedWhereClosed(s) ?? (s.decision ? refuse('AlreadyDecided', { detail: { outcome: s.decision.outcome, by: s.decision.by } }) : undefined)

/** When a process goes on that waits for a day and for nobody: a commission meets, say. */
function restsUntil({ process, waiting }: CaseState): Instant | null {
  if (process === null || process.open.length > 0 || waiting) return null
  const due = unpackState(process.state).tokens.flatMap(token => Object.values(token.due ?? {}).map(instantOf))
  return due.length > 0 ? Math.min(...due) : null
}

/** A case as other rooms see it. */
export const caseFile = (id: Uuid, version: number, s: CaseState): CaseFile => ({
  id, version, number: s.number, service: s.service, packageVersion: s.packageVersion, processVersion: s.processVersion, language: s.language, ...(s.easy && { easy: s.easy }), team: s.team, filed: s.filed!, due: s.due,
  status: statusOf(s), shownStatus: shownStatusOf(s), asked: s.waiting !== null, askedUntil: s.asked?.by ?? null, silence: s.silence, tacit: s.tacit, lapsed: s.lapsed, about: s.about, appeals: s.appeals, holders: s.holders, contact: s.contact, contactConfirmed: s.contactConfirmed, codeHash: s.codeHash, subject: s.subject,
  answers: s.answers, agent: s.agent, open: s.process?.open ?? [], rounds: s.process?.rounds ?? [], ahead: s.process?.ahead ?? null, rests: restsUntil(s), decidable: mayBeDecided(s), reached: s.reached, done: s.done, trail: s.trail, worked: s.worked, messages: s.messages, decision: s.decision, history: s.history, notices: s.notices,
})
