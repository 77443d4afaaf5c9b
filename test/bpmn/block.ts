import fc from 'fast-check'

/*
 * Random block-structured processes, as a term and as the BPMN file that says the same. What a term can do is computed here from the
 * term alone, by the algebra of sequences, choices and shuffles: an oracle that knows nothing of tokens.
 */

export type Block =
  | { readonly kind: 'task'; readonly id: string }
  | { readonly kind: 'sequence' | 'parallel'; readonly parts: readonly Block[] }
  /** `takes`: which branches the conditions choose; exclusive ones take the first of them, the last branch is the default. */
  | { readonly kind: 'exclusive' | 'inclusive'; readonly parts: readonly Block[]; readonly takes: readonly boolean[] }
  | { readonly kind: 'sub'; readonly part: Block }
  | { readonly kind: 'twice'; readonly part: Block }

/** Terms with at most `size` tasks; ids are given in order of appearance. */
export const anyBlock = (depth = 3): fc.Arbitrary<Block> => shape(depth).map(block => named(block, { next: 1 }))

const shape = (depth: number): fc.Arbitrary<Block> => {
  const task = fc.constant<Block>({ kind: 'task', id: '' })
  if (depth === 0) return task
  const parts = fc.array(fc.oneof(task, shape(depth - 1)), { minLength: 2, maxLength: 3 })
  return fc.oneof(
    { weight: 2, arbitrary: task },
    { weight: 3, arbitrary: fc.record({ kind: fc.constantFrom('sequence' as const, 'parallel' as const), parts }) },
    { weight: 3, arbitrary: fc.record({ kind: fc.constantFrom('exclusive' as const, 'inclusive' as const), parts, takes: fc.array(fc.boolean(), { minLength: 3, maxLength: 3 }) }) },
    { weight: 1, arbitrary: shape(depth - 1).map(part => ({ kind: 'sub' as const, part })) },
    { weight: 1, arbitrary: task.map(part => ({ kind: 'twice' as const, part })) },
  )
}

function named(block: Block, ids: { next: number }): Block {
  switch (block.kind) {
    case 'task': return { kind: 'task', id: `t${ids.next++}` }
    case 'sub':
    case 'twice': return { kind: block.kind, part: named(block.part, ids) }
    default: return { ...block, parts: block.parts.map(part => named(part, ids)) }
  }
}

export const tasksOf = (block: Block): number => (block.kind === 'task' ? 1 : block.kind === 'twice' ? 2 * tasksOf(block.part) : block.kind === 'sub' ? tasksOf(block.part) : block.parts.reduce((sum, part) => sum + tasksOf(part), 0))

/** The branches that are taken: of an exclusive gateway one, of an inclusive one all that hold, or the default. */
function taken(block: Extract<Block, { takes: readonly boolean[] }>): readonly Block[] {
  const holding = block.parts.filter((_, index) => index < block.parts.length - 1 && block.takes[index] === true)
  if (holding.length === 0) return block.parts.slice(-1)
  return block.kind === 'exclusive' ? holding.slice(0, 1) : holding
}

/** Every order in which the tasks of a term can be done, each as `t1 t3 t2`. */
export function traces(block: Block): ReadonlySet<string> {
  return new Set(runs(block).map(run => run.join(' ')))
}

function runs(block: Block): readonly (readonly string[])[] {
  switch (block.kind) {
    case 'task': return [[block.id]]
    case 'sub': return runs(block.part)
    case 'twice': return joined([runs(block.part), runs(block.part)])
    case 'sequence': return joined(block.parts.map(runs))
    case 'parallel': return block.parts.map(runs).reduce(shuffled)
    default: return taken(block).map(runs).reduce(shuffled)
  }
}

const joined = (parts: readonly (readonly (readonly string[])[])[]): readonly (readonly string[])[] =>
  parts.reduce((all, next) => all.flatMap(one => next.map(other => [...one, ...other])), [[]] as readonly (readonly string[])[])

const shuffled = (left: readonly (readonly string[])[], right: readonly (readonly string[])[]): readonly (readonly string[])[] => unique(left.flatMap(one => right.flatMap(other => shuffle(one, other))))

function shuffle(a: readonly string[], b: readonly string[]): readonly (readonly string[])[] {
  if (a.length === 0) return [b]
  if (b.length === 0) return [a]
  return [...shuffle(a.slice(1), b).map(rest => [a[0]!, ...rest]), ...shuffle(a, b.slice(1)).map(rest => [b[0]!, ...rest])]
}

const unique = (all: readonly (readonly string[])[]): readonly (readonly string[])[] => [...new Map(all.map(run => [run.join(' '), run])).values()]

/** The BPMN file of a term: user tasks, gateways that open and close, conditions `true` and `false`. */
export function xmlOf(block: Block): string {
  const elements: string[] = []
  let count = 0
  const id = (kind: string): string => `${kind}${++count}`
  const flow = (out: string[], from: string, to: string, condition?: boolean): string => {
    const name = id('f')
    out.push(`<sequenceFlow id="${name}" sourceRef="${from}" targetRef="${to}">${condition === undefined ? '' : `<conditionExpression>${condition}</conditionExpression>`}</sequenceFlow>`)
    return name
  }
  /** Draws a term into `out`; answers where it is entered and left. */
  const draw = (out: string[], one: Block): { from: string; to: string } => {
    switch (one.kind) {
      case 'task':
        out.push(`<userTask id="${one.id}" />`)
        return { from: one.id, to: one.id }
      case 'twice': {
        const task = one.part as Extract<Block, { kind: 'task' }>
        out.push(`<userTask id="${task.id}"><multiInstanceLoopCharacteristics isSequential="true"><loopCardinality>2</loopCardinality></multiInstanceLoopCharacteristics></userTask>`)
        return { from: task.id, to: task.id }
      }
      case 'sub': {
        const name = id('sub')
        const inner: string[] = []
        const { from, to } = draw(inner, one.part)
        const [start, end] = [id('s'), id('e')]
        inner.push(`<startEvent id="${start}" />`, `<endEvent id="${end}" />`)
        flow(inner, start, from)
        flow(inner, to, end)
        out.push(`<subProcess id="${name}">${inner.join('')}</subProcess>`)
        return { from: name, to: name }
      }
      case 'sequence': {
        const drawn = one.parts.map(part => draw(out, part))
        for (let at = 1; at < drawn.length; at++) flow(out, drawn[at - 1]!.to, drawn[at]!.from)
        return { from: drawn[0]!.from, to: drawn.at(-1)!.to }
      }
      default: {
        const [opens, closes] = [id('g'), id('g')]
        const drawn = one.parts.map(part => draw(out, part))
        const conditional = 'takes' in one
        const flows = drawn.map((part, at) => flow(out, opens, part.from, 'takes' in one && at < drawn.length - 1 ? one.takes[at]! : undefined))
        for (const part of drawn) flow(out, part.to, closes)
        out.push(`<${one.kind}Gateway id="${opens}"${conditional ? ` default="${flows.at(-1)}"` : ''} />`, `<${one.kind}Gateway id="${closes}" />`)
        return { from: opens, to: closes }
      }
    }
  }
  const { from, to } = draw(elements, block)
  flow(elements, 'start', from)
  flow(elements, to, 'end')
  return `<?xml version="1.0" encoding="UTF-8"?><definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" id="d" targetNamespace="urn:test"><process id="p" isExecutable="true"><startEvent id="start" /><endEvent id="end" />${elements.join('')}</process></definitions>`
}
