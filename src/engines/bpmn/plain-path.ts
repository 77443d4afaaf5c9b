import { from } from './after.ts'
import type { Node } from './model.ts'
import { actOf, type CaseProcess } from './read-process.ts'

/**
 * What stands behind one milestone of a process. `teams` do its steps, `null` the service's own; `checks`: somebody looks whether anything
 * is missing; `sure`: every request comes by it, whatever is decided on the way; `together`: its steps are done side by side; `beside`:
 * milestones whose steps may be under way at the same time.
 */
export type PathPart = { readonly teams: readonly (string | null)[]; readonly checks: boolean; readonly sure: boolean; readonly together: boolean; readonly beside: readonly string[] }

/** A process as those read it who will wait for it: by milestone. Conditions are not looked at, nor what happens where time runs out. */
export function plainPath({ model, root }: CaseProcess): ReadonlyMap<string, PathPart> {
  const nodes = [...model.nodes.values()]
  const of = new Map<string, Node[]>()
  for (const node of nodes) {
    const { milestone } = node.own
    if (milestone !== undefined) of.set(milestone, [...(of.get(milestone) ?? []), node])
  }
  const sideBySide = besideEachOther(nodes)
  return new Map([...of].map(([milestone, steps]) => {
    const work = steps.filter(node => node.type === 'user')
    const beside = [...of].filter(([other, others]) => other !== milestone && others.some(b => steps.some(a => sideBySide(a, b)))).map(([other]) => other)
    return [milestone, {
      teams: [...new Set(work.map(node => node.own['team'] ?? null))], checks: work.some(node => actOf(node) === 'check'), sure: !canAvoid(root, nodes, new Set(steps)),
      together: work.some(a => work.some(b => sideBySide(a, b))), beside,
    }]
  }))
}

/** Whether a process can come to its end without any of these. All branches of a fork are taken, one of a choice. */
function canAvoid(root: Node, nodes: readonly Node[], avoided: ReadonlySet<Node>): boolean {
  const free = new Set<Node>()
  const passes = (node: Node): boolean => {
    if (avoided.has(node) || !node.entries.every(entry => free.has(entry))) return false
    const ways = node.outgoing.map(flow => free.has(flow.to))
    return ways.length === 0 || (choices.has(node.type) ? ways.includes(true) : !ways.includes(false))
  }
  // Until nothing more is found: ways may lead back.
  for (let size = -1; size !== free.size; ) {
    size = free.size
    for (const node of nodes) if (!free.has(node) && passes(node)) free.add(node)
  }
  return free.has(root)
}
const choices: ReadonlySet<string> = new Set(['exclusive', 'inclusive', 'complex', 'eventBased'])

/** Whether two steps lie on different branches of one fork, before these come together again. */
function besideEachOther(nodes: readonly Node[]): (a: Node, b: Node) => boolean {
  const forks = nodes.filter(node => (node.type === 'parallel' || node.type === 'inclusive') && node.outgoing.length > 1).map(node => node.outgoing.map(({ to }) => from(to)))
  return (a, b) => a !== b && forks.some(branches => branches.some(one => one.has(a) && !one.has(b) && branches.some(other => other.has(b) && !other.has(a))))
}
