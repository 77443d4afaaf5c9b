import type { Node } from './model.ts'

/**
 * Everything that may follow an element, whatever conditions say: along flows, into sub-processes, and out of those that it is done in.
 * What happens at edges happens beside it or in its place, and is left out.
 */
export const after = (node: Node): ReadonlySet<Node> => closed(next(node))

/** The same with the element itself, and what is done in it. */
export const from = (node: Node): ReadonlySet<Node> => closed([node])

function closed(starts: readonly Node[]): ReadonlySet<Node> {
  const found = new Set(starts)
  for (const node of found) for (const one of [...node.entries, ...next(node)]) found.add(one)
  return found
}

/** Where a way ends within a sub-process, what follows that follows. */
const next = (node: Node): readonly Node[] =>
  node.outgoing.length === 0 && node.within && node.within.type !== 'process' ? next(node.within) : node.outgoing.map(flow => flow.to)
