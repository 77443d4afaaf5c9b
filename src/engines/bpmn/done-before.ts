import type { Model, Node } from './model.ts'

/**
 * The steps that are done whenever this one is come to, by id: on every way that leads here, whatever people and conditions do. What
 * is not certain from the drawing is left out: a table that asks for it has to say what holds where it is not known.
 */
export function doneBefore(model: Model): (node: Node) => ReadonlySet<string> {
  const everything = new Set(model.nodes.keys())
  const before = new Map([...model.nodes.values()].map(node => [node, everything as ReadonlySet<string>]))
  // From "everything" downwards until nothing changes: so ways that lead back take nothing away that was there.
  for (let changed = true; changed; ) {
    changed = false
    for (const node of model.nodes.values()) {
      const found = comingTo(model, node, before)
      if (found.size === before.get(node)!.size) continue
      before.set(node, found)
      changed = true
    }
  }
  return node => before.get(node)!
}

type Before = ReadonlyMap<Node, ReadonlySet<string>>

function comingTo(model: Model, node: Node, before: Before): ReadonlySet<string> {
  if (node.within === null) return new Set()
  // An event at an edge happens while its activity is not done; an event sub-process, and an undoing, at any time.
  const host = node.type === 'boundary' ? [...model.nodes.values()].find(one => one.edges.includes(node)) : undefined
  if (host) return before.get(host)!
  if (node.type === 'eventSub' || (node.incoming.length === 0 && !node.within.entries.includes(node))) return new Set()
  const ways = node.incoming.map(({ from }) => new Set([...before.get(from)!, from.id]))
  if (ways.length === 0) return before.get(node.within)!
  if (node.type === 'parallel') return ways.reduce((all, way) => new Set([...all, ...way]))
  return ways.reduce((all, way) => new Set([...all].filter(id => way.has(id))))
}
