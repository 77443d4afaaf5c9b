import type { Authority } from '../../base/authority.ts'
import { calendarOf } from '../../base/calendar.ts'
import type { Uuid } from '../../base/ids.ts'
import { isRefusal, type Refusal } from '../../base/result.ts'
import { ahead } from '../../engines/bpmn/ahead.ts'
import type { Environment, Model, Node } from '../../engines/bpmn/model.ts'
import { begin, offered, play } from '../../engines/bpmn/play.ts'
import { actOf, appealedTeam, decides, outcomesOf, readsOf, type CaseProcess } from '../../engines/bpmn/read-process.ts'
import { publishedProcess } from '../../engines/bpmn/published-process.ts'
import { packState, unpackState, type StoredState } from '../../engines/bpmn/pack-state.ts'
import type { Input, Move, ProcessState, Token } from '../../engines/bpmn/state.ts'
import { instantOf } from '../../engines/bpmn/listen.ts'
import { readTimer, timerDue } from '../../engines/bpmn/timer-due.ts'
import type { Answers as FormAnswers } from '../../engines/forms/form.ts'
import { publishedDecisions } from '../../engines/dmn/published-decisions.ts'
import { scopeOf } from '../../engines/forms/path.ts'
import { publishedForm } from '../../engines/forms/published-form.ts'
import type { Ask, Instant } from '../../journal/kernel.ts'
import type { OpenStep, ProcessMove, Round, TableDecision } from '../../vocabulary/case-process.ts'
import { GetCase, type Answers } from '../../vocabulary/cases.ts'
import { decideByTable } from './decide-by-table.ts'
import type { CaseState } from './state.ts'
import { GetService, type ServiceDescription } from '../../vocabulary/services.ts'

/** The process of a case's version, with what it may look at, and its service and authority: everything that a decision needs. */
export type Playing = { readonly process: CaseProcess; readonly env: Environment; readonly service: ServiceDescription; readonly authority: Authority; /** Of an appeal: the team that decided first. */ readonly appealed?: string }

/** `version` is the one that the case was filed under; `processVersion` the one whose process it follows, where it was moved to another. */
type About = { readonly service: string; readonly version: number; readonly processVersion?: number; readonly answers: Answers | 'erased'; readonly about?: Uuid | null }

/** Reads what a decision needs; versions never change, so a process is opened once. */
export async function playingOf(ask: Ask, { service: id, version, processVersion = version, answers, about }: About, at: { readonly now: Instant; readonly authority: Authority }): Promise<Playing> {
  const service = await ask(GetService, { service: id, version })
  if (!service) throw new Error(`The process of ${id}, version ${version}, is missing.`)
  const followed = processVersion === version ? service : await ask(GetService, { service: id, version: processVersion })
  if (!followed) throw new Error(`The process of ${id}, version ${processVersion}, is missing.`)
  const [process, decisions] = await Promise.all([publishedProcess(followed), publishedDecisions(followed)])
  const appealed = about ? (await ask(GetCase, { case: about }))?.team : undefined
  const { zone } = at.authority
  const calendar = calendarOf(at.authority)
  return {
    process, service: service.description, authority: at.authority, ...(appealed !== undefined && { appealed }),
    env: {
      // What was erased is unknown to conditions from then on.
      data: answers === 'erased' ? new Map() : scopeOf(publishedForm(service), answers as FormAnswers), now: at.now,
      due: timer => timerDue(readTimer(timer)!, at.now, zone, calendar),
      perform: (node, data) => decideByTable(node, data, decisions, followed.description),
    },
  }
}

/** The same for a case, where it has a process. */
export const playingFor = (ask: Ask, s: CaseState, at: { readonly now: Instant; readonly authority: Authority }): Promise<Playing | null> =>
  (s.process ? playingOf(ask, { service: s.service, version: s.packageVersion, processVersion: s.processVersion, answers: s.answers, about: s.about }, at) : Promise.resolve(null))

export const beginProcess = ({ process, env, appealed }: Playing): ProcessMove => moveOf(process, begin(process.model, [process.root], env), appealed)

export function playProcess({ process, env, appealed }: Playing, stored: StoredState, input: Input): ProcessMove | Refusal {
  const move = play(process.model, unpackState(stored), input, env)
  return isRefusal(move) ? move : moveOf(process, move, appealed)
}

/** A case that is closed leaves nothing waiting. */
export const endProcess = ({ rounds: _rounds, ahead: _ahead, ...move }: ProcessMove): ProcessMove => ({ ...move, state: packState({ next: unpackState(move.state as StoredState).next, tokens: [] }), open: [] })

const passing = new Set(['done', 'passed', 'rang', 'heard', 'left', 'performed'])

/** The end of a case's process: what waited in it waits no longer. */
export const endOf = ({ process }: CaseState): { process?: ProcessMove } => (process ? { process: endProcess({ state: process.state, steps: [], reached: [], open: [] }) } : {})

/** Whether it waits for the applicant's answer. */
export const awaitsAnswer = (playing: Playing, stored: StoredState): boolean => unpackState(stored).tokens.some(token => awaits(playing, token))

/** When it stops waiting for it, where it does by itself. */
export function deadlineOf(playing: Playing, stored: StoredState): Instant | undefined {
  const dues = unpackState(stored).tokens.filter(token => awaits(playing, token)).flatMap(token => Object.values(token.due ?? {}).map(instantOf))
  return dues.length === 0 ? undefined : Math.min(...dues)
}

function awaits({ process: { model } }: Playing, token: Token): boolean {
  const node = model.nodes.get(token.at)!
  return [node, ...node.edges, ...(node.type === 'eventBased' ? node.outgoing.map(flow => flow.to) : [])]
    .some(one => one.type !== 'start' && one.events.some(event => event.kind === 'message' && event.name === 'answered'))
}

/** A move with what the case's events carry of it. `appealed`: of an appeal, the team that decided first. */
export function moveOf({ model }: CaseProcess, { state, steps }: Move, appealed?: string): ProcessMove {
  const milestone = (id: string): string[] => {
    const found = model.nodes.get(id)?.own['milestone']
    return found === undefined ? [] : [found]
  }
  const rounds = state.tokens.flatMap(token => roundOf(model, token))
  // What a table came to is a fact of its own; what else is told of a step goes nowhere.
  const decided = steps.flatMap(one => ('says' in one ? [one.says as TableDecision] : []))
  return {
    state: packState(state), steps: steps.map(one => ('says' in one ? { step: one.step, at: one.at, token: one.token } : one)),
    ...(decided.length > 0 && { decided }),
    reached: [...new Set(steps.filter(one => passing.has(one.step)).flatMap(one => milestone(one.at)))],
    open: offered(model, state).map(({ token, node }) => openStep(node, token.id, itemOf(model, state, token), appealed)),
    ...(rounds.length > 0 && { rounds }),
    ahead: [...new Set([...ahead(model, state)].flatMap(({ id }) => milestone(id)))],
  }
}

/** For which item a step is done: a step within a sub-process that is repeated, for that of the sub-process. */
function itemOf(model: Model, { tokens }: ProcessState, token: Token): Pick<OpenStep, 'item' | 'group'> {
  for (let at: Token | undefined = token; at; at = tokens.find(one => one.id === at!.in)) {
    if (at.item === undefined) continue
    const { loop } = model.nodes.get(at.at)!
    return { item: at.item, ...(loop?.kind === 'each' && /^\w+$/.test(loop.cardinality.text) && { group: loop.cardinality.text }) }
  }
  return {}
}

function roundOf(model: Model, { at, of, done = 0 }: Token): readonly Round[] {
  const milestone = model.nodes.get(at)!.own['milestone']
  return of === undefined ? [] : [{ step: at, ...(milestone !== undefined && { milestone }), done, of }]
}

function openStep(node: Node, token: number, item: Pick<OpenStep, 'item' | 'group'>, appealed?: string): OpenStep {
  const { milestone } = node.own
  const team = node.own['team'] === appealedTeam ? appealed : node.own['team']
  const act = actOf(node)
  return {
    token, step: node.id, act, outcomes: outcomesOf(node), ...(act === 'check' && leadsToDecision(node) && { then: 'decide' as const }), ...(team !== undefined && { team }),
    ...(node.own['reads'] !== undefined && { reads: readsOf(node) }), ...(milestone !== undefined && { milestone }), ...item,
  }
}

const leadsToDecision = ({ outgoing }: Node): boolean => outgoing.length === 1 && decides(outgoing[0]!.to)
