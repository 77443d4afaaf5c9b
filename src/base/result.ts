/**
 * A refusal is a fact with a name (`CaseAlreadyClosed`), never an exception: whoever asked shows it in plain words.
 * `issues` names the fields that are at fault, in the order of the page.
 */
export type Refusal = {
  readonly refused: string
  readonly issues?: readonly Issue[]
  readonly detail?: Readonly<Record<string, string | number>>
}

/** One field at fault: where (`children[0].birthDate`), which rule (`required`), and the rule's own numbers. */
export type Issue = {
  readonly field: string
  readonly rule: string
  readonly detail?: Readonly<Record<string, string | number>>
}

/** Makes a named refusal. */
export const refuse = (refused: string, more: Omit<Refusal, 'refused'> = {}): Refusal => ({ refused, ...more })

/** Tells a refusal from an answer. */
export const isRefusal = (value: unknown): value is Refusal =>
  typeof value === 'object' && value !== null && typeof (value as { refused?: unknown }).refused === 'string'
