import type { Model, Node } from './model.ts'
import type { ProcessState } from './state.ts'

/**
 * The elements to which a process may still come from where it stands, those where it stands among them. Conditions are not looked at:
 * whatever a choice may lead to is ahead.
 */
export function ahead(model: Model, { tokens }: ProcessState): ReadonlySet<Node> {
  const found = new Set<Node>()
  const waiting: Node[] = []
  const come = (node: Node): void => {
    if (found.has(node)) return
    found.add(node)
    waiting.push(node)
  }
  for (const token of tokens) come(model.nodes.get(token.at)!)
  const here = new Set(found)
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    // What is inside of an activity that is under way is where its own tokens are; only its event sub-processes may still begin.
    for (const inner of [...(here.has(node) ? [] : node.entries), ...node.eventSubs, ...node.edges, ...(node.called ? [node.called] : []), ...(node.undo ? [node.undo] : [])]) come(inner)
    for (const flow of node.outgoing) come(flow.to)
    // The instances of a repeated activity that have not begun yet begin at its entries.
    if (node.loop && here.has(node)) for (const entry of node.entries) come(entry)
  }
  return found
}
