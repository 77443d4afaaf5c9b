/*
 * The kernel: the plain types that every room is written in. Nothing here does I/O.
 * It is longer than 250 lines because it is learned as one: whoever has read it can read every room.
 * `event()`, `kind()`, `command()` … return their argument: they exist for type inference only.
 */
import type { Html } from '../base/jsx/html.ts'
import type { Authority } from '../base/authority.ts'
import type { Uuid } from '../base/ids.ts'
import type { Language, Reading } from '../base/language.ts'
import type { Refusal } from '../base/result.ts'


/** Milliseconds since 1970 in UTC. Pages turn it into the authority's own days and hours. */
export type Instant = number

/**
 * Something that happened. `facts` may be read by anyone who measures (mining, plan, open data);
 * whatever says something about a person stands in `personal`, which erasing turns into 'erased'.
 */
export type Event<T extends string = string, F = unknown, P = unknown> = {
  readonly type: T
  readonly facts: F
  readonly personal: P | 'erased'
}

/** An event's definition: call it to make one; `sample` is its golden sample, which every later version must still fold. */
export type EventType<T extends string, F, P> = {
  (facts: F, personal: P): Event<T, F, P>
  readonly type: T
  readonly sample: Event<T, F, P>
}

export function event<T extends string, F, P>(type: T, sample: { facts: F; personal: P }): EventType<T, F, P> {
  const make = (facts: F, personal: P): Event<T, F, P> => ({ type, facts, personal })
  return Object.assign(make, { type, sample: make(sample.facts, sample.personal) })
}

/** The event that a definition makes. */
export type Of<D> = D extends EventType<infer T, infer F, infer P> ? Event<T, F, P> : never

/** A command's or a question's name, with the check of its input from outside. `answers` carries a question's type only. */
export type Call<I, A = void> = {
  readonly name: string
  parse(raw: unknown): I | Refusal
  readonly answers?: A
}

export const call = <I, A = void>(name: string, parse: (raw: unknown) => I | Refusal): Call<I, A> => ({ name, parse })

/** Who acts. A visitor without a session has no account; an account need not have an e-mail address. */
export type Actor =
  | { readonly kind: 'visitor'; readonly account: Uuid | null }
  | { readonly kind: 'agent'; readonly agent: Uuid; readonly name: string; readonly teams: readonly string[]; readonly administrator: boolean }
  | { readonly kind: 'system'; readonly name: string }

/** Who may do a thing, given what it is about. */
export type Permit<M> = (actor: Actor, model: M) => boolean

/** A kind of stream. `shape` is raised when `evolve` or the state's form changes: older heads are then refolded. */
export type Kind<S, E extends Event> = {
  readonly kind: string
  readonly shape: number
  readonly initial: S
  evolve(state: S, event: E, at: Moment): S
  /** The alarms that this state waits for; a timer that is no longer in the state is refused when it rings. */
  timers?(state: S, stream: Uuid): readonly Timer[]
}

/** When and by whom an event happened, as `evolve` sees it. */
export type Moment = { readonly happened: Instant; readonly version: number; readonly actor: string }

/** A command to send at an instant. `id` is unique within its stream. */
export type Timer = { readonly id: string; readonly due: Instant; readonly send: Send }

/** A command to send: ids and facts only, for it may wait in the job queue. */
export type Send = { readonly call: string; readonly input: unknown }

/** Asks a question of another room, bound to the same authority. */
export type Ask = <I, A>(question: Call<I, A>, input: I) => Promise<A>

export type Command<I, S, E extends Event, G = null> = {
  readonly call: Call<I>
  readonly of: Kind<S, E>
  stream(input: I): Uuid
  /** True where who acted is not to be known: the journal then names nobody. */
  readonly anonymous?: boolean
  /** True where the command begins its stream: it is decided before anything is read. */
  readonly opens?: boolean
  permit: Permit<S>
  /** The only I/O before deciding. */
  given?(ask: Ask, input: I, state: S, at: { readonly now: Instant; readonly authority: Authority }): Promise<G | Refusal>
  /** Keys that must be unique in the authority, and by which the stream can be found. They hold ids and keyed hashes, never words. */
  claims?(input: I, state: S): readonly string[]
  /** A form's own id: a repeated send finds it in the head and changes nothing. */
  once?(input: I): Uuid | undefined
  decide(state: S, c: Deciding<I, G>): readonly E[] | Refusal
}

export type Deciding<I, G> = {
  readonly input: I
  readonly given: G
  readonly actor: Actor
  readonly now: Instant
  newId(): Uuid
}

export type Question<I, A> = {
  readonly call: Call<I, A>
  answer(db: AuthorityDb, input: I): Promise<A>
}

/** Reads bound to one authority by the database itself (row security). The only way a room touches SQL. */
export type AuthorityDb = {
  readonly authority: number
  /** One statement in a transaction of its own, for the bound authority. */
  rows<R>(statement: Statement, values?: readonly unknown[]): Promise<R[]>
  /** A stream's state, folded to this node's shape; `null` where there is none. */
  head<S>(kind: Kind<S, any>, stream: Uuid): Promise<Head<S> | null>
  /** The stream that holds a claim. */
  claimed(key: string): Promise<Uuid | null>
  /** The next number of a series, for case numbers; gaps are fine. */
  nextNumber(series: string): Promise<number>
}

/** A named statement: prepared once per connection under its name. */
export type Statement = { readonly name: string; readonly text: string }

export type Head<S> = { readonly stream: Uuid; readonly version: number; readonly state: S }

/** A column value of a view's row. Dates as ISO text or `Instant` in a bigint column. */
export type Cell = string | number | boolean | null | readonly string[]
export type Row = Readonly<Record<string, Cell>>

/** A list as a pure function of one head. The kernel adds `authority`, `stream`, `version` to each row. */
export type View<S> = {
  readonly table: string
  readonly of: Kind<S, any>
  rows(state: S, stream: Uuid): readonly Row[]
}

/** What is heard: the event, its stream and its place in it. */
export type Heard<E extends Event> = { readonly event: E; readonly stream: Uuid; readonly version: number; readonly happened: Instant }

/** An event heard leads to commands in other streams, or to effects (jobs). Pure; runs after the commit, once. */
export type Reaction = {
  readonly name: string
  readonly hears: string
  then(heard: Heard<any>): readonly (Send | Job)[]
}

export const reaction = <T extends string, F, P>(
  name: string,
  hears: EventType<T, F, P>,
  then: (heard: Heard<Event<T, F, P>>) => readonly (Send | Job)[],
): Reaction => ({ name, hears: hears.type, then })

/** Work with an outside thing. The job carries ids only; the effect re-checks the state before it acts. */
export type Job = { readonly effect: string; readonly payload: Readonly<Record<string, string>> }

export type Effect = {
  readonly name: string
  run(world: World, payload: Readonly<Record<string, string>>): Promise<void>
}

/** What an effect may use. `attempt` counts from 1; a thrown error is tried again later. */
export type World = {
  readonly authority: Authority
  readonly db: AuthorityDb
  readonly now: Instant
  readonly attempt: number
  /** The installation's public address (scheme and host), for links in what is sent out. */
  readonly origin: string
  ask: Ask
  send: SendCommand
  secrets: Secrets
}

/** What a room sweeps each minute for each authority, on one node: what ended, and work whose job was lost. */
export type Sweep = { readonly name: string; run(world: Sweeping): Promise<void> }
export type Sweeping = Omit<World, 'attempt'> & { enqueue(job: Job, key: string): Promise<void> }

/** Keyed hashes: the same label and text give the same value on every node, and nothing without the installation's secret. */
export type Secrets = { sign(label: string, text: string): string }

export type Accepted = { readonly stream: Uuid; readonly version: number }
export type SendCommand = <I>(command: Call<I>, input: I) => Promise<Accepted | Refusal>

/** A request to read a page. */
export type Request = {
  readonly authority: Authority
  readonly language: Language
  /** How the visitor reads a package's words: in this language, or its easy variant. */
  readonly reading: Reading
  readonly actor: Actor
  readonly now: Instant
  /** What the browser asks: to see the page, or to act on it. */
  readonly method: 'GET' | 'POST'
  readonly params: Readonly<Record<string, string>>
  readonly query: URLSearchParams
  readonly db: AuthorityDb
  readonly ask: Ask
  readonly secrets: Secrets
  /** The whole address with scheme and host, for links in e-mails and on paper. */
  readonly origin: string
  /** The address of a page in this authority and way of reading; every `:name` of the pattern is filled from `params`. */
  url(path: string, params?: Readonly<Record<string, string>>): string
  /** The network that the request came from, as a keyed hash: attempts are counted by it, nothing else. */
  readonly network: string
  /** Counts an attempt; true when the key has used up `limit` attempts in `seconds`. */
  throttled(key: string, limit: number, seconds: number): Promise<boolean>
  /** A value that only this session can compute, the same each time; `null` without a session cookie. */
  derive(label: string): string | null
  /** This page's own address, as its forms post to it: without the fragment that a link within the page left in the browser. */
  readonly here: string
  /** The token that every form carries in its field `csrf`. */
  readonly csrf: string
  /** What the frame around every page needs, computed by the roof. */
  readonly site: Site
  /** Where this page hears that its streams changed (`<Live src>`); set for `view` where the page `watches` something. */
  readonly live: string | null
}

/** A request to act: the form as it was posted. */
export type Posting = Request & {
  readonly form: URLSearchParams
  /** The files of a post to a page that `takes` some. */
  readonly files: readonly PostedFile[]
  send: SendCommand
  /** The visitor's account, made with a session where there is none yet. */
  account(): Promise<Uuid>
}

/**
 * A file as it came from outside: its name is whatever the sender wrote. `path` is a local copy that is removed after the answer;
 * there is none where the file was larger than the field takes: then only its size was counted.
 */
export type PostedFile = { readonly field: string; readonly name: string; readonly bytes: number; readonly path: string | null }

/** Which fields of a post may carry files, and the largest file in bytes for each; `most` files at once in all. */
export type Takes = { readonly fields: Readonly<Record<string, number>>; readonly most: number }

/** A file on its way out. It is always offered for saving, never shown: whatever stands in it, it cannot act as a page of ours. */
export type SentFile = { readonly name: string; readonly type: string; readonly bytes: number; readonly content: AsyncIterable<Uint8Array> }

/** A picture for a page to show that says nothing of a person: a square of a map. The visitor's browser may keep it for `seconds`. */
export type Picture = { readonly type: 'image/png' | 'image/jpeg' | 'image/webp'; readonly bytes: Uint8Array; readonly seconds: number }

export type Redirect = {
  readonly to: string
  readonly session?: SessionChange
  /** What the door was shown with (`carried` of its problem), handed back: it is opened for the agent who typed it, and for nobody else. */
  readonly carried?: string
}
export type SessionChange =
  | { readonly become: 'account'; readonly account: Uuid }
  | { readonly become: 'agent'; readonly agent: Uuid }
  /** `forget`: the browser is told to drop everything that it keeps of this site, its cache and all cookies too. */
  | { readonly become: 'nobody'; readonly everywhere?: boolean; readonly forget?: boolean }

/** What went wrong with a posted form: the refusal, and what was typed, so that nothing is lost. */
export type Problem = { readonly refusal: Refusal; readonly typed: URLSearchParams }

/** The data of the frame around a page. */
export type Site = {
  readonly authority: Authority
  readonly language: Language
  readonly stylesheets: readonly string[]
  readonly script: string | null
  readonly fonts: readonly string[]
  readonly reading: Reading
  /** This page's address in the other languages; to whoever reads easy language, in this one too. */
  readonly alternates: readonly { readonly language: Language; readonly href: string }[]
  /** This page's address in the easy variant of each language, but for the one that it is read in: for pages that show such words. */
  readonly easy: readonly { readonly language: Language; readonly href: string }[]
  readonly home: string
  readonly requests: string
  readonly desk: string
  readonly agent: { readonly name: string; readonly signOut: string } | null
  readonly csrf: string
}

/**
 * One URL. `load` reads, `permit` decides, `act` answers a POST, `view` draws.
 * A refused permit is a 404: whether a thing exists is not told to who may not see it.
 */
export type Page<M> = {
  readonly name: string
  readonly path: `/${string}`
  /** Which session counts here: the resident's (default) or the agent's. */
  readonly door?: 'desk'
  load(r: Request): Promise<M | Refusal | Redirect>
  permit: Permit<M>
  act?(r: Posting, model: M): Promise<Redirect | Refusal>
  /** The files that a post may carry (multipart/form-data); absent or `null` where it carries none. */
  takes?(model: M): Takes | null
  /** Answers a GET with a file in place of a view. */
  sends?(model: M, r: Request): Promise<SentFile | Refusal>
  /** Answers a GET with a picture in place of a view. */
  shows?(model: M, r: Request): Promise<Picture | Refusal>
  /** Absent where an address only takes posts: a GET then answers 303 to `instead`. */
  view?(model: M, r: Request, problem?: Problem): Html
  instead?(model: M, r: Request): string
  /**
   * The only addresses outside that a post of this page, or of a form on it, may lead to: https, published by the authority,
   * never taken from the request. Everything else that leads outside ends at home.
   */
  leadsOutside?(model: M): readonly string[]
  /** Whether this page may ask the visitor's browser where it is. No other page may. */
  locates?(model: M): boolean
  /**
   * What is shown, or where it goes on, where this page cannot be reached: the session was lost, or the thing is gone. `typed`
   * is what was posted: it is not to be lost, but nothing may be done with it, for nobody is known. `null`: the common error page.
   */
  lost?(r: Request, refusal: Refusal, typed: URLSearchParams): Promise<Html | Redirect | null>
  /**
   * At the desk: the fields of a post that are typed, and come back after signing in again where the session ended meanwhile. In
   * between they lie in the page that shows the door, sealed for the agent whose form it was; nothing of them is stored.
   */
  readonly carries?: readonly string[]
  /** The streams whose events refresh this page while it is open, at the version that the model shows. */
  watches?(model: M): readonly Seen[]
}

/**
 * An address that takes one file in pieces, so that a cut line goes on where it broke off. The roof speaks the protocol (tus 1.0);
 * the room says who may, how much, and what becomes of a file that is whole.
 */
export type Intake<M> = {
  readonly name: string
  readonly path: `/${string}`
  load(r: Request): Promise<M | Refusal>
  permit: Permit<M>
  /** The largest file, in bytes. */
  most(model: M): number
  /** Keeps a file. What is answered goes to the page's script as JSON; `error` is said to the visitor. */
  keep(r: Posting, model: M, file: PostedFile): Promise<Readonly<Record<string, string | number | undefined>>>
}

/** A stream as a page shows it; a `Head` is one. */
export type Seen = { readonly stream: Uuid; readonly version: number }

/** A call of the programming interface: a program has neither session nor form, and no cookie of it is read. */
export type Calling = Pick<Posting, 'authority' | 'language' | 'actor' | 'now' | 'params' | 'ask' | 'secrets' | 'origin' | 'url' | 'network' | 'throttled'> & {
  /** What was sent, as plain JSON that can be stored; `undefined` where nothing was. */
  readonly body: unknown
  /** The files of a call to an operation that `takes` some. */
  readonly files: readonly PostedFile[]
  header(name: 'authorization' | 'idempotency-key'): string | null
  /** The address of an operation of this authority, as `url` makes one of a page. */
  api(path: string, params?: Readonly<Record<string, string>>): string
  /** Sends in the name of an account that is made for what is sent. */
  sendAs(account: Uuid): SendCommand
}

/** `kept`: says nothing of a person and may be kept for a minute. */
export type Answer = { readonly body: unknown; readonly status?: 200 | 201; readonly location?: string; readonly kept?: boolean }

/** JSON Schema 2020-12. */
export type Schema = Readonly<Record<string, unknown>>

/**
 * What an address is to programs: JSON in, JSON out. `load` reads, `permit` decides, `answer` acts. Refusals become problems
 * (RFC 9457); a refused permit is a 404. `told` describes it, and the interface's document is made of that.
 */
export type Operation<M> = {
  readonly name: string
  readonly method: 'GET' | 'POST'
  /** Below `/api/:authority`. */
  readonly path: `/${string}`
  load(r: Calling): Promise<M | Refusal>
  permit: Permit<M>
  /** The files that a call carries (multipart/form-data, in place of JSON); absent where it carries none. */
  takes?(model: M): Takes
  answer(r: Calling, model: M): Promise<Answer | Refusal>
  readonly told: Told
}

export type Told = {
  readonly summary: string
  readonly description?: string
  /** The words for each `:name` of the path. */
  readonly params?: Readonly<Record<string, string>>
  readonly key?: string
  /** What stands in the Authorization header, where the operation needs one. */
  readonly code?: string
  readonly body?: Schema
  /** The words for the file `file`, where the operation takes one in place of JSON. */
  readonly file?: string
  readonly answer: Schema
  readonly refusals: readonly string[]
  /** One entry for each value of the path's names, where the body differs: every service has a form of its own. */
  each?(ask: Ask, language: Language): Promise<readonly { readonly params: Readonly<Record<string, string>>; readonly summary: string; readonly body: Schema }[]>
}

export const page = <M>(p: Page<M>): Page<M> => p
export const intake = <M>(i: Intake<M>): Intake<M> => i
export const operation = <M>(o: Operation<M>): Operation<M> => o
export const command = <I, S, E extends Event, G = null>(c: Command<I, S, E, G>): Command<I, S, E, G> => c
export const kind = <S, E extends Event>(k: Kind<S, E>): Kind<S, E> => k
export const view = <S>(v: View<S>): View<S> => v
export const question = <I, A>(q: Question<I, A>): Question<I, A> => q

/** A room's door: all that the roof sees of it. */
export type Feature = {
  readonly name: string
  readonly kinds?: readonly Kind<any, any>[]
  readonly commands?: readonly Command<any, any, any, any>[]
  readonly questions?: readonly Question<any, any>[]
  readonly views?: readonly View<any>[]
  readonly reactions?: readonly Reaction[]
  readonly effects?: readonly Effect[]
  readonly sweeps?: readonly Sweep[]
  readonly pages?: readonly Page<any>[]
  readonly intakes?: readonly Intake<any>[]
  readonly operations?: readonly Operation<any>[]
}
