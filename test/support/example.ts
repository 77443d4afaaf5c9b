import type { Authority } from '../../src/base/authority.ts'
import { newUuid, type Uuid } from '../../src/base/ids.ts'
import type { Actor } from '../../src/journal/kernel.ts'
import { openJournal, type Journal } from '../../src/journal/journal.ts'
import { cases } from '../../src/features/cases/feature.ts'
import type { FileCaseInput } from '../../src/vocabulary/cases.ts'
import { plainServices } from './plain-service.ts'

/** An authority for tests; nothing of it exists. */
export const authority = (id = 1): Authority => ({
  id, slug: `town-${id}`, name: `Town ${id}`, kindOfAuthority: { fr: 'La Ville', en: 'the town', de: 'die Stadt' }, languages: ['fr', 'en', 'de'],
  zone: 'Europe/Paris', country: 'FR', openDays: [1, 2, 3, 4, 5], theme: { brand: '#1f3d99', accent: '#f4b73b', ground: 'calcaire', arms: '<svg viewBox="0 0 40 48"></svg>' },
  contact: { phone: '+33 2 00 00 00 00', address: 'Place du Parvis', hours: { fr: 'Lundi au vendredi' }, email: 'town@example.org' }, teams: [{ id: 'education', name: { fr: 'Service Éducation', en: 'Education', de: 'Bildung' } }], undoSeconds: 60, example: true,
  // One of them has a place on the map.
  ...(id === 1 && { centre: '49.1486,-0.3747' }),
  // The other one is closed on three days of its own.
  ...(id === 2 && { closed: ['2026-11-20', '2026-11-26', '2026-11-27'] }),
})

export const visitor = (account: Uuid): Actor => ({ kind: 'visitor', account })
export const agent = (id: Uuid = newUuid(), name = 'K. Example', teams: string[] = ['education']): Actor => ({ kind: 'agent', agent: id, name, teams, administrator: false })

let numbers = 0
/** A filing with a fresh draft and number. */
export const filing = (holder: Uuid, more: Partial<FileCaseInput> = {}): FileCaseInput => ({
  draft: newUuid(), number: `CA-2026-${String(++numbers).padStart(5, '0')}`, service: 'cantine-periscolaire', packageVersion: 1, language: 'fr', channel: 'web', holder, team: 'education',
  due: '2026-12-14', codeHash: 'hash-of-a-code', answers: { days: ['monday'] }, contact: { name: 'A. Example', email: 'a@example.org' }, subject: 'B. Example, CE1', ...more,
})

/** A journal over the cases room on a test database, with one service for them. */
export const testJournal = (url: string, more: Partial<Parameters<typeof openJournal>[0]> = {}): Promise<Journal> =>
  openJournal({ url, features: [cases, plainServices], secret: 'test', now: Date.now, authority, log: () => {}, ...more })
