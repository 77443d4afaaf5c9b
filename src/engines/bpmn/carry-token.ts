import { clocksOf, timerKey, type Clock } from './listen.ts'
import type { Model, Node } from './model.ts'
import type { Places } from './places.ts'
import type { Due, Made, Token } from './state.ts'

type Between = { readonly from: Model; readonly to: Model; readonly places: Places }

/** A token at its element of another version. `begins`: timers that are new there; `lost`: what it could undo, and nobody could there. */
export type Carried = { readonly carried: Token; readonly begins: readonly Clock[]; readonly lost: readonly string[] }

/** What a token takes with it to an element of another version: timers, what it has heard, what could be undone, outcomes of steps. */
export function carryToken(between: Between, token: Token, node: Node, isInstance: boolean): Carried {
  const { at: _at, in: _in, due: _due, heard: _heard, made: _made, data, ...rest } = token
  const heard = heardOf(between, token)
  const { due, begins } = timersOf(between, token, heard, node, isInstance)
  const lost: string[] = []
  const made = madeOf(between, token.made ?? [], lost)
  return {
    carried: { ...rest, at: node.id, ...(Object.keys(due).length > 0 && { due }), ...(heard.length > 0 && { heard }), ...(made.length > 0 && { made }), ...(data && { data: dataOf(between, data) }) },
    begins, lost,
  }
}

/** Whether what stands at one element can stand at another with all that it has: the same kind, act, and repetition. */
export function isSame(one: Node, other: Node): boolean {
  const ids = (node: Node): string => node.entries.map(entry => entry.id).join(' ')
  return one.type === other.type && one.own['act'] === other.own['act'] && repetition(one) === repetition(other) && one.calls === other.calls
    && (one.type !== 'adhoc' || (one.ordered === other.ordered && (!one.ordered || ids(one) === ids(other))))
}

function repetition({ loop }: Node): string {
  if (!loop) return ''
  return loop.kind === 'while' ? 'while' : `each ${loop.ordered ? 'in turn' : 'at once'}: ${loop.cardinality.text}`
}

const placeOf = ({ places }: Between, id: string): string => places[id] ?? id

/** Timers that the old version set there and the new one knows keep their instant, also that of having rung; new ones begin. */
function timersOf(between: Between, token: Token, heard: readonly string[], node: Node, isInstance: boolean): { readonly due: Readonly<Record<string, Due>>; readonly begins: readonly Clock[] } {
  const before = new Map(clocksOf(between.from.nodes.get(token.at)!, token, isInstance).map(({ event, definition }) => [timerKey(placeOf(between, event.id), definition), timerKey(event.id, definition)]))
  const due: Record<string, Due> = {}
  const begins: Clock[] = []
  for (const clock of clocksOf(node, { ...token, heard }, isInstance)) {
    const key = timerKey(clock.event.id, clock.definition)
    const old = before.get(key)
    if (old === undefined) begins.push(clock)
    else if (token.due?.[old] !== undefined) due[key] = token.due[old]
  }
  return { due, begins }
}

function heardOf(between: Between, { heard = [] }: Token): readonly string[] {
  return heard.flatMap(one => {
    const [, id = one, rest = ''] = /^(.*?)(\?|#\d+)?$/.exec(one) ?? []
    const next = placeOf(between, id)
    return id === 'begins' || between.to.nodes.has(next) || between.to.flows.some(flow => flow.id === next) ? [next + rest] : []
  })
}

function madeOf(between: Between, made: readonly Made[], lost: string[]): readonly Made[] {
  return made.map(one => {
    const at = placeOf(between, one.at)
    if (!between.to.nodes.has(at)) lost.push(one.at)
    return { at, ...(one.made && { made: madeOf(between, one.made, lost) }) }
  })
}

/** The outcomes of a step that has another id now are known by that one, too. */
function dataOf(between: Between, data: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const known: Record<string, unknown> = { ...data }
  for (const [name, value] of Object.entries(data)) {
    const [old, next] = [between.from.nodes.get(name), between.to.nodes.get(placeOf(between, name))]
    if (old && next && isSame(old, next)) known[next.id] ??= value
  }
  return known
}
