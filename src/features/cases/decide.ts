import { isRefusal, refuse, type Refusal } from '../../base/result.ts'
import { dayOf } from '../../base/time.ts'
import { messages } from '../../engines/bpmn/read-process.ts'
import type { StoredState } from '../../engines/bpmn/pack-state.ts'
import { filesIn } from '../../engines/forms/stored-file.ts'
import { command, type Actor } from '../../journal/kernel.ts'
import { DoStep, ProcessTimerRang, RingProcess, StepDone, type OpenStep, type ProcessMove } from '../../vocabulary/case-process.ts'
import {
  AddHolder, AnswerAsked, AskApplicant, CaseFiled, CaseFoundComplete, CaseTaken, CaseWithdrawn, CodeReplaced, ConfirmComplete, ConfirmContact,
  ContactConfirmed, DecideCase, DecisionMade, DecisionSent, DecisionTakenBack, FileCase, HolderAdded, InformationAsked, InformationGiven,
  MessageWritten, NoteNotice, NoticeNoted, ReplaceCode, SendDecision, TakeCase, TakeDecisionBack, WithdrawCase, WriteMessage,
} from '../../vocabulary/cases.ts'
import { FindUploads } from '../../vocabulary/documents.ts'
import { appealRefused, firstDecider } from './appeals.ts'
import { appealClaim } from '../../vocabulary/appeals.ts'
import { awaitsAnswer, beginProcess, endOf, endProcess, playingFor, playingOf, playProcess, type Playing } from './case-process.ts'
import { askedNow, going, leavesBy } from './case-clocks.ts'
import { silenceFrom } from './clocks.ts'
import { hasAccount, isHolder, isStepTeam, isSystem, isTeam, mayDo } from './permits.ts'
import { mayBeDecided, refusedWhereClosed, refusedWhereDecided } from './process.ts'
import { caseKind, type CaseEvent, type CaseState } from './state.ts'

/** The draft's id becomes the case's stream: a repeated send finds the case and changes nothing. */
export const fileCase = command({
  call: FileCase, of: caseKind, stream: i => i.draft, opens: true, permit: hasAccount,
  claims: i => [`number/${i.number}`, ...(i.about === undefined ? [] : [appealClaim(i.after ?? i.about, i.service)])],
  /** An answer names a file by its hash: it counts only where this very file came for this draft. */
  async given(ask, input, s, at): Promise<Playing | Refusal> {
    const { draft, answers, service, packageVersion, about } = input
    const named = filesIn(answers)
    const kept = new Map((named.length > 0 ? await ask(FindUploads, { draft }) : []).map(file => [file.file, file]))
    const came = named.every(({ file, name, type, bytes }) => kept.get(file)?.name === name && kept.get(file)?.type === type && kept.get(file)?.bytes === bytes)
    if (!came) return refuse('FileMissing')
    const playing = await playingOf(ask, { service, version: packageVersion, answers, about }, at)
    // Once it is filed, it stands in its own way.
    return (s.filed === null ? await appealRefused(ask, input, playing.service, at.authority) : null) ?? playing
  },
  decide(s, { input, given, actor, now }) {
    if (actor.kind === 'visitor' && actor.account !== input.holder) return refuse('NotPermitted')
    if (s.filed) return s.holders.includes(input.holder) ? [] : refuse('NotFound')
    const { answers, contact, subject, easy, draft: _draft, after: _after, ...facts } = input
    const silence = silenceFrom(given.service, dayOf(now, given.authority.zone), given.authority)
    return [CaseFiled({ ...facts, ...(silence && { silence }), process: beginProcess(given) }, { answers, contact, subject, ...(easy && { easy }) })]
  },
})

export const takeCase = command({
  call: TakeCase, of: caseKind, stream: i => i.case, permit: isTeam,
  decide(s, { actor }) {
    const agent = agentOf(actor)
    if (s.agent?.id === agent.id) return []
    return refusedWhereClosed(s) ?? [CaseTaken({ agent: agent.id }, { name: agent.name })]
  },
})

export const confirmComplete = command({
  call: ConfirmComplete, of: caseKind, stream: i => i.case, permit: isTeam, given: (ask, _, s, at) => playingFor(ask, s, at),
  decide(s, { given, actor }) {
    if (s.complete) return []
    return refusedWhereDecided(s) ?? [...takenBy(s, actor), checked(s, given, actor)]
  },
})

export const askApplicant = command({
  call: AskApplicant, of: caseKind, stream: i => i.case, permit: isTeam, once: i => i.once, given: (ask, _, s, at) => playingFor(ask, s, at),
  decide(s, { input, given, actor, now, newId }) {
    const agent = agentOf(actor)
    const process = stepped(s, given, 'ask')
    const asked = given ? askedNow(given, process, input.by, now) : undefined
    if (isRefusal(asked)) return asked
    return refusedWhereDecided(s) ?? [...takenBy(s, actor), InformationAsked({ agent: agent.id, message: newId(), ...(asked && { asked }), ...(process && { process }) }, { text: input.text, name: agent.name })]
  },
})

export const answerAsked = command({
  call: AnswerAsked, of: caseKind, stream: i => i.case, permit: isHolder, once: i => i.once, given: (ask, _, s, at) => playingFor(ask, s, at),
  decide(s, { input, given, now, newId }) {
    if (!s.waiting) return refuse('NothingAsked')
    return refusedWhereClosed(s) ?? [InformationGiven({ message: newId(), ...going(s, given, now), ...heard(s, given, 'answered') }, { text: input.text })]
  },
})

export const writeMessage = command({
  call: WriteMessage, of: caseKind, stream: i => i.case, permit: (a, s: CaseState) => isHolder(a, s) || isTeam(a, s), once: i => i.once,
  decide(s, { input, actor, newId }) {
    // People go on asking after a decision; only a case that was withdrawn or lapsed has nobody left to answer.
    if (!s.filed) return refuse('NotFound')
    if (s.withdrawn || s.lapsed) return refuse('CaseAlreadyClosed')
    if (actor.kind === 'agent') return [MessageWritten({ message: newId(), from: 'agent', agent: actor.agent }, { text: input.text, name: actor.name })]
    return [MessageWritten({ message: newId(), from: 'applicant' }, { text: input.text })]
  },
})

export const decideCase = command({
  call: DecideCase, of: caseKind, stream: i => i.case, permit: isTeam, once: i => i.once, given: (ask, _, s) => firstDecider(ask, s.about),
  decide(s, { input, given: first, actor, now, newId }) {
    const agent = agentOf(actor)
    if (agent.id === first) return refuse('DecidedFirst')
    const { outcome, legalBasis, appeal, reasons, undoSeconds } = input
    return refusedWhereDecided(s) ?? (mayBeDecided(s) ? undefined : refuse('NotYet')) ?? [
      ...takenBy(s, actor),
      DecisionMade({ agent: agent.id, outcome, legalBasis, appeal, leaves: leavesBy(s, now, undoSeconds * 1_000), timer: `decision/${newId()}` }, { reasons, name: agent.name }),
    ]
  },
})

export const takeDecisionBack = command({
  call: TakeDecisionBack, of: caseKind, stream: i => i.case, permit: isTeam,
  decide(s, { actor }) {
    if (!s.decision) return []
    if (s.decision.sent) return refuse('DecisionAlreadySent')
    return [DecisionTakenBack({ agent: agentOf(actor).id }, {})]
  },
})

/** The alarm of a decision that was not taken back. A timer that is no longer in the state is refused. */
export const sendDecision = command({
  call: SendDecision, of: caseKind, stream: i => i.case, permit: isSystem, given: (ask, _, s, at) => playingFor(ask, s, at),
  decide(s, { input, given, now }) {
    if (!s.decision || s.decision.sent || s.decision.timer !== input.timer) return refuse('TimerGone')
    if (now < s.decision.leaves) return refuse('TimerNotDue')
    return [DecisionSent({ outcome: s.decision.outcome, ...decided(s, given) }, {})]
  },
})

/** A step of the process is done by its team. Checking and deciding have acts of their own. */
export const doStep = command({
  call: DoStep, of: caseKind, stream: i => i.case, permit: isStepTeam, once: i => i.once, given: (ask, _, s, at) => playingFor(ask, s, at),
  decide(s, { input, given, actor }) {
    const closed = refusedWhereDecided(s)
    if (closed) return closed
    const step = s.process?.open.find(one => one.token === input.token && one.act === 'work')
    if (!step || !given) return refuse('StepGone')
    const agent = agentOf(actor)
    if (!mayDo(actor, s, step)) return refuse('NotPermitted')
    if (step.outcomes.length > 0 && !step.outcomes.includes(input.outcome ?? '')) return refuse('Incomplete', { issues: [{ field: 'outcome', rule: 'required' }] })
    const outcome = step.outcomes.length > 0 ? input.outcome! : undefined
    const process = playProcess(given, s.process!.state, { do: 'complete', token: step.token, ...(outcome !== undefined && { sets: { [step.step]: outcome } }) })
    if (isRefusal(process)) return process
    return [StepDone({ agent: agent.id, step: step.step, token: step.token, ...(outcome !== undefined && { outcome }), process }, { name: agent.name, note: input.note })]
  },
})

/** The alarm of a timer in the process. One that is no longer in the state is refused. */
export const ringProcess = command({
  call: RingProcess, of: caseKind, stream: i => i.case, permit: isSystem, given: (ask, _, s, at) => playingFor(ask, s, at),
  decide(s, { input, given, now }) {
    if (!s.process || !given || refusedWhereClosed(s)) return refuse('TimerGone')
    const process = playProcess(given, s.process.state, { do: 'ring', token: input.token, event: input.event })
    if (isRefusal(process)) return process
    const unanswered = s.waiting !== null && awaitsAnswer(given, s.process.state) && !awaitsAnswer(given, process.state as StoredState)
    return [ProcessTimerRang({ token: input.token, event: input.event, process, ...(unanswered && { unanswered, ...going(s, given, now) }) }, {})]
  },
})

export const withdrawCase = command({
  call: WithdrawCase, of: caseKind, stream: i => i.case, permit: isHolder,
  decide(s, { input }) {
    if (s.withdrawn) return []
    // Whatever the process was waiting for, it waits for no longer.
    return refusedWhereClosed(s) ?? [CaseWithdrawn(endOf(s), { reason: input.reason })]
  },
})

export const addHolder = command({
  call: AddHolder, of: caseKind, stream: i => i.case, permit: hasAccount,
  decide(s, { input, actor }) {
    if (!s.filed) return refuse('WrongCode')
    if (s.holders.includes(input.holder)) return []
    if (isHolder(actor, s)) return [HolderAdded({ holder: input.holder, by: 'confirmation' }, {})]
    return input.codeHash === s.codeHash ? [HolderAdded({ holder: input.holder, by: 'code' }, {})] : refuse('WrongCode')
  },
})

export const confirmContact = command({
  call: ConfirmContact, of: caseKind, stream: i => i.case, permit: hasAccount,
  decide(s, { input }) {
    // The session that used the link may be another account's: what counts is that the address' account may open the case.
    if (!s.holders.includes(input.account)) return refuse('NotPermitted')
    return s.contactConfirmed ? [] : [ContactConfirmed({ account: input.account }, {})]
  },
})

export const replaceCode = command({
  call: ReplaceCode, of: caseKind, stream: i => i.case, permit: isHolder,
  decide: (s, { input }) => (s.codeHash === input.codeHash ? [] : [CodeReplaced({ codeHash: input.codeHash }, {})]),
})

export const noteNotice = command({
  call: NoteNotice, of: caseKind, stream: i => i.case, permit: isSystem,
  decide(s, { input }) {
    const { case: _case, ...facts } = input
    return s.filed ? [NoticeNoted(facts, {})] : refuse('NotFound')
  },
})

const agentOf = (actor: Actor): { id: string; name: string } => {
  if (actor.kind !== 'agent') throw new Error('The permit lets agents through only.')
  return { id: actor.agent, name: actor.name }
}
const takenBy = (s: CaseState, actor: Actor): CaseEvent[] => (s.agent ? [] : [CaseTaken({ agent: agentOf(actor).id }, { name: agentOf(actor).name })])
const completedBy = (actor: Actor, process?: ProcessMove): CaseEvent => CaseFoundComplete({ agent: agentOf(actor).id, ...(process && { process }) }, { name: agentOf(actor).name })

/** Checking that nothing is missing: its step in the process is done, where there is one. */
const checked = (s: CaseState, given: Playing | null, actor: Actor): CaseEvent => completedBy(actor, stepped(s, given, 'check'))

/** What an act makes of a process that has come to it; one that has not is not moved. */
function stepped(s: CaseState, given: Playing | null, act: 'check' | 'ask'): ProcessMove | undefined {
  const step = s.process?.open.find(one => one.act === act)
  const process = step && given && playProcess(given, s.process!.state, { do: 'complete', token: step.token })
  return process && !isRefusal(process) ? process : undefined
}

/** The decision left: its step is done, and whatever else waited waits no longer, for the case is closed. */
function decided(s: CaseState, given: Playing | null): { process?: ProcessMove } {
  if (!s.process || !given) return {}
  const here: ProcessMove = { state: s.process.state, steps: [], reached: [], open: s.process.open }
  const check = here.open.find(one => one.then === 'decide')
  const passed = check ? goOn(given, here, check) : here
  const step = passed.open.find(one => one.act === 'decide')
  const process = step ? goOn(given, passed, step, s.decision!.outcome) : here
  // Who decides without having checked has not said that nothing is missing.
  return { process: endProcess({ ...process, reached: process.reached.filter(one => one !== check?.milestone) }) }
}

/** What was played so far, and a step more. */
function goOn(given: Playing, before: ProcessMove, step: OpenStep, outcome?: string): ProcessMove {
  const move = playProcess(given, before.state as StoredState, { do: 'complete', token: step.token, ...(outcome !== undefined && { sets: { [step.step]: outcome } }) })
  return isRefusal(move) ? before : { ...move, steps: [...before.steps, ...move.steps], reached: [...before.reached, ...move.reached], ...joined(before, move) }
}

const joined = (before: ProcessMove, move: ProcessMove): Pick<ProcessMove, 'decided'> => (before.decided || move.decided ? { decided: [...(before.decided ?? []), ...(move.decided ?? [])] } : {})

/** Something that the process may be waiting for; where it is not, nothing moves. */
function heard(s: CaseState, given: Playing | null, name: (typeof messages)[number]): { process?: ProcessMove } {
  if (!s.process || !given) return {}
  const process = playProcess(given, s.process.state, { do: 'message', name })
  return isRefusal(process) ? {} : { process }
}
