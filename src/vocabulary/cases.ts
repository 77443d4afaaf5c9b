import type { Uuid } from '../base/ids.ts'
import { isUuid } from '../base/ids.ts'
import { isKeptReading, type KeptReading, type Language } from '../base/language.ts'
import { isRefusal, refuse, type Refusal } from '../base/result.ts'
import { isDay, type Day } from '../base/time.ts'
import { call, event, type Instant } from '../journal/kernel.ts'
import type { DoneStep, OpenStep, ProcessMove, Round, HasWorkedOut } from './case-process.ts'
import type { Asked, Silence } from './clocks.ts'
import { fields, optionalText, texts } from './input.ts'

/*
 * Cases: a request of a person to an authority, from its filing to the letter that answers it.
 * Facts hold ids, dates and codes; whatever a person wrote, and who they are, stands in personal.
 */

/** Answers by question id; a repeated group is a list of answers. Written by the forms engine, stored as it is. */
export type Answers = { readonly [question: string]: unknown }

/** `addressKey` is the keyed hash of the e-mail address (`addressKey()` in mail-link.ts): cases are found by it, never linked by it. */
export type Contact = { readonly name: string; readonly email?: string; readonly phone?: string; readonly addressKey?: string }

const a = '019a0000-0000-7000-8000-00000000000a'
const b = '019a0000-0000-7000-8000-00000000000b'

/**
 * A request was sent, read in easy language where it says so (`easy`); `due` is the day by which it is answered at the latest, from the
 * service's own rule; `silence` what the law makes of no answer; `about` the refused case that an appeal is about.
 */
export const CaseFiled = event<'CaseFiled', {
  number: string; service: string; packageVersion: number; language: Language; channel: 'web' | 'api' | 'counter' | 'phone' | 'paper'
  holder: Uuid; team: string; due: Day; silence?: Silence; codeHash: string; process?: ProcessMove; about?: Uuid
}, { answers: Answers; contact: Contact; subject: string; easy?: true }>('CaseFiled', {
  facts: { number: 'CA-2026-00001', service: 'canteen', packageVersion: 1, language: 'fr', channel: 'web', holder: a, team: 'education', due: '2026-12-14', codeHash: 'h' },
  personal: { answers: { days: ['monday'] }, contact: { name: 'A. Example', email: 'a@example.org' }, subject: 'B. Example, CE1' },
})

/** An agent took the case: it now has a face. */
export const CaseTaken = event<'CaseTaken', { agent: Uuid }, { name: string }>('CaseTaken', { facts: { agent: b }, personal: { name: 'K. Example' } })

/** The agent checked that nothing is missing. */
export const CaseFoundComplete = event<'CaseFoundComplete', { agent: Uuid; process?: ProcessMove }, { name: string }>('CaseFoundComplete', { facts: { agent: b }, personal: { name: 'K. Example' } })

/** The agent needs something from the applicant, by a day; until it comes, the case waits for them and its clocks stand still. */
export const InformationAsked = event<'InformationAsked', { agent: Uuid; message: Uuid; asked?: Asked; process?: ProcessMove }, { text: string; name: string }>('InformationAsked', {
  facts: { agent: b, message: a, asked: { by: '2026-12-14', reminds: 1_797_000_000_000, ends: 1_797_300_000_000 } }, personal: { text: 'Which days?', name: 'K. Example' },
})

/** The applicant answered what was asked; the case is with the team again, and its clocks run. */
export const InformationGiven = event<'InformationGiven', { message: Uuid; due?: Day; silence?: Silence; process?: ProcessMove }, { text: string }>('InformationGiven', { facts: { message: a, due: '2026-12-21' }, personal: { text: 'Mondays.' } })

/** Either side wrote to the other without the case waiting for it. */
export const MessageWritten = event<'MessageWritten', { message: Uuid; from: 'applicant' | 'agent'; agent?: Uuid }, { text: string; name?: string }>('MessageWritten', {
  facts: { message: a, from: 'agent', agent: b }, personal: { text: 'Good morning.', name: 'K. Example' },
})

/** A decision was made. It leaves at `leaves` and can be taken back until then. `timer` is its alarm's id. */
export const DecisionMade = event<'DecisionMade', {
  agent: Uuid; outcome: 'accepted' | 'refused'; legalBasis: string; appeal: string; leaves: Instant; timer: string
}, { reasons: string; name: string }>('DecisionMade', {
  facts: { agent: b, outcome: 'refused', legalBasis: 'Rules of the canteen, art. 3', appeal: 'Within two months …', leaves: 1_790_000_000_000, timer: 'decision-1' },
  personal: { reasons: 'No place is free.', name: 'K. Example' },
})

/** The decision was taken back before it left: nobody was told. */
export const DecisionTakenBack = event<'DecisionTakenBack', { agent: Uuid }, Record<string, never>>('DecisionTakenBack', { facts: { agent: b }, personal: {} })

/** The decision left: from now on it binds. */
export const DecisionSent = event<'DecisionSent', { outcome: 'accepted' | 'refused'; process?: ProcessMove }, Record<string, never>>('DecisionSent', { facts: { outcome: 'accepted' }, personal: {} })

/** The applicant withdrew the request. */
export const CaseWithdrawn = event<'CaseWithdrawn', { process?: ProcessMove }, { reason: string }>('CaseWithdrawn', { facts: {}, personal: { reason: 'We move house.' } })

/** A further account may open the case: it showed the case's code (or holds the case's session and confirmed its address). */
export const HolderAdded = event<'HolderAdded', { holder: Uuid; by: 'code' | 'confirmation' }, Record<string, never>>('HolderAdded', { facts: { holder: a, by: 'code' }, personal: {} })

/** The e-mail address given in the request was shown to be the applicant's own. */
export const ContactConfirmed = event<'ContactConfirmed', { account: Uuid }, Record<string, never>>('ContactConfirmed', { facts: { account: a }, personal: {} })

/** The secret code was replaced; the old one opens nothing any more. */
export const CodeReplaced = event<'CodeReplaced', { codeHash: string }, Record<string, never>>('CodeReplaced', { facts: { codeHash: 'h2' }, personal: {} })

/** What became of an e-mail about this case: a step of its own, seen by the applicant and the agent. */
export const NoticeNoted = event<'NoticeNoted', { mailing: Uuid; notice: Notice; result: 'queued' | 'sent' | 'failed' | 'given-up'; why?: string }, Record<string, never>>('NoticeNoted', {
  facts: { mailing: a, notice: 'received', result: 'sent' }, personal: {},
})

/** The occasions on which an applicant is written to. */
export type Notice = 'received' | 'asked' | 'reminded' | 'message' | 'decided' | 'silence' | 'lapsed' | 'withdrawn'

export type FileCaseInput = KeptReading & {
  draft: Uuid; number: string; service: string; packageVersion: number; channel: 'web' | 'api'
  holder: Uuid; team: string; due: Day; codeHash: string; answers: Answers; contact: Contact; subject: string; /** Of an appeal: the refused case, and the appeal before it that ended without an answer. */ about?: Uuid; after?: Uuid
}

export const FileCase = call<FileCaseInput>('FileCase', raw => {
  const input = raw as FileCaseInput
  return isUuid(input.draft) && isUuid(input.holder) && isKeptReading(input) && typeof input.number === 'string' && [input.about, input.after].every(one => one === undefined || isUuid(one)) ? input : refuse('BadInput')
})

/** A text for the other side. `once` is the form's own id. */
export type WrittenInput = { case: Uuid; text: string; once?: Uuid }

export const TakeCase = call<{ case: Uuid }>('TakeCase', fields({ case: isUuid }))
export const ConfirmComplete = call<{ case: Uuid }>('ConfirmComplete', fields({ case: isUuid }))
/** `by`: the last day for it, after today; else the service's own term. */
export type AskInput = WrittenInput & { readonly by?: Day }
export const AskApplicant = call<AskInput>('AskApplicant', raw => {
  const input = written(raw)
  const { by } = raw as { by?: unknown }
  if (by === undefined || by === '' || isRefusal(input)) return input
  return isDay(by) ? { ...input, by } : refuse('Incomplete', { issues: [{ field: 'by', rule: 'date' }] })
})
export const AnswerAsked = call<WrittenInput>('AnswerAsked', written)
export const WriteMessage = call<WrittenInput>('WriteMessage', written)
export const WithdrawCase = call<{ case: Uuid; reason: string }>('WithdrawCase', raw => {
  const reason = optionalText(raw, 'reason', 2_000)
  return isUuid((raw as { case?: unknown }).case) ? { case: (raw as { case: Uuid }).case, reason } : refuse('BadInput')
})

/** A decision as the agent writes it. Reasons, legal basis and means of appeal are required: a decision without them does not hold. */
export type DecideInput = {
  case: Uuid; outcome: 'accepted' | 'refused'; reasons: string; legalBasis: string; appeal: string
  /** How long it can be taken back before it leaves: the authority's setting, filled in by the page. */
  undoSeconds: number; once?: Uuid
}
export const DecideCase = call<DecideInput>('DecideCase', raw => {
  const r = raw as Record<string, unknown>
  if (!isUuid(r.case) || typeof r.undoSeconds !== 'number') return refuse('BadInput')
  const { values, issues } = texts(r, ['reasons', 'legalBasis', 'appeal'], 8_000)
  if (r.outcome !== 'accepted' && r.outcome !== 'refused') issues.unshift({ field: 'outcome', rule: 'required' })
  if (issues.length) return refuse('Incomplete', { issues })
  return { case: r.case, outcome: r.outcome as DecideInput['outcome'], ...values, undoSeconds: Math.min(Math.max(r.undoSeconds, 0), 3_600), ...onceOf(r) }
})
export const TakeDecisionBack = call<{ case: Uuid }>('TakeDecisionBack', fields({ case: isUuid }))
export const SendDecision = call<{ case: Uuid; timer: string }>('SendDecision', fields({ case: isUuid, timer: (v: unknown): v is string => typeof v === 'string' }))
/**
 * Lets a further account open a case. Whoever holds it may add another account (an address was confirmed); anybody else
 * needs the hash of the case's secret code.
 */
export type AddHolderInput = { case: Uuid; holder: Uuid; codeHash?: string }
export const AddHolder = call<AddHolderInput>('AddHolder', raw => {
  const r = raw as AddHolderInput
  return isUuid(r.case) && isUuid(r.holder) ? { case: r.case, holder: r.holder, codeHash: r.codeHash } : refuse('BadInput')
})
/** The address given in the case is the applicant's own: sent by whoever used a link that was mailed to it; `account` holds the case. */
export const ConfirmContact = call<{ case: Uuid; account: Uuid }>('ConfirmContact', fields({ case: isUuid, account: isUuid }))
export const ReplaceCode = call<{ case: Uuid; codeHash: string }>('ReplaceCode', fields({ case: isUuid, codeHash: (v: unknown): v is string => typeof v === 'string' && v.length > 10 }))
export const NoteNotice = call<{ case: Uuid; mailing: Uuid; notice: Notice; result: 'queued' | 'sent' | 'failed' | 'given-up'; why?: string }>('NoteNotice', raw => {
  const r = raw as { case: Uuid; mailing: Uuid; notice: Notice; result: 'queued' | 'sent' | 'failed' | 'given-up'; why?: string }
  return isUuid(r.case) && isUuid(r.mailing) ? r : refuse('BadInput')
})

/** A case as other rooms see it. Who may see what of it is decided by the asking page's permit. */
export type CaseFile = KeptReading & HasWorkedOut & {
  readonly id: Uuid
  readonly version: number
  readonly number: string
  readonly service: string
  readonly packageVersion: number; /** The version whose process it follows (service-of-case.ts). */ readonly processVersion: number
  readonly team: string
  readonly filed: Instant
  readonly due: Day
  readonly status: CaseStatus
  readonly shownStatus: ShownStatus
  /** The applicant was asked something and has not answered; also while a decision waits to leave. */
  readonly asked: boolean
  /** The last day for it. */
  readonly askedUntil: Day | null
  /** What the law makes of no answer, and when. While the applicant is asked it stands still. */
  readonly silence: Silence | null
  /** What it made of it: the last day was over, and nobody had answered. */
  readonly tacit: { readonly outcome: Decision['outcome']; readonly last: Day; readonly at: Instant } | null
  readonly lapsed: Instant | null; /** The refused case that it appeals against. */ readonly about: Uuid | null; readonly appeals: readonly { readonly case: Uuid; readonly number: string }[]
  readonly holders: readonly Uuid[]
  readonly contact: Contact | 'erased'
  readonly contactConfirmed: boolean
  readonly codeHash: string
  readonly subject: string | 'erased'
  readonly answers: Answers | 'erased'
  readonly agent: { readonly id: Uuid; readonly name: string } | null
  /** The steps that people are asked for now. */
  readonly open: readonly OpenStep[]
  /** What its process does for each item of a group, and how far it is; when it goes on, where it waits for a day and for nobody; the milestones still to come, where they are known. */
  readonly rounds: readonly Round[]; readonly rests: Instant | null; readonly ahead: readonly string[] | null
  /** Whether the process has come to the decision. */
  readonly decidable: boolean
  /** When each milestone was reached, and what people did. */
  readonly reached: Readonly<Record<string, Instant>>
  readonly done: readonly DoneStep[]
  /** Elements and flows of its drawing that the case has been through. */
  readonly trail: readonly string[]
  readonly messages: readonly Message[]
  readonly decision: Decision | null
  readonly history: readonly Step[]
  readonly notices: readonly NoticeState[]
}

/** Computed from what happened, never stored by hand. `waiting` is the applicant's turn; `deciding` a decision that has not left yet. */
export type CaseStatus = 'received' | 'examined' | 'waiting' | 'deciding' | 'accepted' | 'refused' | 'withdrawn' | 'lapsed'

/** Whether it has come to an end. After a refusal by silence the authority may still answer. */
export const isClosed = (status: CaseStatus): boolean => status === 'accepted' || status === 'refused' || endedWithout(status)
/** Whether a case ended without an answer: nobody is left to write to, or to decide. */
export const endedWithout = (status: CaseStatus): boolean => status === 'withdrawn' || status === 'lapsed'

/** What the applicant is told, on a page or by a program: a decision that has not left yet has not happened for them. */
export type ShownStatus = Exclude<CaseStatus, 'deciding'>

/** A step of the plain path that the public reads; its words come from the service package. */
export type Milestone = { readonly id: string; readonly state: 'done' | 'now' | 'next' | 'dropped'; readonly at: Instant | null }

export type Message = { readonly id: Uuid; readonly from: 'applicant' | 'agent'; readonly name: string; readonly text: string | 'erased'; readonly at: Instant; readonly asks: boolean }

export type Decision = {
  readonly outcome: 'accepted' | 'refused'; readonly reasons: string | 'erased'; readonly legalBasis: string; readonly appeal: string
  readonly by: string; readonly agent: Uuid; readonly made: Instant; readonly leaves: Instant; readonly sent: Instant | null
}

/** One line of the full history: an event's type, when, by whom (a name, or nobody for the applicant and the system). */
export type Step = { readonly type: string; readonly at: Instant; readonly by: 'applicant' | 'agent' | 'system'; readonly name: string; readonly detail?: string }

export type NoticeState = { readonly mailing: Uuid; readonly notice: Notice; readonly result: 'queued' | 'sent' | 'failed' | 'given-up'; readonly at: Instant; readonly why?: string }

export const GetCase = call<{ case: Uuid }, CaseFile | null>('GetCase', fields({ case: isUuid }))
export const FindCaseByNumber = call<{ number: string }, CaseFile | null>('FindCaseByNumber', fields({ number: (v: unknown): v is string => typeof v === 'string' }))
function written(raw: unknown): WrittenInput | Refusal {
  const r = raw as Record<string, unknown>
  if (!isUuid(r.case)) return refuse('BadInput')
  const { values, issues } = texts(r, ['text'], 8_000)
  return issues.length ? refuse('Incomplete', { issues }) : { case: r.case, text: values.text, ...onceOf(r) }
}

const onceOf = (r: Record<string, unknown>): { once?: Uuid } => (isUuid(r.once) ? { once: r.once } : {})
