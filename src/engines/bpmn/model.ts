import type { Instant } from '../../base/time.ts'

/*
 * A BPMN 2.0 file (OMG formal/13-12-09, ISO/IEC 19510) as the engine plays it: a graph of plain objects, compiled once for each
 * version of a package. What the engine cannot play is refused before it comes to this (read-model.ts).
 */

/** Everything of one file: its processes, and the tasks and messages that they share. */
export type Model = {
  readonly processes: readonly Node[]
  readonly nodes: ReadonlyMap<string, Node>
  readonly flows: readonly Flow[]
  /** Whether any event waits for a condition. */
  readonly hasConditions: boolean
}

export type NodeType =
  | 'process' | 'sub' | 'transaction' | 'adhoc' | 'eventSub' | 'call'
  | 'user' | 'manual' | 'service' | 'script' | 'rule' | 'send' | 'receive' | 'task'
  | 'start' | 'end' | 'catch' | 'throw' | 'boundary'
  | 'exclusive' | 'parallel' | 'inclusive' | 'complex' | 'eventBased'

export type Node = {
  readonly id: string
  readonly type: NodeType
  readonly name: string
  /** The process or sub-process that it stands in; `null` for a process. */
  readonly within: Node | null
  readonly incoming: Flow[]
  readonly outgoing: Flow[]
  /** What stands in it, in the file's order: of processes and sub-processes. */
  readonly inside: Node[]
  /** Where a token begins when this process or sub-process does. */
  readonly entries: Node[]
  /** Event sub-processes of this process or sub-process. */
  readonly eventSubs: Node[]
  /** Events at the edge of this activity, but for compensation. */
  readonly edges: Node[]
  /** What undoes this activity after it was done: another activity, or an event sub-process in it. */
  undo: Node | null
  readonly events: readonly EventDefinition[]
  /** Of a boundary event, or of the start of an event sub-process: whether it ends what it happens to. */
  readonly interrupting: boolean
  /** Of an event with several definitions: all of them have to happen, not one. */
  readonly all: boolean
  readonly loop: Loop | null
  /** Tokens it takes before it begins, and tokens it leaves by each way out. */
  readonly startQuantity: number
  readonly completionQuantity: number
  /** Of a complex gateway that joins: when it has enough. */
  readonly enough: Expression | null
  /** Of an ad-hoc sub-process: one after the other, and when it may end. */
  readonly ordered: boolean
  readonly ends: Expression | null
  /** Of a call: what is called. Of a throw of compensation: what is undone. */
  readonly calls: string | null
  called: Node | null
  /** What a script task runs, as it is written: only the environment can read it. */
  readonly script: string | null
  /** The message that a task sends or waits for. */
  readonly message: string | null
  /** Attributes of the house's own namespace (`parvis:team`), without their prefix. */
  readonly own: Readonly<Record<string, string>>
  /** Of an inclusive or complex join: for each node from which it can be reached, by which of its ways in (bits). */
  reach: ReadonlyMap<Node, number>
}

export type Flow = {
  readonly id: string
  readonly name: string
  readonly from: Node
  readonly to: Node
  readonly condition: Expression | null
  /** Taken where no condition holds. */
  readonly otherwise: boolean
}

export type EventDefinition = {
  readonly kind: 'timer' | 'message' | 'signal' | 'error' | 'escalation' | 'condition' | 'compensation' | 'cancel' | 'terminate' | 'link'
  /** Which message, signal, error …: the name that both sides share; `null` catches any error. */
  readonly name: string | null
  readonly timer: TimerDefinition | null
  readonly condition: Expression | null
}

/** ISO 8601 text as it is written, or the house's own terms (`10 workingDays`): the environment says when that is. */
export type TimerDefinition = { readonly kind: 'date' | 'duration' | 'cycle'; readonly text: string }

export type Loop =
  | { readonly kind: 'while'; readonly before: boolean; readonly most: number | null; readonly condition: Expression | null }
  | { readonly kind: 'each'; readonly ordered: boolean; readonly cardinality: Expression; readonly enough: Expression | null; readonly throws: LoopEvents }

/** What instances throw as they end, to be caught at the activity's edge. */
export type LoopEvents =
  | { readonly when: 'never' }
  | { readonly when: 'first' | 'each'; readonly event: EventDefinition }
  | { readonly when: 'condition'; readonly condition: Expression; readonly event: EventDefinition }

/** An expression that was read before; `value` never throws. */
export type Expression = { readonly text: string; value(data: Data): unknown }

/** Reads an expression's text once; a text is what is wrong with it. */
export type ReadExpression = (text: string) => Expression | string

/** What cannot be played: the element, as its author finds it again (its name, else its id), and what is wrong with it. */
export type ModelFault = { readonly element: string; readonly what: string }

/** What expressions may look at: variables by name. */
export type Data = ReadonlyMap<string, unknown>

/** What the engine asks of whoever plays it. Pure: the same question has the same answer within a move. */
export type Environment = {
  /** What is known of the case (answers, computed values); variables of the process come on top. */
  readonly data: Data
  readonly now: Instant
  /** When a timer is due that is set now; for a cycle the first time, and how often it rings (`null`: for ever). */
  due(timer: TimerDefinition, data: Data): { readonly at: Instant; readonly times: number | null }
  /** Does what a task does by itself. */
  perform(node: Node, data: Data): Performed
}

/** `waits` for people or programs, is `done` (and sets variables), or failed with an error's name. What it `says` of how it came to that is told with the step. */
export type Performed =
  | { readonly result: 'waits' }
  | { readonly result: 'done'; readonly sets?: Readonly<Record<string, unknown>>; readonly says?: unknown }
  | { readonly result: 'error'; readonly name: string; readonly says?: unknown }
