import { derivedUuid, type Uuid } from '../../base/ids.ts'
import { pickOne } from '../../base/random.ts'
import { isRefusal } from '../../base/result.ts'
import type { Authority } from '../../base/authority.ts'
import type { Language } from '../../base/language.ts'
import type { Instant } from '../../base/time.ts'
import type { Journal } from '../../journal/journal.ts'
import type { Accepted, Actor, Call } from '../../journal/kernel.ts'
import { DoStep, type OpenStep } from '../../vocabulary/case-process.ts'
import { AnswerAsked, AskApplicant, ConfirmComplete, GetCase } from '../../vocabulary/cases.ts'
import type { ExamplePapers } from './example-papers.ts'
import { officeTime } from './life-plan.ts'
import { lifeWords } from './words.ts'

export type ExampleAgent = { readonly name: string; readonly email: string; readonly teams: readonly string[]; readonly administrator: boolean }

/** Where examples live: nobody may follow this journal, for mails would leave. */
export type Scene = { readonly journal: Journal; readonly authority: Authority; readonly papers: ExamplePapers; readonly agents: readonly ExampleAgent[] }

export type Walk = {
  readonly case: Uuid
  readonly from: Instant
  readonly until: Instant
  /** The step before which it stops, where it comes to it. */
  readonly stop: string | null
  /** The usual answer each time, or any of them. */
  readonly usual: boolean
  readonly applicant: Actor
  readonly language: Language
  readonly random: () => number
}

/**
 * Lets a request come along in its process: steps are done by people of their teams at office hours, timers ring when they are due, and
 * whoever is asked answers more often than not. It stops where a decision can be made, at the step wanted, and where the time is over. Says
 * when the last thing happened.
 */
export async function walkProcess(scene: Scene, { case: id, from, until, stop, usual, applicant, language, random }: Walk): Promise<Instant> {
  const { journal, authority } = scene
  const words = lifeWords[language]
  let at = from
  for (;;) {
    const file = (await journal.ask(authority.id)(GetCase, { case: id }))!
    if ((file.decidable && !file.open.some(step => step.act === 'check')) || file.open.some(step => step.step === stop)) return at
    // Branches side by side have no order.
    const step = file.open.length > 0 ? pickOne(random, file.open) : null
    const answers = step === null && file.asked && random() < 0.7
    const next = answers ? Math.floor(at + day * (0.3 + random() * 2)) : step ? officeTime(at + day * (0.1 + random() * 0.9), random) : until
    const rung = await journal.ringDue(authority.id, id, Math.min(next, until))
    if (rung !== null) {
      at = Math.max(at, rung)
      continue
    }
    if (next >= until) return at
    at = next
    if (answers) await act(scene, at, applicant, AnswerAsked, { case: id, text: pickOne(random, words.answer) })
    else if (step) await doStep(scene, { id, step, team: step.team ?? file.team, at, outcome: usual || random() < 0.6 ? step.outcomes[0] : pickOne(random, step.outcomes), ask: pickOne(random, words.ask), note: random() < 0.4 ? pickOne(random, lifeWords[authority.languages[0]!].note) : '' })
  }
}

async function doStep(scene: Scene, { id, step, team, at, outcome, ask, note }: { id: Uuid; step: OpenStep; team: string; at: Instant; outcome: string | undefined; ask: string; note: string }): Promise<void> {
  const doer = agentOf(scene, team)
  if (step.act === 'check') await act(scene, at, doer, ConfirmComplete, { case: id })
  else if (step.act === 'ask') await act(scene, at, doer, AskApplicant, { case: id, text: ask })
  else await act(scene, at, doer, DoStep, { case: id, token: step.token, outcome, note })
}

/** Somebody of a team. */
function agentOf({ authority, agents }: Scene, team: string): Actor {
  const found = agents.find(one => one.teams.includes(team))
  if (!found) throw new Error(`The example authority ${authority.slug} has nobody in its team "${team}".`)
  return actorOf(authority, found)
}

export const actorOf = (authority: Authority, { email, name, teams, administrator }: ExampleAgent): Actor =>
  ({ kind: 'agent', agent: derivedUuid(`agent/${authority.slug}/${email}`), name, teams, administrator })

/** Does one thing at its instant. */
export async function act<I>({ journal, authority }: Scene, at: Instant, actor: Actor, call: Call<I>, input: unknown): Promise<Accepted> {
  const answer = await journal.send(authority.id, actor, call, input, at)
  if (isRefusal(answer)) throw new Error(`An example request of ${authority.slug} was refused: ${call.name}, ${answer.refused} ${JSON.stringify(answer.issues ?? answer.detail ?? '')}`)
  return answer
}

const day = 86_400_000
