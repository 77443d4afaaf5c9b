import { newUuid, type Uuid } from '../../src/base/ids.ts'
import { refuse, type Refusal } from '../../src/base/result.ts'
import { call, command, event, kind, view, type Actor, type Effect, type Feature, type Instant, type Kind, type Of, type Reaction, type Row } from '../../src/journal/kernel.ts'
import { openJournal, type Journal } from '../../src/journal/journal.ts'
import { authority } from '../support/example.ts'

/*
 * A room as small as a room can be, for tests of the journal: an account book. An entry is a number and a note; a reminder
 * is a timer. Its table is made by `ledgerTables` in the test's own database.
 */

export const EntryMade = event<'EntryMade', { amount: number }, { note: string }>('EntryMade', { facts: { amount: 1 }, personal: { note: 'n' } })
export const ReminderSet = event<'ReminderSet', { timer: string; due: Instant }, Record<string, never>>('ReminderSet', { facts: { timer: 't', due: 1 }, personal: {} })
export const Reminded = event<'Reminded', { timer: string }, Record<string, never>>('Reminded', { facts: { timer: 't' }, personal: {} })
export const Unheard = event<'Unheard', Record<string, never>, Record<string, never>>('Unheard', { facts: {}, personal: {} })
type LedgerEvent = Of<typeof EntryMade | typeof ReminderSet | typeof Reminded>

export type Ledger = { readonly sum: number; readonly notes: readonly string[]; readonly waits: { readonly timer: string; readonly due: Instant } | null; readonly reminded: number; readonly doubled?: number }

/** `shape` 2 and above also keeps the sum twice over, as a later version of the room might. */
export const ledgerKind = (shape = 1): Kind<Ledger, LedgerEvent> => kind<Ledger, LedgerEvent>({
  kind: 'ledger', shape, initial: { sum: 0, notes: [], waits: null, reminded: 0 },
  evolve(s, e) {
    const next = apply(s, e)
    return shape > 1 ? { ...next, doubled: next.sum * 2 } : next
  },
  timers: (s, stream) => (s.waits ? [{ id: s.waits.timer, due: s.waits.due, send: { call: Remind.name, input: { ledger: stream, timer: s.waits.timer } } }] : []),
})

function apply(s: Ledger, e: LedgerEvent): Ledger {
  switch (e.type) {
    case 'EntryMade': return { ...s, sum: s.sum + e.facts.amount, notes: [...s.notes, e.personal === 'erased' ? 'erased' : e.personal.note] }
    case 'ReminderSet': return { ...s, waits: { timer: e.facts.timer, due: e.facts.due } }
    case 'Reminded': return { ...s, waits: null, reminded: s.reminded + 1 }
    default: throw new Error(`unknown event ${(e as { type: string }).type}`)
  }
}

export type EntryInput = { ledger: Uuid; amount: number; note?: string; once?: Uuid; key?: string; times?: number; slow?: boolean }
const any = <I>(raw: unknown): I | Refusal => (raw === null ? refuse('BadInput') : (raw as I))
export const MakeEntry = call<EntryInput>('MakeEntry', any)
export const SetReminder = call<{ ledger: Uuid; timer: string; due: Instant }>('SetReminder', any)
export const Remind = call<{ ledger: Uuid; timer: string }>('Remind', any)

/** What tests may change while the room runs. */
export type Knobs = {
  /** Waited for before an entry with `slow` is decided: another command may then be faster. */
  before?: () => Promise<void>
  shape?: number
  reactions?: readonly Reaction[]
  effects?: readonly Effect[]
  sweeps?: Feature['sweeps']
}

export function ledgerRoom(knobs: Knobs = {}): Feature {
  const of = ledgerKind(knobs.shape)
  const anybody = (_actor: Actor): boolean => true
  return {
    name: 'ledger',
    kinds: [of],
    commands: [
      command<EntryInput, Ledger, LedgerEvent, null>({
        call: MakeEntry, of, stream: i => i.ledger, permit: anybody, once: i => i.once, claims: i => (i.key ? [i.key] : []),
        async given(_ask, input) {
          if (input.slow) await knobs.before?.()
          return null
        },
        decide: (_s, { input }) => Array.from({ length: input.times ?? 1 }, () => EntryMade({ amount: input.amount }, { note: input.note ?? '' })),
      }),
      command<{ ledger: Uuid; timer: string; due: Instant }, Ledger, LedgerEvent>({
        call: SetReminder, of, stream: i => i.ledger, permit: anybody,
        decide: (_s, { input }) => [ReminderSet({ timer: input.timer, due: input.due }, {})],
      }),
      command<{ ledger: Uuid; timer: string }, Ledger, LedgerEvent>({
        call: Remind, of, stream: i => i.ledger, permit: a => a.kind === 'system',
        decide: (s, { input, now }) => (s.waits?.timer !== input.timer ? refuse('TimerGone') : now < s.waits.due ? refuse('TimerNotDue') : [Reminded({ timer: input.timer }, {})]),
      }),
    ],
    views: [
      view<Ledger>({ table: 'ledger_lines', of, rows: s => [{ sum: s.sum, entries: s.notes.length, last: s.notes.at(-1) ?? '', reminded: s.reminded }] }),
      view<Ledger>({ table: 'ledger_notes', of, rows: s => s.notes.map((note, n): Row => ({ n, note })) }),
    ],
    reactions: knobs.reactions ?? [],
    effects: knobs.effects ?? [],
    sweeps: knobs.sweeps ?? [],
  }
}

/** The tables of the room's views. */
export const ledgerTables = `
  set role parvis_owner; set search_path = parvis;
  create table ledger_lines (authority int not null, stream uuid not null, version int not null, sum bigint not null, entries int not null, last text not null, reminded int not null, primary key (authority, stream));
  create table ledger_notes (authority int not null, stream uuid not null, version int not null, n int not null, note text not null, primary key (authority, stream, n));
  call protect_view('ledger_lines'); call protect_view('ledger_notes'); reset role`

export const clerk: Actor = { kind: 'agent', agent: newUuid(), name: 'K. Example', teams: [], administrator: false }

export const ledgerJournal = (url: string, knobs: Knobs = {}, more: Partial<Parameters<typeof openJournal>[0]> = {}): Promise<Journal> =>
  openJournal({ url, features: [ledgerRoom(knobs)], secret: 'test', now: Date.now, authority, log: () => {}, ...more })
