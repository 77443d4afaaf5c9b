import type { ServerResponse } from 'node:http'
import type { Uuid } from '../../base/ids.ts'
import type { Change, Runtime } from './runtime.ts'
import { securityHeaders } from './headers.ts'

export type LiveLimits = {
  /** Connections of one node; above, a page is told to come back later and works without. */
  readonly connections: number
  /** Connections of one session: nobody has more pages open, and nobody may take the places of all others. */
  readonly ofOne: number
  /** Bytes that may wait for one reader before it is let go; it comes back and fetches the page anew. */
  readonly waiting: number
  /** Seconds between two comments that keep proxies from closing a silent connection. */
  readonly heartbeat: number
}

const limits: LiveLimits = { connections: 20_000, ofOne: 50, waiting: 64 * 1024, heartbeat: 20 }
const hourOfBeats = 180

type Watcher = { readonly response: ServerResponse; beats: number }
type Topic = { readonly watchers: Set<Watcher>; stop(): void }

/**
 * The open pages of this node (server-sent events). One subscription for each stream that anybody watches, an event's bytes
 * made once for all its watchers, one timer for all connections. An event says only that there is something new: the page
 * fetches itself again, and its permit with it.
 */
export class LiveHub {
  private readonly runtime: Runtime
  private readonly limits: LiveLimits
  private readonly topics = new Map<string, Topic>()
  /** Watchers by the second of the heartbeat: 10,000 comments at once would hold up the events of everybody. */
  private readonly slots: Set<Watcher>[]
  private readonly timer: NodeJS.Timeout
  private readonly ofSession = new Map<string, number>()
  private open = 0
  private slot = 0

  constructor(runtime: Runtime, changed: Partial<LiveLimits> = {}) {
    this.runtime = runtime
    this.limits = { ...limits, ...changed }
    this.slots = Array.from({ length: this.limits.heartbeat }, () => new Set<Watcher>())
    this.timer = setInterval(() => this.beat(), 1000).unref()
  }

  get connections(): number {
    return this.open
  }

  /** Whether there is no place left on this node, or none for this session. */
  isFull(session: string | null = null): boolean {
    return this.open >= this.limits.connections || (session !== null && (this.ofSession.get(session) ?? 0) >= this.limits.ofOne)
  }

  /** Begins a stream of events on `response`; the returned function sends this one reader an event at once. */
  join(response: ServerResponse, authority: number, streams: readonly Uuid[], session: string | null = null): () => void {
    // Without chunks: an event then is one write of shared bytes. The connection ends with the stream.
    response.useChunkedEncodingByDefault = false
    response.writeHead(200, { ...securityHeaders, 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-store', 'x-accel-buffering': 'no', connection: 'close' })
    response.write('retry: 2000\n\n')
    const watcher: Watcher = { response, beats: 0 }
    const slot = this.slots[this.open % this.slots.length]!
    slot.add(watcher)
    this.open++
    this.count(session, 1)
    const topics = [...new Set(streams)].map(stream => this.topic(authority, stream))
    for (const topic of topics) topic.watchers.add(watcher)
    response.on('close', () => {
      this.open--
      this.count(session, -1)
      slot.delete(watcher)
      for (const topic of topics) {
        topic.watchers.delete(watcher)
        if (topic.watchers.size === 0) topic.stop()
      }
    })
    return () => this.write(watcher, atOnce)
  }

  /** Ends every stream; the pages come back to another node or to this one's next start. */
  close(): void {
    clearInterval(this.timer)
    for (const slot of this.slots) for (const watcher of slot) watcher.response.end()
  }

  private count(session: string | null, by: 1 | -1): void {
    if (session === null) return
    const now = (this.ofSession.get(session) ?? 0) + by
    if (now > 0) this.ofSession.set(session, now)
    else this.ofSession.delete(session)
  }

  private topic(authority: number, stream: Uuid): Topic {
    const key = `${authority}/${stream}`
    const known = this.topics.get(key)
    if (known) return known
    const watchers = new Set<Watcher>()
    const forget = this.runtime.watch(authority, [stream], change => this.tell(watchers, change))
    const topic: Topic = {
      watchers,
      stop: () => {
        forget()
        this.topics.delete(key)
      },
    }
    this.topics.set(key, topic)
    return topic
  }

  private tell(watchers: ReadonlySet<Watcher>, change: Change): void {
    const bytes = Buffer.from(eventText(change.id, change.version))
    for (const watcher of watchers) this.write(watcher, bytes)
  }

  private write(watcher: Watcher, bytes: Buffer): void {
    const { response } = watcher
    if (response.writableLength > this.limits.waiting) response.destroy()
    else if (!response.writableEnded && !response.destroyed) response.write(bytes)
  }

  private beat(): void {
    this.slot = (this.slot + 1) % this.slots.length
    for (const watcher of this.slots[this.slot]!) {
      // After an hour the page comes back by itself and is asked for its permit again.
      if (++watcher.beats > hourOfBeats) watcher.response.end()
      else this.write(watcher, comment)
    }
  }
}

const comment = Buffer.from(':\n\n')
const atOnce = Buffer.from('data: new\n\n')
const eventText = (id: string, version: number): string => `id: ${id}\ndata: ${version}\n\n`
