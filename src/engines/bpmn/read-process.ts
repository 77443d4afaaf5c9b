import { compileFeel } from '../feel/feel.ts'
import { isName } from '../feel/feel-name.ts'
import { checkSoundness } from './check-soundness.ts'
import type { Expression, Model, ModelFault, Node } from './model.ts'
import { after } from './after.ts'
import { readModel } from './read-model.ts'
import { readTimer } from './timer-due.ts'

/** What a process is checked against: the authority's teams (`null` where they are not known), the service's milestones, questions and decision tables. */
export type ProcessAround = { readonly teams: readonly string[] | null; readonly milestones: readonly string[]; readonly names: readonly string[]; readonly decisions?: readonly string[] }

/** A process as a package brings it, ready to be played. */
export type CaseProcess = {
  readonly model: Model
  readonly root: Node
  /** What its expressions look at of the request: questions, groups, computed values. */
  readonly looksAt: readonly string[]
}

/** What a step of people is: checking that nothing is missing, asking the applicant, deciding, or giving an opinion or doing a piece of work. */
export const acts = ['check', 'ask', 'decide', 'work'] as const
export type Act = (typeof acts)[number]

/** What happens outside of the process and may be waited for in it. A withdrawal is none: it ends the process. */
export const messages = ['answered'] as const

/** In the process of a service that takes appeals: the team that decided first, whichever it was. */
export const appealedTeam = 'appealed'

export const actOf = (node: Node): Act => (node.own['act'] ?? 'work') as Act

/** Whether it is the step at which people decide. */
export const decides = (node: Node): boolean => node.type === 'user' && actOf(node) === 'decide'

/** The outcomes that a step offers, by id: `parvis:outcome="favourable unfavourable"`. */
export const outcomesOf = (node: Node): readonly string[] => listOf(node.own['outcome'])

/** The questions whose answers a step's team reads, where it does not read them all: `parvis:reads="child healthNote"`. */
export const readsOf = (node: Node): readonly string[] => listOf(node.own['reads'])

const listOf = (ids: string | undefined): readonly string[] => ids?.split(/[\s,]+/).filter(Boolean) ?? []

/** The decision that a business rule task asks: `parvis:decision="fee"`. */
export const decisionOf = (node: Node): string | undefined => (node.type === 'rule' ? node.own['decision'] : undefined)

/** Elements that are played, but have no meaning in a case yet: a process with them is refused, never run wrongly. */
const without: Partial<Record<Node['type'], string>> = {
  service: 'nothing does it by itself yet: make it a user task', script: 'scripts are not run: make it a user task, or a condition at a gateway',
  send: 'it sends nothing yet: people write from the case', receive: 'wait for a message by an event instead',
  task: 'it does not say who does it: make it a user task', manual: 'nobody is told of it: make it a user task', complex: 'use an inclusive or an event-based gateway',
  call: 'a package has one process: draw what it calls as a sub-process',
}

/**
 * Reads the process of a service package: what the engine plays, narrowed to what a case knows how to do, in FEEL over the answers and
 * the outcomes of steps, with its timers; then plays it in every way that it can go. Faults name the element.
 */
export async function readProcess(xml: string, around: ProcessAround): Promise<{ readonly process: CaseProcess; readonly looked: readonly Looked[] } | { readonly faults: readonly ModelFault[] }> {
  const looked: { text: string; names: readonly string[] }[] = []
  const read = await readModel(xml, text => expression(text, looked))
  if ('faults' in read) return read
  const { model } = read
  const faults: ModelFault[] = []
  const blame = (node: Node, what: string) => void faults.push({ element: node.name || node.id, what })
  const [root, ...others] = model.processes
  if (others.length > 0) blame(others[0]!, 'a package has one process: draw other sides as empty pools')
  for (const node of model.nodes.values()) {
    const reason = without[node.type]
    if (reason !== undefined) blame(node, reason)
    if (node.type === 'start' && node.within === root && node.events.length > 0) blame(node, 'a request begins when it is sent: let the process start without an event')
    if (node.type === 'user') for (const what of stepFaults(node)) blame(node, what)
    for (const what of ruleFaults(node, around)) blame(node, what)
    if (mayWaitForEver(node)) blame(node, 'the answer may never come, and nothing goes on without it: wait behind an event-based gateway with a timer beside it')
    if (node.own['team'] !== undefined && around.teams && !around.teams.includes(node.own['team'])) blame(node, `the authority has no team "${node.own['team']}"`)
    if (node.own['milestone'] !== undefined && !around.milestones.includes(node.own['milestone'])) blame(node, `service.json has no milestone "${node.own['milestone']}"`)
    for (const one of readsOf(node)) if (!around.names.includes(one)) blame(node, `its team reads "${one}", which is no question of the form`)
    for (const event of node.events) {
      if (event.kind === 'message' && (node.type === 'throw' || node.type === 'end')) blame(node, 'it sends nothing yet: people write from the case')
      else if (event.kind === 'message' && !messages.includes(event.name as never)) blame(node, `nothing says "${event.name ?? ''}": a case knows ${messages.join(', ')}`)
      if (event.timer && !readTimer(event.timer)) blame(node, `"${event.timer.text}" is no time: write P10D, 10 workingDays, PT12H, R3/P10D, 2026-12-24 or next 2nd tuesday`)
    }
  }
  if (root && ![...model.nodes.values()].some(decides)) blame(root, 'nobody decides in it: one step needs parvis:act="decide"')
  for (const node of afterDecision(model)) blame(node, 'it comes after the decision, which closes the case: nobody could do it')
  for (const { text, names } of looked) {
    const strange = ofRequest(model, names).find(name => !around.names.includes(name))
    if (strange !== undefined) faults.push({ element: text, what: `"${strange}" is no question of the form and no step` })
  }
  if (faults.length > 0) return { faults }
  const sound = await checkSoundness(xml)
  if (sound.faults.length > 0) return { faults: sound.faults }
  if (!sound.complete) return { faults: [{ element: root!.name || root!.id, what: 'it can go in too many ways to be tried: make it smaller' }] }
  return { process: processOf(model, looked), looked }
}

/** An expression of the file, and the names that it looks at. */
export type Looked = { readonly text: string; readonly names: readonly string[] }

const processOf = (model: Model, looked: readonly { readonly names: readonly string[] }[]): CaseProcess =>
  ({ model, root: model.processes[0]!, looksAt: [...new Set(ofRequest(model, looked.flatMap(one => one.names)))] })

/** Names that are no outcome of a step and no counter. */
const ofRequest = ({ nodes }: Model, names: readonly string[]): readonly string[] => names.filter(name => !nodes.has(name) && !counters.has(name))
const counters = new Set(['loopCounter', 'nrOfInstances', 'nrOfCompletedInstances', 'nrOfActiveInstances'])

/** Whether it waits for the applicant's answer without anything that ends the wait: a timer beside it, or at the edge of what it is done in. */
function mayWaitForEver({ type, events, incoming, within }: Node): boolean {
  if (type !== 'catch' || !events.some(event => event.kind === 'message')) return false
  const isTimer = (node: Node): boolean => node.events.some(event => event.timer)
  for (let around = within; around; around = around.within) if (around.edges.some(edge => edge.interrupting && isTimer(edge))) return false
  return !incoming.every(({ from }) => from.type === 'eventBased' && from.outgoing.some(({ to }) => isTimer(to)))
}

/** Checking, asking and deciding are acts of the case's own team, once: what would make them anything else is refused. */
function stepFaults(node: Node): readonly string[] {
  const act = actOf(node)
  if (!acts.includes(act)) return [`its act "${act}" is none of ${acts.join(', ')}`]
  if (node.own['reads'] !== undefined && node.own['team'] === undefined) return ['the service’s own team reads everything: leave parvis:reads out']
  if (act === 'work') return []
  return [
    ...(node.own['team'] !== undefined ? [`"${act}" is done by the service's own team: leave parvis:team out`] : []),
    ...(node.own['outcome'] !== undefined ? [`"${act}" has outcomes of its own: leave parvis:outcome out`] : []),
    ...(node.loop ? [`"${act}" is done once, not repeated`] : []),
  ]
}

/** A rule answers at once, under its own id: conditions and later tables see the answer by it. */
function ruleFaults(node: Node, { names, decisions = [] }: ProcessAround): readonly string[] {
  const { decision, team, outcome, act } = node.own
  if (node.type !== 'rule') return decision === undefined ? [] : ['a decision table is asked by a business rule task: make it one, or leave parvis:decision out']
  if (decision === undefined) return ['it does not say which decision table it asks: write parvis:decision="ID"']
  return [
    ...(decisions.includes(decision) ? [] : [`it asks the decision "${decision}", which no .dmn file of the package has${decisions.length > 0 ? `: they have ${decisions.join(', ')}` : ''}`]),
    ...(isName(node.id) ? [] : [`its id "${node.id}" cannot stand in conditions: write a small letter, then letters and digits`]),
    ...(names.includes(node.id) ? [`its id "${node.id}" is that of a question or a computed value, which its answer would hide`] : []),
    ...([team, outcome, act].some(one => one !== undefined) ? ['nobody does it, it is worked out: leave parvis:team, parvis:outcome and parvis:act out'] : []),
    ...(node.loop ? ['it is asked once, not repeated'] : []),
  ]
}

/** The steps to which ways lead from a decision: that one that left closes the case. */
const afterDecision = (model: Model): readonly Node[] =>
  [...new Set([...model.nodes.values()].filter(decides).flatMap(node => [...after(node)]))].filter(node => node.type === 'user' || node.type === 'rule')

/** The same for a process that was checked when it was published. */
export async function openProcess(xml: string): Promise<CaseProcess> {
  const looked: { text: string; names: readonly string[] }[] = []
  const read = await readModel(xml, text => expression(text, looked))
  if ('faults' in read) throw new Error(`A published process cannot be read: ${read.faults.map(fault => `${fault.element}: ${fault.what}`).join('; ')}`)
  return processOf(read.model, looked)
}

function expression(text: string, looked: { text: string; names: readonly string[] }[]): Expression | string {
  const feel = compileFeel(text.replace(/^=/, ''))
  if ('fault' in feel) return feel.fault
  looked.push({ text, names: feel.names })
  return { text, value: data => feel.value(data) }
}
