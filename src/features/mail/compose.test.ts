import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { authority } from '../../../test/support/example.ts'
import { languages } from '../../base/language.ts'
import type { CaseFile } from '../../vocabulary/cases.ts'
import { isNotice, type MailPurpose } from '../../vocabulary/mail.ts'
import { composeMail, type Occasion, type Subject } from './compose.ts'

const id = '019a0000-0000-7000-8000-00000000000a'
const token = `${id}.${'k'.repeat(32)}`
const town = authority()
const purposes: readonly MailPurpose[] = ['received', 'asked', 'message', 'decided', 'withdrawn', 'sign-in', 'draft', 'draft-ends']
const texts = fc.string({ unit: 'grapheme', maxLength: 40 })

/** A case with any texts in every place that a person or an agent writes to. */
const files: fc.Arbitrary<CaseFile> = fc.record({ number: texts, service: texts, name: texts, subject: texts, answer: texts, reasons: texts, message: texts }).map(w => ({
  id, version: 3, number: w.number, service: w.service, packageVersion: 1, processVersion: 1, language: 'fr', team: 'education', filed: 0, due: '2026-12-14', status: 'refused', shownStatus: 'refused', asked: false, holders: [id],
  contact: { name: w.name, email: 'a@example.org' }, contactConfirmed: false, codeHash: 'h', subject: w.subject, answers: { allergies: w.answer },
  agent: { id, name: w.name }, askedUntil: null, silence: null, tacit: null, lapsed: null, about: null, appeals: [], open: [], decidable: true, reached: {}, rounds: [], ahead: null, rests: null, done: [], trail: [], worked: [], history: [], notices: [], messages: [{ id, from: 'agent', name: w.name, text: w.message, at: 0, asks: true }],
  decision: { outcome: 'refused', reasons: w.reasons, legalBasis: w.reasons, appeal: w.reasons, by: w.name, agent: id, made: 0, leaves: 0, sent: 0 },
}))
const occasions = (confirmed: boolean): fc.Arbitrary<Occasion> => fc.record({
  purpose: fc.constantFrom(...purposes), language: fc.constantFrom(...languages), confirmed: fc.constant(confirmed), linkEnds: fc.integer({ min: 1_780_000_000_000, max: 1_790_000_000_000 }),
})
const about = (file: CaseFile | null, service: string | null = null): Subject => ({
  authority: town, base: 'https://example.org/town-1/fr', token, file, service: service === null ? null : { fr: service },
})

describe('a mail to an address that was not confirmed', () => {
  test('is the same whatever the case holds: no name, service, number or text can be read from it', () => {
    fc.assert(fc.property(occasions(false), files, texts, (occasion, file, service) => {
      expect(composeMail(occasion, about(file, service))).toEqual(composeMail(occasion, about(null)))
    }))
  })

  test('carries its own link, says until when it opens, and leads nowhere else', () => {
    const { subject, text, html } = composeMail({ purpose: 'received', language: 'fr', confirmed: false, linkEnds: Date.parse('2026-11-16T20:14:00Z') }, about(null))
    expect(subject).toBe('Confirmez votre adresse e-mail')
    expect(text).toContain(`https://example.org/town-1/fr/access/${token}`)
    expect(text).toContain('jusqu’au lundi 16 novembre, 21\u00a0h\u00a014')
    expect(text).toContain('Exemple')
    for (const said of [text, html!]) expect(new Set(said.match(/https?:\/\/[^\s"<]+/g))).toEqual(new Set([`https://example.org/town-1/fr/access/${token}`]))
  })
})

test.each(languages)('a mail about a form that was begun leads to that form only, and says until when it is kept, in %s', language => {
  for (const purpose of ['draft', 'draft-ends'] as const) {
    const { subject, text } = composeMail({ purpose, language, confirmed: false, linkEnds: Date.parse('2026-11-30T20:14:00Z') }, about(null))
    expect(subject.length).toBeGreaterThan(10)
    expect(text).toMatch(/30\.?\s[Nn]ovemb(er|re)/)
    expect(text.match(/https?:\/\/[^\s]+/g)).toEqual([`https://example.org/town-1/fr/drafts/link/${token}`])
  }
})

describe('a mail to a confirmed address', () => {
  const confirmedFile = (file: CaseFile): CaseFile => ({ ...file, contactConfirmed: true })

  test('says the number, the service and what happened, and nothing that anybody wrote', () => {
    fc.assert(fc.property(occasions(true).filter(o => isNotice(o.purpose)), files, files, (occasion, one, other) => {
      const same = { ...confirmedFile(other), number: one.number }
      expect(composeMail(occasion, about(confirmedFile(one), 'Cantine'))).toEqual(composeMail(occasion, about(same, 'Cantine')))
    }))
  })

  test('leads to the case and tells how to come back, without a link that opens anything', () => {
    fc.assert(fc.property(occasions(true).filter(o => isNotice(o.purpose)), files, (occasion, file) => {
      const { subject, text } = composeMail(occasion, about({ ...file, number: 'CA-2026-00001' }, 'Cantine'))
      expect(subject).toContain('CA-2026-00001')
      expect(text).toContain('CA-2026-00001 – Cantine')
      expect(text).toContain(`https://example.org/town-1/fr/requests/${id}\n`)
      expect(text).toContain('https://example.org/town-1/fr/requests\n')
      expect(text).not.toContain('/access/')
    }))
  })

  test('never tells the outcome of a decision', () => {
    fc.assert(fc.property(occasions(true).filter(o => o.purpose === 'decided'), files, (occasion, file) => {
      const accepted: CaseFile = { ...file, status: 'accepted', decision: { ...file.decision!, outcome: 'accepted' } }
      expect(composeMail(occasion, about(accepted))).toEqual(composeMail(occasion, about(file)))
    }))
  })
})

test('the html says what the text says, in the mail’s language, and markup in a number stays text', () => {
  const { html, text } = composeMail({ purpose: 'decided', language: 'de', confirmed: true, linkEnds: 0 }, about({ ...fc.sample(files, { numRuns: 1, seed: 1 })[0]!, number: '<b>1</b>' }, 'A & B'))
  expect(html).toMatch(/^<!doctype html><html lang="de">/)
  expect(html).toContain('&lt;b>1&lt;/b>')
  expect(html).not.toContain('<b>')
  expect(html).not.toMatch(/<(script|img|link)\b|style=/)
  expect(text).toContain('Antrag <b>1</b> – A & B')
})

describe('a reminder to an agent', () => {
  const work = { agent: id, day: '2026-11-25', all: 12, late: 1, soon: 3, law: 2, lawFirst: '2026-11-30', cases: [id] }
  const pressing = [{ case: id, number: 'CA-2026-00001', service: { fr: 'Cantine' }, due: '2026-11-24' }]
  const reminder = (language: 'fr' | 'en' | 'de', more: Partial<typeof work> = {}) => composeMail({ purpose: 'work-reminder', language, confirmed: true, linkEnds: 0, work: { ...work, ...more } }, { ...about(null), pressing })

  test.each([
    ['fr', '12 dossiers pressent', '1 dossier est en retard.\n3 réponses sont dues', 'après le lundi 30 novembre', 'Et 11 autres dossiers.'],
    ['en', '12 cases are pressing', '1 case is late.\n3 answers are due', 'after Monday 30 November', 'And 11 other cases.'],
    ['de', '12 Vorgänge eilen', '1 Vorgang ist überfällig.\n3 Antworten sind', 'nach Montag, 30. November', 'Und 11 weitere Vorgänge.'],
  ] as const)('counts in whole sentences, names the most pressing and leads to the desk, in %s', (language, subject, counts, law, more) => {
    const said = reminder(language)
    expect(said.subject).toBe(subject)
    for (const words of [counts, law, more]) expect(said.text.replaceAll('\u00a0', ' ')).toContain(words)
    expect(said.text).toContain('CA-2026-00001 – Cantine, ')
    expect(new Set(said.text.match(/https?:\/\/[^\s]+/g))).toEqual(new Set(['', `/cases/${id}`, '/account'].map(path => `https://example.org/town-1/fr/desk${path}`)))
    expect(said.text).not.toContain(town.contact.phone)
  })

  test('says nothing of what does not press', () => {
    const { text } = reminder('fr', { all: 1, late: 0, soon: 1, law: 0, lawFirst: undefined })
    expect(text).toContain('1 réponse est due')
    expect(text).not.toMatch(/retard|la loi|autre/)
  })
})
