/*
 * A BPMN file as it is drawn: plain data, made once for each version of a package. It holds everything that the file shows, also
 * what the engine does not play. Lengths are the file's own units, which its author's tool drew as pixels.
 */

export type Diagram = {
  /** One for each diagram of the file, then one for each process or sub-process that the file does not draw. */
  readonly pictures: readonly Picture[]
  /** The same in words: one for each process. */
  readonly tales: readonly Tale[]
}

export type Picture = {
  /** Of the diagram, or of the process or sub-process that it shows; may be empty. */
  readonly name: string
  readonly box: Box
  /** Pools, lanes, groups and open sub-processes, outer before inner: lines run over them. */
  readonly ground: readonly Shape[]
  /** Everything else, in the order in which it is drawn: over the lines. */
  readonly shapes: readonly Shape[]
  readonly edges: readonly Edge[]
}

export type Box = { readonly x: number; readonly y: number; readonly width: number; readonly height: number }
export type Point = { readonly x: number; readonly y: number }

/** Lines of text around a middle, or upright from below to above (`upright`: in the head of a pool). */
export type Label = { readonly lines: readonly string[]; readonly x: number; readonly y: number; readonly size: number; readonly anchor: 'middle' | 'start'; readonly upright: boolean }

export type Shape = { readonly id: string; readonly name: string; readonly box: Box; readonly label: Label | null } & Look

export type Look =
  | Activity
  | { readonly kind: 'event'; readonly at: 'start' | 'catch' | 'throw' | 'end' | 'boundary'; readonly sign: Sign; readonly dashed: boolean }
  | { readonly kind: 'gateway'; readonly gateway: 'exclusive' | 'parallel' | 'inclusive' | 'complex' | 'event' | 'startEvent' | 'startEvents' | 'plain' }
  /** `upright`: it stands, its head on top. A pool of which nothing is known inside has no head. */
  | { readonly kind: 'pool' | 'lane'; readonly upright: boolean; readonly several: boolean; readonly head: boolean }
  | { readonly kind: 'data'; readonly arrow: 'in' | 'out' | null; readonly several: boolean }
  | { readonly kind: 'band'; readonly initiates: boolean }
  | { readonly kind: 'store' | 'note' | 'group' | 'message' | 'conversation' | 'choreography' }

export type Activity = {
  readonly kind: 'activity'
  readonly task: 'none' | 'user' | 'manual' | 'service' | 'script' | 'rule' | 'send' | 'receive'
  /** Transaction: double; call: thick; event sub-process: dotted. */
  readonly border: 'thin' | 'double' | 'thick' | 'dotted'
  /** Of a sub-process: whether what is inside is drawn in it; `null` where nothing is inside. */
  readonly open: boolean | null
  readonly marks: readonly ActivityMark[]
  /** Of a closed event sub-process: what starts it. */
  readonly starts: { readonly sign: Sign; readonly dashed: boolean } | null
}

export type ActivityMark = 'loop' | 'parallel' | 'sequential' | 'compensation' | 'adhoc' | 'inside'

export type Sign = 'none' | 'message' | 'timer' | 'signal' | 'error' | 'escalation' | 'condition' | 'compensation' | 'cancel' | 'terminate' | 'link' | 'multiple' | 'parallel'

export type Edge = {
  readonly id: string
  readonly name: string
  readonly kind: 'sequence' | 'message' | 'association' | 'link'
  readonly points: readonly Point[]
  readonly label: Label | null
  /** A small diamond or a stroke at its beginning. */
  readonly mark: 'condition' | 'default' | null
  /** How far along the line its mark stands: where several lines leave as one, behind the place where they part. */
  readonly markAway: number
  /** Arrows of an association. */
  readonly arrows: 'none' | 'end' | 'both'
  /** An envelope in its middle: white begins, grey answers. */
  readonly envelope: 'begins' | 'answers' | null
}

/** A process as a list of steps in words' order; `name` is its own or its pool's. */
export type Tale = { readonly name: string; readonly steps: readonly TaleStep[] }

export type TaleStep = {
  readonly id: string
  /** `2`, or `2.1` within a sub-process. */
  readonly number: string
  readonly name: string
  readonly what: 'start' | 'end' | 'event' | 'choice' | 'parallel' | 'any' | 'first' | 'complex' | 'sub' | 'eventSub' | 'call' | Activity['task']
  readonly sign: Sign
  /** Throws its event instead of waiting for it. */
  readonly throws: boolean
  readonly team: string
  readonly marks: readonly ActivityMark[]
  /** Gateways that are told with it, at which the case may wait: those that bring ways together before it, and the one behind it. */
  readonly gates: readonly string[]
  /** What follows; `null` where nothing does. */
  readonly next: TaleNext | null
  /** What may happen while it is done. */
  readonly edges: readonly { readonly id: string; readonly name: string; readonly sign: Sign; readonly interrupts: boolean; readonly next: TaleNext | null }[]
  readonly inside: readonly TaleStep[]
}

export type TaleNext = {
  readonly how: 'one' | 'all' | 'choice' | 'any' | 'first'
  /** The question that a choice asks. */
  readonly asks: string
  readonly ways: readonly TaleWay[]
}

export type TaleWay = {
  readonly when: string
  readonly otherwise: boolean
  /** The step that it leads to, its number and name. */
  readonly to: string
  readonly number: string
  readonly name: string
  /** Other ways have to arrive there as well. */
  readonly waits: boolean
  /** It leads to an earlier step. */
  readonly back: boolean
  /** The very next step of the list, which nothing else leads to. */
  readonly beside: boolean
}
