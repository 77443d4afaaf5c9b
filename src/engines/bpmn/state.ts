import type { Instant } from '../../base/time.ts'

/*
 * Where a process stands: plain data that can be stored, some tens of bytes. What a token waits for is not stored: it follows from
 * the element at which it stands; only a timer's instant is.
 */

export type ProcessState = {
  /** The number of the next token. */
  readonly next: number
  readonly tokens: readonly Token[]
  /** The error that nobody caught. */
  readonly failed?: string
}

export type Token = {
  readonly id: number
  /** The element where it stands. A token at a process or sub-process is what is inside of it. */
  readonly at: string
  /** The token that it is inside of; absent for a process. */
  readonly in?: number
  /** The flow by which it came to a join that waits for others. */
  readonly by?: string
  /** Of a repeated activity: how many instances in all, and how many are done; of a loop: the rounds done. */
  readonly of?: number
  readonly done?: number
  /** Which instance this is, from 0. */
  readonly item?: number
  /** Timers by event: when it is due, and how often it still rings. */
  readonly due?: Readonly<Record<string, Due>>
  /** Events that have happened and are not waited for again. */
  readonly heard?: readonly string[]
  /** Activities done in here that can be undone, in order. */
  readonly made?: readonly Made[]
  /** The token of the event that waits until this one has undone something. */
  readonly undoes?: number
  /** Variables set in here. */
  readonly data?: Readonly<Record<string, unknown>>
}

/** An instant, or with how many more times it rings. */
export type Due = Instant | readonly [Instant, number | null]

export type Made = { readonly at: string; readonly made?: readonly Made[] }

/** What comes from outside. */
export type Input =
  | { readonly do: 'complete'; readonly token: number; readonly sets?: Readonly<Record<string, unknown>> }
  | { readonly do: 'ring'; readonly token: number; readonly event: string }
  | { readonly do: 'message' | 'signal'; readonly name: string; readonly sets?: Readonly<Record<string, unknown>> }
  | { readonly do: 'error'; readonly token: number; readonly name: string }
  /** Something that conditions look at may have changed. */
  | { readonly do: 'look' }

/** What happened in a move, in order. */
export type Step =
  | { readonly step: 'offered' | 'done' | 'dropped' | 'entered' | 'left'; readonly at: string; readonly token: number }
  /** Done by itself, or not to be done; `says` is what the environment told of it. */
  | { readonly step: 'performed' | 'refused'; readonly at: string; readonly token: number; readonly says?: unknown }
  | { readonly step: 'taken'; readonly at: string; readonly flows: readonly string[] }
  | { readonly step: 'heard' | 'rang'; readonly at: string; readonly token: number }
  | { readonly step: 'thrown'; readonly at: string; readonly kind: string; readonly name: string }
  | { readonly step: 'ended' | 'passed'; readonly at: string }
  | { readonly step: 'failed'; readonly at: string; readonly name: string }

export type Move = { readonly state: ProcessState; readonly steps: readonly Step[] }
