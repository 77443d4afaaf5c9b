import type { Authority } from '../../base/authority.ts'
import { calendarOf } from '../../base/calendar.ts'
import { isRefusal, type Refusal } from '../../base/result.ts'
import type { Environment, Node } from '../../engines/bpmn/model.ts'
import { begin, offered, play } from '../../engines/bpmn/play.ts'
import { actOf, openProcess, outcomesOf, type CaseProcess } from '../../engines/bpmn/read-process.ts'
import type { Input, Move, ProcessState } from '../../engines/bpmn/state.ts'
import { readTimer, timerDue } from '../../engines/bpmn/timer-due.ts'
import type { Answers as FormAnswers } from '../../engines/forms/form.ts'
import { scopeOf } from '../../engines/forms/path.ts'
import { publishedForm } from '../../engines/forms/published-form.ts'
import type { Ask, Instant } from '../../journal/kernel.ts'
import type { OpenStep, ProcessMove } from '../../vocabulary/case-process.ts'
import type { Answers } from '../../vocabulary/cases.ts'
import { GetService, type PublishedService } from '../../vocabulary/services.ts'

/** The process of a case's version, with what it may look at: everything that a decision needs to play it. */
export type Playing = { readonly process: CaseProcess; readonly env: Environment }

type About = { readonly service: string; readonly version: number; readonly answers: Answers | 'erased' }

/** Reads what a decision needs; versions never change, so a process is opened once. */
export async function playingOf(ask: Ask, { service: id, version, answers }: About, at: { readonly now: Instant; readonly authority: Authority }): Promise<Playing> {
  const service = await ask(GetService, { service: id, version })
  if (!service) throw new Error(`The process of ${id}, version ${version}, is missing.`)
  const process = await opened(service)
  const { zone } = at.authority
  const calendar = calendarOf(at.authority)
  return {
    process,
    env: {
      // What was erased is unknown to conditions from then on.
      data: answers === 'erased' ? new Map() : scopeOf(publishedForm(service), answers as FormAnswers), now: at.now,
      due: timer => timerDue(readTimer(timer)!, at.now, zone, calendar),
      perform: () => ({ result: 'waits' }),
    },
  }
}

export const beginProcess = ({ process, env }: Playing): ProcessMove => moveOf(process, begin(process.model, [process.root], env))

export function playProcess({ process, env }: Playing, state: ProcessState, input: Input): ProcessMove | Refusal {
  const move = play(process.model, state, input, env)
  return isRefusal(move) ? move : moveOf(process, move)
}

/** A case that is closed leaves nothing waiting. */
export const endProcess = (move: ProcessMove): ProcessMove => ({ ...move, state: { next: (move.state as ProcessState).next, tokens: [] }, open: [] })

const passing = new Set(['done', 'passed', 'rang', 'heard', 'left', 'performed'])

function moveOf({ model }: CaseProcess, { state, steps }: Move): ProcessMove {
  const milestone = (id: string): string[] => {
    const found = model.nodes.get(id)?.own['milestone']
    return found === undefined ? [] : [found]
  }
  return {
    state, steps,
    reached: [...new Set(steps.filter(one => passing.has(one.step)).flatMap(one => milestone(one.at)))],
    open: offered(model, state).map(({ token, node }) => openStep(node, token.id, token.item)),
  }
}

function openStep(node: Node, token: number, item: number | undefined): OpenStep {
  const { team, milestone } = node.own
  const act = actOf(node)
  return { token, step: node.id, act, outcomes: outcomesOf(node), ...(act === 'check' && leadsToDecision(node) && { then: 'decide' as const }), ...(team !== undefined && { team }), ...(milestone !== undefined && { milestone }), ...(item !== undefined && { item }) }
}

const leadsToDecision = ({ outgoing }: Node): boolean => outgoing.length === 1 && outgoing[0]!.to.type === 'user' && actOf(outgoing[0]!.to) === 'decide'

const processes = new WeakMap<PublishedService, Promise<CaseProcess>>()

/** The question answers with the same object for a version each time. */
function opened(service: PublishedService): Promise<CaseProcess> {
  const known = processes.get(service) ?? openProcess(service.process)
  processes.set(service, known)
  return known
}
