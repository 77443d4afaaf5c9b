import { describe, expect, test } from 'vitest'
import { isRefusal, type Refusal } from '../../base/result.ts'
import type { Actor, Command } from '../../journal/kernel.ts'
import type { CaseFile } from '../../vocabulary/cases.ts'
import { MailFailed, MailLinkUsed, MailQueued, MailRetried, MailSent, type QueueMailInput } from '../../vocabulary/mail.ts'
import { noteMailFailed, noteMailSent, queueMail, retryMail, useMailLink } from './decide.ts'
import { mailKind, type MailEvent, type MailState } from './state.ts'

const id = '019a0000-0000-7000-8000-00000000000a'
const now = 1_790_000_000_000
const minute = 60_000
const system: Actor = { kind: 'system', name: 'mail' }
const person: Actor = { kind: 'visitor', account: null }
const administrator: Actor = { kind: 'agent', agent: id, name: 'K. Example', teams: [], administrator: true }

const given = (...events: MailEvent[]): MailState => events.reduce((s, e, i) => mailKind.evolve(s, e, { happened: now, version: i + 1, actor: 'system:mail' }), mailKind.initial)
const aboutCase = { purpose: 'received', case: id } as const
const queued = MailQueued({ ...aboutCase, language: 'fr', confirmed: false, linkEnds: now + minute }, { to: 'a@example.org' })
const failed = (attempt: number, final = false) => MailFailed({ attempt, why: 'unreachable', final, ...aboutCase }, {})
const decide = <I, G>(command: Command<I, MailState, any, G>, state: MailState, input: I, more: { actor?: Actor; now?: number; given?: G } = {}): readonly MailEvent[] | Refusal =>
  command.decide(state, { input, given: more.given as G, actor: more.actor ?? system, now: more.now ?? now, newId: () => id })

const file = (changed: Partial<CaseFile>): CaseFile => ({ language: 'de', contact: { name: 'A. Example', email: 'a@example.org' }, contactConfirmed: false, ...changed }) as CaseFile

describe('queueing', () => {
  const input: QueueMailInput = { mailing: id, purpose: 'received', case: id }

  test('takes address and language from the case; the link opens for 14 days', () => {
    expect(decide(queueMail, mailKind.initial, input, { given: file({}) })).toEqual([
      MailQueued({ purpose: 'received', case: id, language: 'de', confirmed: false, linkEnds: now + 14 * 24 * 60 * minute }, { to: 'a@example.org' }),
    ])
  })

  test('to a confirmed address no link opens', () => {
    const [event] = decide(queueMail, mailKind.initial, input, { given: file({ contactConfirmed: true }) }) as [typeof queued]
    expect(event.facts).toMatchObject({ confirmed: true, linkEnds: now })
  })

  test('without an address nothing happens', () => {
    for (const none of [null, file({ contact: 'erased' }), file({ contact: { name: 'A. Example' } })]) expect(decide(queueMail, mailKind.initial, input, { given: none })).toEqual([])
  })

  test('the way back goes to the address that was typed, for 30 minutes', () => {
    expect(decide(queueMail, mailKind.initial, { mailing: id, purpose: 'sign-in', case: null, to: 'b@example.org', language: 'en' }, { given: null, actor: person })).toEqual([
      MailQueued({ purpose: 'sign-in', case: null, language: 'en', confirmed: false, linkEnds: now + 30 * minute }, { to: 'b@example.org' }),
    ])
  })

  test('a person cannot have a case’s mails sent, an agent none at all', () => {
    expect(decide(queueMail, mailKind.initial, input, { given: file({}), actor: person })).toMatchObject({ refused: 'NotPermitted' })
    expect(queueMail.permit(administrator, mailKind.initial)).toBe(false)
  })

  test('twice is once', () => {
    expect(decide(queueMail, given(queued), input, { given: file({}) })).toEqual([])
  })
})

describe('what became of it', () => {
  test('says for whom and why, so that the case can hear it', () => {
    expect(decide(noteMailSent, given(queued), { mailing: id, attempt: 1 })).toEqual([MailSent({ attempt: 1, ...aboutCase }, {})])
    expect(decide(noteMailFailed, given(queued), { mailing: id, attempt: 1, why: 'unreachable', final: false })).toEqual([failed(1)])
  })

  test('failed attempts count until it is sent; then nothing changes it any more', () => {
    const sent = given(queued, failed(1), failed(2), MailSent({ attempt: 3, ...aboutCase }, {}))
    expect(sent).toMatchObject({ status: 'sent', attempts: 3, why: null })
    expect(decide(noteMailFailed, sent, { mailing: id, attempt: 4, why: 'other', final: true })).toEqual([])
    expect(decide(noteMailSent, sent, { mailing: id, attempt: 4 })).toEqual([])
  })

  test('of no mailing there is nothing to note', () => {
    expect(decide(noteMailSent, mailKind.initial, { mailing: id, attempt: 1 })).toMatchObject({ refused: 'NotFound' })
    expect(noteMailSent.permit(person, mailKind.initial)).toBe(false)
  })
})

describe('trying again', () => {
  const up = given(queued, failed(1, true))

  test('only what was given up, only by an administrator; its link runs anew', () => {
    expect(decide(retryMail, up, { mailing: id }, { actor: administrator, now: now + minute })).toEqual([
      MailRetried({ agent: id, linkEnds: now + minute + 14 * 24 * 60 * minute, ...aboutCase }, {}),
    ])
    expect(decide(retryMail, given(queued, failed(1)), { mailing: id }, { actor: administrator })).toEqual([])
    expect(retryMail.permit({ ...administrator, administrator: false } as Actor, up)).toBe(false)
  })

  test('begins to count its tries again, and keeps all attempts', () => {
    const again = given(queued, failed(1, true), MailRetried({ agent: id, linkEnds: now, ...aboutCase }, {}))
    expect(again).toMatchObject({ status: 'queued', tries: 0, attempts: 1, why: null })
  })
})

describe('the link', () => {
  test('opens once, before its end', () => {
    expect(decide(useMailLink, given(queued), { mailing: id }, { actor: person, now: now + minute - 1 })).toEqual([MailLinkUsed({}, {})])
    expect(decide(useMailLink, given(queued), { mailing: id }, { actor: person, now: now + minute })).toMatchObject({ refused: 'LinkExpired' })
    expect(decide(useMailLink, given(queued, MailLinkUsed({}, {})), { mailing: id }, { actor: person })).toMatchObject({ refused: 'LinkUsed' })
    expect(isRefusal(decide(useMailLink, mailKind.initial, { mailing: id }, { actor: person }))).toBe(true)
  })
})

test('an erased address leaves the state', () => {
  expect(given({ ...queued, personal: 'erased' }).to).toBe('erased')
})
