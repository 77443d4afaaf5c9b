import type { Day } from '../../../base/time.ts'
import type { Instant } from '../../../journal/kernel.ts'
import { isClosed, type CaseFile, type Decision, type Message, type ShownStatus, type Step } from '../../../vocabulary/cases.ts'

/** A case as its applicant may see it. */
export type ShownCase = {
  readonly status: ShownStatus
  readonly closed: boolean
  /** The limit has passed without an answer; it stands still while the applicant is asked. */
  readonly late: boolean
  /** Only once it has left. */
  readonly decision: (Decision & { readonly sent: Instant }) | null
  /** What the law made of the authority's silence, where no decision has come since. */
  readonly tacit: CaseFile['tacit']
  /** What the service asks and waits for; empty when it is not the applicant's turn. */
  readonly asked: readonly Message[]
  /** The full history, oldest first. */
  readonly steps: readonly Step[]
}

export function shownCase(file: CaseFile, today: Day): ShownCase {
  const { shownStatus: status } = file
  const closed = isClosed(status)
  const decision = file.decision && file.decision.sent !== null ? { ...file.decision, sent: file.decision.sent } : null
  return { status, closed, late: !closed && !file.asked && today > file.due, decision, tacit: decision === null ? file.tacit : null, asked: status === 'waiting' ? asked(file) : [], steps: steps(file, decision !== null) }
}

/** Every question since the last answer: an agent may ask again before the first is answered. */
function asked(file: CaseFile): readonly Message[] {
  const answered = file.history.findLast(step => step.type === 'InformationGiven')?.at ?? 0
  return file.messages.filter(message => message.asks && message.at >= answered)
}

/** What colleagues do among themselves is theirs. */
const internal = ['DecisionTakenBack', 'StepDone', 'ProcessTimerRang']

/** A decision that was taken back, or may still be, leaves no trace here: only the one that was sent does. */
function steps(file: CaseFile, sent: boolean): readonly Step[] {
  const made = sent ? file.history.findLastIndex(step => step.type === 'DecisionMade') : -1
  return file.history.filter((step, i) => !internal.includes(step.type) && (step.type !== 'DecisionMade' || i === made))
}
