import { describe, expect, test } from 'vitest'
import { drawHouse } from './book.ts'
import { house, prove, withTree } from './planted.ts'
import { connectWires, readWiring } from './wiring.ts'

const kernel = "import { event, call, kind, command, question, page, operation, reaction } from '../../journal/kernel.ts'\n"
const small = {
  'src/main.ts': "import './app/features.ts'",
  'src/base/ids.ts': 'export const newId = 1',
  'src/vocabulary/cases.ts': `import { event, call, type Of } from '../journal/kernel.ts'
import '../base/ids.ts'
export const CaseFiled = event('CaseFiled', { facts: {}, personal: {} })
export const CaseClosed = event('CaseClosed', { facts: {}, personal: {} })
export type CaseEvent = Of<typeof CaseFiled> | Closing
type Closing = Of<typeof CaseClosed>
export const FileCase = call('FileCase', x => x)
export const CloseCase = call('CloseCase', x => x)
export const GetCase = call('GetCase', x => x)`,
  'src/vocabulary/mail.ts': `import { event, call } from '../journal/kernel.ts'
export const MailSent = event('MailSent', { facts: {}, personal: {} })
export const SendMail = call('SendMail', x => x)`,
  'src/journal/kernel.ts': "import '../base/ids.ts'",
  'src/features/cases/state.ts': `${kernel}import type { CaseEvent } from '../../vocabulary/cases.ts'
const name = 'case'
export const caseKind = kind<S, CaseEvent>({ kind: name, initial: null, timers: () => [{ send: { call: 'CloseCase' } }] })`,
  'src/features/cases/decide.ts': `${kernel}import { CaseFiled, CaseClosed as Closed, FileCase, CloseCase, GetCase } from '../../vocabulary/cases.ts'
export const file = command({ call: FileCase, decide: () => [CaseFiled({}, {})] })
export const close = command({ call: CloseCase, decide: () => [Closed({}, {})] })
export const get = question({ call: GetCase, answer: () => null })`,
  'src/features/cases/pages/case.tsx': `${kernel}import { FileCase } from '../../../vocabulary/cases.ts'
const path = '/cases/:case'
export const a = page({ name: 'case', path, door: 'desk', act: r => r.send(FileCase, {}) })
export const b = operation({ name: 'getCase', method: 'GET', path: '/cases/:case' })`.replace('../../journal', '../../../journal'),
  'src/features/mail/decide.ts': `${kernel}import * as words from '../../vocabulary/mail.ts'
export const sendMail = command({ call: words.SendMail, decide: () => [words.MailSent({}, {})] })
export const mailKind = kind({ kind: 'mail', evolve: (s, e) => { switch (e.type) { case 'MailSent': return s } } })`,
  'src/features/mail/reactions.ts': `${kernel}import { CaseFiled, GetCase } from '../../vocabulary/cases.ts'
import { SendMail } from '../../vocabulary/mail.ts'
export const told = reaction('tell-applicant', CaseFiled, () => [{ call: SendMail.name, input: {} }])
export const given = (ask: Ask) => ask(GetCase, {})`,
  'src/app/features.ts': "import '../features/cases/state.ts'",
}

describe('plan and wiring', () => {
  test('the wiring is read from the code', () => {
    const { rooms } = withTree(small, readWiring)
    const cases = rooms.find(room => room.name === 'features/cases')!
    expect(cases.kinds.map(({ kind, events }) => ({ kind, events }))).toEqual([{ kind: 'case', events: ['CaseFiled', 'CaseClosed'] }])
    expect([...cases.emits]).toEqual(['CaseFiled', 'CaseClosed'])
    expect([...cases.takes]).toEqual(['FileCase', 'CloseCase'])
    expect([...cases.answers]).toEqual(['GetCase'])
    expect([...cases.calls].sort()).toEqual(['CloseCase', 'FileCase'])
    expect(cases.pages.map(({ name, path, desk }) => ({ name, path, desk }))).toEqual([{ name: 'case', path: '/cases/:case', desk: true }])
    expect(cases.operations.map(({ name, method, path }) => ({ name, method, path }))).toEqual([{ name: 'getCase', method: 'GET', path: '/cases/:case' }])
    const mail = rooms.find(room => room.name === 'features/mail')!
    expect(mail.hears).toEqual([{ event: 'CaseFiled', reaction: 'tell-applicant' }])
    expect([...mail.emits]).toEqual(['MailSent'])
    expect([...mail.calls].sort()).toEqual(['GetCase', 'SendMail'])
    expect(mail.kinds.map(({ kind, events }) => ({ kind, events }))).toEqual([{ kind: 'mail', events: ['MailSent'] }])
  })

  test('the page shows rooms, imports, arrows and words', () => {
    const page = withTree(small, drawHouse)
    expect(page).toContain('  features_mail --> vocabulary')
    expect(page).toContain('| features/mail | journal, vocabulary |')
    expect(page).toContain('  features_cases -. "CaseFiled" .-> features_mail')
    expect(page).toContain('  features_mail -- "GetCase" --> features_cases')
    expect(page).toContain('| Hears | CaseFiled (tell-applicant) |')
    expect(page).toContain('| CaseClosed | features/cases | nobody |')
    expect(page).toContain('| Pages | `/cases/:case` (desk) |')
    expect(page).toContain('| Operations | `GET /cases/:case` |')
  })

  test('docs/reference/house.md is up to date (`npm run house` draws it)', () => {
    const kept = house.file('docs/reference/house.md')?.text ?? ''
    expect(kept.replaceAll('\r\n', '\n')).toBe(drawHouse(house))
  })
})

prove('wires', connectWires, {
  broken: {
    'an event that nobody makes; calls that nobody takes or sends': {
      files: { ...small, 'src/features/cases/decide.ts': small['src/features/cases/decide.ts'].replace('[Closed({}, {})]', '[]').replace(/export const get.*/, ''), 'src/features/mail/reactions.ts': 'export {}' },
      at: ['src/vocabulary/cases.ts:4', 'src/vocabulary/cases.ts:9', 'src/vocabulary/cases.ts:9', 'src/vocabulary/mail.ts:3'],
    },
    'a call that two rooms take': {
      files: { ...small, 'src/features/mail/close.ts': `${kernel}import { CloseCase } from '../../vocabulary/cases.ts'\nexport const close = command({ call: CloseCase })` },
      at: ['src/vocabulary/cases.ts:8'],
    },
    'two pages at one address': {
      files: { ...small, 'src/features/mail/page.tsx': `${kernel}export const a = page({ name: 'a', path: '/cases/:id' })` },
      at: ['src/features/mail/page.tsx:2'],
    },
    'two operations at one address': {
      files: { ...small, 'src/features/mail/get.ts': `${kernel}export const a = operation({ name: 'a', method: 'GET', path: '/cases/:id' })\nexport const b = operation({ name: 'b', method: 'POST', path: '/cases/:id' })` },
      at: ['src/features/mail/get.ts:2'],
    },
  },
  sound: { 'a small house': small },
})
