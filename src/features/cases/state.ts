import type { Uuid } from '../../base/ids.ts'
import type { KeptReading } from '../../base/language.ts'
import type { Day } from '../../base/time.ts'
import { kind, type Instant, type Moment, type Of } from '../../journal/kernel.ts'
import { instantOf } from '../../engines/bpmn/listen.ts'
import { unpackState, type StoredState } from '../../engines/bpmn/pack-state.ts'
import { unknownEvent } from '../../journal/unknown-event.ts'
import type { AppealFiled } from '../../vocabulary/appeals.ts'
import type { CaseMigrated } from '../../vocabulary/case-migration.ts'
import type { DoneStep, OpenStep, ProcessMove, ProcessStep, ProcessTimerRang, Round, StepDone, WorkedOut } from '../../vocabulary/case-process.ts'
import type { ApplicantReminded, AskedInVain, CaseLapsed, SilenceDecided } from '../../vocabulary/case-time.ts'
import type { Asked, Clocks, Silence } from '../../vocabulary/clocks.ts'
import type {
  Answers, CaseFile, CaseFiled, CaseFoundComplete, CaseTaken, CaseWithdrawn, CodeReplaced, Contact, ContactConfirmed, Decision, DecisionMade, DecisionSent,
  DecisionTakenBack, HolderAdded, InformationAsked, InformationGiven, Message, MessageWritten, NoticeNoted, NoticeState, Step,
} from '../../vocabulary/cases.ts'

export type CaseEvent = Of<
  | typeof CaseFiled | typeof CaseTaken | typeof CaseFoundComplete | typeof InformationAsked | typeof InformationGiven | typeof MessageWritten
  | typeof DecisionMade | typeof DecisionTakenBack | typeof DecisionSent | typeof CaseWithdrawn | typeof HolderAdded | typeof ContactConfirmed
  | typeof CodeReplaced | typeof NoticeNoted | typeof StepDone | typeof ProcessTimerRang | typeof ApplicantReminded | typeof AskedInVain | typeof CaseLapsed | typeof SilenceDecided
  | typeof CaseMigrated | typeof AppealFiled
>

/** What a case has come to. Everything the pages show of it stands here, so that a page reads one row. */
export type CaseState = KeptReading & {
  readonly filed: Instant | null
  readonly number: string
  readonly service: string
  readonly packageVersion: number
  /** The version whose process it follows: that one, until it is moved to another. */
  readonly processVersion: number
  readonly team: string
  readonly due: Day
  readonly silence: Silence | null
  readonly codeHash: string
  readonly holders: readonly Uuid[]
  readonly answers: Answers | 'erased'
  readonly contact: Contact | 'erased'
  readonly contactConfirmed: boolean
  readonly subject: string | 'erased'
  readonly agent: { readonly id: Uuid; readonly name: string } | null
  readonly complete: Instant | null
  /** Since when it is the applicant's turn: its clocks stand still. */
  readonly waiting: Instant | null
  readonly asked: (Asked & { readonly message: Uuid }) | null
  readonly tacit: CaseFile['tacit']
  readonly lapsed: Instant | null
  readonly about: Uuid | null
  readonly appeals: CaseFile['appeals']
  readonly messages: readonly Message[]
  readonly decision: (Decision & { readonly timer: string }) | null
  readonly withdrawn: Instant | null
  readonly touched: Instant
  readonly history: readonly Step[]
  readonly notices: readonly NoticeState[]
  /** Where the process stands, as its engine wrote it, and the steps that people are asked for; `null` in cases of before they had one. */
  readonly process: { readonly state: StoredState; readonly open: readonly OpenStep[]; readonly rounds?: readonly Round[]; readonly ahead?: readonly string[] } | null
  /** When each milestone was reached. */
  readonly reached: Readonly<Record<string, Instant>>
  /** What people did in the process, in order: who, with which outcome, and their note. */
  readonly done: readonly DoneStep[]
  /** Elements and flows of the drawing that the case has been through, each once. */
  readonly trail: readonly string[]
  /** What decision tables came to, in order. */
  readonly worked: readonly WorkedOut[]
}

const initial: CaseState = {
  filed: null, number: '', service: '', packageVersion: 0, processVersion: 0, language: 'fr', team: '', due: '', silence: null, codeHash: '', holders: [],
  answers: 'erased', contact: 'erased', contactConfirmed: false, subject: 'erased', agent: null, complete: null, waiting: null, asked: null, tacit: null, lapsed: null, about: null, appeals: [],
  messages: [], decision: null, withdrawn: null, touched: 0, history: [], notices: [], process: null, reached: {}, done: [], trail: [], worked: [],
}

/** A case: one request, folded from its events. */
export const caseKind = kind<CaseState, CaseEvent>({
  kind: 'case',
  shape: 7,
  initial,
  evolve(state, event, at) {
    const next = moved(apply(state, event, at), event, at)
    // A note about an e-mail is no step of the case: it moves neither the history nor "last touched".
    if (event.type === 'NoticeNoted') return next
    return { ...next, touched: at.happened, history: [...state.history, stepOf(event, at)] }
  },
  timers: (s, stream) => [
    ...(s.asked?.reminds !== undefined ? [{ id: `asked/${s.asked.message}/remind`, due: s.asked.reminds, send: { call: 'RemindApplicant', input: { case: stream, message: s.asked.message } } }] : []),
    ...(s.asked?.ends !== undefined ? [{ id: `asked/${s.asked.message}/end`, due: s.asked.ends, send: { call: 'EndAsking', input: { case: stream, message: s.asked.message } } }] : []),
    ...(s.silence && runs(s) ? [{ id: `silence/${s.silence.at}`, due: s.silence.at, send: { call: 'DecideBySilence', input: { case: stream, at: s.silence.at } } }] : []),
    ...(s.decision && !s.decision.sent && !s.withdrawn ? [{ id: s.decision.timer, due: s.decision.leaves, send: { call: 'SendDecision', input: { case: stream, timer: s.decision.timer } } }] : []),
    ...(s.process ? unpackState(s.process.state).tokens : []).flatMap(token => Object.entries(token.due ?? {}).map(([event, due]) =>
      ({ id: `process/${token.id}/${event}/${instantOf(due)}`, due: instantOf(due), send: { call: 'RingProcess', input: { case: stream, token: token.id, event } } }))),
  ],
})

/** Whether the law's clock runs: nobody has answered, and nothing is asked of the applicant. */
export const runs = (s: CaseState): boolean => s.waiting === null && s.tacit === null && s.withdrawn === null && s.lapsed === null && !s.decision?.sent

/** Whatever happened may have moved the process. */
function moved(s: CaseState, { facts }: CaseEvent, at: Moment): CaseState {
  const move = 'process' in facts ? facts.process as ProcessMove | undefined : undefined
  if (!move) return s.process === null ? ofOld(s) : s
  const reached = { ...s.reached }
  // Of steps side by side that lead to one milestone, the last one reaches it.
  const waited = new Set(s.process?.open.map(step => step.milestone))
  for (const milestone of move.reached) reached[milestone] = waited.has(milestone) ? at.happened : (reached[milestone] ?? at.happened)
  const trail = [...new Set([...s.trail, ...move.steps.flatMap(trailOf)])]
  const worked = [...s.worked, ...(move.decided ?? []).map(one => ({ ...one, version: s.processVersion, at: at.happened }))]
  return { ...s, reached, trail, worked, process: { state: move.state as StoredState, open: move.open, ...(move.rounds && { rounds: move.rounds }), ...(move.ahead && { ahead: move.ahead }) } }
}

/** Cases of before they had a process reached the same milestones as the default one. */
function ofOld(s: CaseState): CaseState {
  const reached = { received: s.filed, complete: s.complete, decision: s.decision?.sent ? s.decision.made : null, told: s.decision?.sent ?? null }
  return { ...s, reached: Object.fromEntries(Object.entries(reached).flatMap(([id, when]) => (when === null ? [] : [[id, when] as const]))) }
}

const trailOf = ({ step, at, flows }: ProcessStep): readonly string[] => (step === 'taken' ? [at, ...(flows ?? [])] : step === 'offered' || step === 'entered' || step === 'dropped' ? [] : [at])

function apply(s: CaseState, e: CaseEvent, at: Moment): CaseState {
  switch (e.type) {
    case 'CaseFiled': {
      const { holder, channel: _channel, process: _process, ...facts } = e.facts
      return { ...s, ...facts, processVersion: facts.packageVersion, filed: at.happened, holders: [holder], ...(e.personal === 'erased' ? {} : e.personal) }
    }
    case 'CaseTaken':
      return { ...s, agent: { id: e.facts.agent, name: nameOf(e.personal) } }
    case 'CaseFoundComplete':
      return { ...s, complete: at.happened }
    case 'InformationAsked':
      return { ...s, waiting: s.waiting ?? at.happened, asked: e.facts.asked ? { ...e.facts.asked, message: e.facts.message } : null, messages: [...s.messages, messageOf(e.facts.message, 'agent', e.personal, at, true)] }
    case 'InformationGiven':
      return { ...going(s, e.facts), messages: [...s.messages, messageOf(e.facts.message, 'applicant', e.personal, at, false)] }
    case 'MessageWritten':
      return { ...s, messages: [...s.messages, messageOf(e.facts.message, e.facts.from, e.personal, at, false)] }
    case 'DecisionMade': {
      const { outcome, legalBasis, appeal, leaves, timer } = e.facts
      const reasons = e.personal === 'erased' ? 'erased' : e.personal.reasons
      // What was asked of the applicant stays asked until the decision leaves: it may be taken back.
      return { ...s, decision: { outcome, reasons, legalBasis, appeal, by: nameOf(e.personal), agent: e.facts.agent, made: at.happened, leaves, sent: null, timer } }
    }
    case 'DecisionTakenBack':
      return { ...s, decision: null }
    case 'DecisionSent':
      return { ...s, waiting: null, asked: null, decision: s.decision && { ...s.decision, sent: at.happened } }
    case 'CaseWithdrawn':
      return { ...s, withdrawn: at.happened, waiting: null, asked: null, decision: null }
    case 'StepDone': {
      const note = e.personal === 'erased' ? 'erased' : e.personal.note
      const { milestone = null, item, group } = s.process?.open.find(one => one.token === e.facts.token) ?? {}
      return { ...s, done: [...s.done, { step: e.facts.step, milestone, ...(item !== undefined && { item }), ...(group !== undefined && { group }), outcome: e.facts.outcome ?? null, name: nameOf(e.personal), note, at: at.happened }] }
    }
    case 'ProcessTimerRang':
      return e.facts.unanswered ? going(s, e.facts) : s
    case 'CaseMigrated':
      return { ...s, processVersion: e.facts.to }
    case 'ApplicantReminded': {
      const { reminds: _reminds, ...asked } = s.asked ?? { by: e.facts.by, message: e.facts.message }
      return { ...s, asked }
    }
    case 'AskedInVain':
      return going(s, e.facts)
    case 'CaseLapsed':
      return { ...s, lapsed: at.happened, waiting: null, asked: null, decision: null }
    case 'SilenceDecided':
      return { ...s, tacit: { outcome: e.facts.means === 'acceptance' ? 'accepted' : 'refused', last: e.facts.last, at: at.happened } }
    case 'AppealFiled':
      return { ...s, appeals: [...s.appeals, e.facts] }
    case 'HolderAdded':
      return s.holders.includes(e.facts.holder) ? s : { ...s, holders: [...s.holders, e.facts.holder] }
    case 'ContactConfirmed':
      return { ...s, contactConfirmed: true }
    case 'CodeReplaced':
      return { ...s, codeHash: e.facts.codeHash }
    case 'NoticeNoted': {
      const { mailing, notice, result, why } = e.facts
      const note: NoticeState = { mailing, notice, result, at: at.happened, ...(why ? { why } : {}) }
      return { ...s, notices: [...s.notices.filter(n => n.mailing !== mailing), note] }
    }
    default:
      return unknownEvent(e)
  }
}

/** The applicant is waited for no longer: the clocks run again, by what the event says of them. */
const going = (s: CaseState, { due, silence }: Partial<Clocks>): CaseState => ({ ...s, waiting: null, asked: null, due: due ?? s.due, silence: silence ?? s.silence })

const nameOf = (personal: { name?: string } | 'erased'): string => (personal === 'erased' ? '' : (personal.name ?? ''))

function messageOf(id: Uuid, from: Message['from'], personal: { text: string; name?: string } | 'erased', at: Moment, asks: boolean): Message {
  return { id, from, name: nameOf(personal), text: personal === 'erased' ? 'erased' : personal.text, at: at.happened, asks }
}

function stepOf(event: CaseEvent, at: Moment): Step {
  const by = at.actor.startsWith('agent:') ? 'agent' : at.actor.startsWith('system:') ? 'system' : 'applicant'
  const name = nameOf(event.personal as { name?: string } | 'erased')
  const detail = event.type === 'DecisionMade' || event.type === 'DecisionSent' ? event.facts.outcome : event.type === 'StepDone' ? event.facts.step : event.type === 'ProcessTimerRang' ? event.facts.event : event.type === 'CaseMigrated' ? String(event.facts.to) : undefined
  // Whichever clock it was: what was asked did not come.
  const type = event.type === 'ProcessTimerRang' && event.facts.unanswered ? 'AskedInVain' : event.type
  return { type, at: at.happened, by, name, ...(detail ? { detail } : {}) }
}
