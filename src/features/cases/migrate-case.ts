import type { Authority } from '../../base/authority.ts'
import type { Uuid } from '../../base/ids.ts'
import { refuse, type Refusal } from '../../base/result.ts'
import { openEndCheck, type EndCheck } from '../../engines/bpmn/check-soundness.ts'
import { migrate, type Unmoved } from '../../engines/bpmn/migrate.ts'
import { placeFaults } from '../../engines/bpmn/places.ts'
import { publishedDecisions } from '../../engines/dmn/published-decisions.ts'
import { formNames } from '../../engines/forms/form-names.ts'
import { publishedForm } from '../../engines/forms/published-form.ts'
import { publishedProcess } from '../../engines/bpmn/published-process.ts'
import { unpackState, type StoredState } from '../../engines/bpmn/pack-state.ts'
import { command, type Ask, type Instant } from '../../journal/kernel.ts'
import { CaseMigrated, MigrateCase, type Places } from '../../vocabulary/case-migration.ts'
import type { ProcessMove } from '../../vocabulary/case-process.ts'
import type { Answers } from '../../vocabulary/cases.ts'
import { GetService, type PublishedService } from '../../vocabulary/services.ts'
import { awaitsAnswer, deadlineOf, moveOf, playingOf } from './case-process.ts'
import { isSystem } from './permits.ts'
import { refusedWhereClosed, refusedWhereDecided } from './process.ts'
import { caseKind } from './state.ts'

/** A case goes on by the process of another version of its service. Sent again, it changes nothing. */
export const migrateCase = command({
  call: MigrateCase, of: caseKind, stream: i => i.case, permit: isSystem,
  async given(ask, { from, to, tokens }, s, at): Promise<(ProcessMove | readonly Unmoved[]) | null | Refusal> {
    if (s.processVersion !== from || s.process === null || refusedWhereClosed(s)) return null
    const way = await openWay(ask, { service: s.service, from, to })
    return 'refused' in way ? way : moveAlong(way, ask, { ...s, waiting: s.waiting !== null, state: s.process.state }, tokens, at)
  },
  decide(s, { input: { from, to }, given }) {
    if (s.filed && s.processVersion === to) return []
    // A letter that is about to leave belongs to the steps by which it was written.
    const over = refusedWhereDecided(s)
    if (over) return over
    if (s.processVersion !== from) return refuse('CaseMoved', { detail: { version: s.processVersion } })
    if (!given) return refuse('NoProcess')
    if (isUnmoved(given)) return refuse('CannotMove', { detail: { why: given.map(one => `"${one.element}": ${one.what}`).join('; ') } })
    return [CaseMigrated({ from, to, process: given }, {})]
  },
})

/** Two versions of a service, ready to move cases from one to the other. */
export type Way = { readonly from: PublishedService; readonly to: PublishedService; readonly ends: EndCheck }

export async function openWay(ask: Ask, { service, from, to }: { service: string; from: number; to: number }): Promise<Way | Refusal> {
  const [one, other] = await Promise.all([from, to].map(version => ask(GetService, { service, version })))
  if (!one || !other) return refuse('VersionUnknown', { detail: { version: one ? to : from } })
  const ends = checks.get(other) ?? openEndCheck(other.process)
  checks.set(other, ends)
  return { from: one, to: other, ends: await ends }
}

/** Ids of an entry that neither version has. */
export const faultsOf = async ({ from, to }: Way, places: Places): Promise<readonly string[]> => placeFaults((await publishedProcess(from)).model, (await publishedProcess(to)).model, places)

/** What the new process looks at, and a request that was filed under this version was never asked: it is unknown to it. */
export async function unaskedBy({ to }: Way, filed: PublishedService): Promise<readonly string[]> {
  const known = new Set(formNames(publishedForm(filed)))
  const asked = [...(await publishedDecisions(to)).values()].flatMap(decision => decision.inputs.map(({ name }) => name))
  // Steps and tables are no questions, and are known once they are done.
  const steps = (await publishedProcess(to)).model.nodes
  return [...new Set([...(await publishedProcess(to)).looksAt, ...asked.filter(name => !steps.has(name))])].filter(name => !known.has(name))
}

type Standing = { readonly service: string; readonly packageVersion: number; readonly answers: Answers | 'erased'; readonly about: Uuid | null; readonly waiting: boolean; readonly state: unknown }

/** What a migration makes of where a case stands, or why it cannot be moved. */
export async function moveAlong({ from, to, ends }: Way, ask: Ask, { service, packageVersion, answers, about, waiting, state }: Standing, places: Places, at: { readonly now: Instant; readonly authority: Authority }): Promise<ProcessMove | readonly Unmoved[]> {
  const playing = await playingOf(ask, { service, version: packageVersion, processVersion: to.version, answers, about }, at)
  const before = { ...playing, process: await publishedProcess(from) }
  const stood = unpackState(state as StoredState)
  const done = migrate(before.process.model, playing.process.model, stood, places, playing.env, ends)
  if ('unmoved' in done) return done.unmoved
  const asks = waiting ? stood.tokens.find(token => awaitsAnswer(before, { ...stood, tokens: [token] })) : undefined
  const keeps = awaitsAnswer(playing, done.move.state) && deadlineOf(playing, done.move.state) === deadlineOf(before, stood)
  // The clocks of the request stand still until the process hears the answer, or that it did not come.
  if (asks && !keeps) return [{ at: asks.at, element: before.process.model.nodes.get(asks.at)!.name || asks.at, needs: 'wait', what: 'the applicant was asked, and the new version would not wait for the answer as long: wait until it came' }]
  return moveOf(playing.process, done.move, playing.appealed)
}

export const isUnmoved = (given: ProcessMove | readonly Unmoved[]): given is readonly Unmoved[] => Array.isArray(given)

const checks = new WeakMap<PublishedService, Promise<EndCheck>>()
