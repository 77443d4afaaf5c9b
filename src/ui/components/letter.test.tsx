import { expect, test } from 'vitest'
import { authority } from '../../../test/support/example.ts'
import { Letter, type LetterProps } from './letter.tsx'

const letter: LetterProps = {
  authority: authority(), language: 'fr', on: Date.UTC(2026, 10, 16, 23, 30), number: 'CA-2026-00001', to: 'A. Example', service: { text: 'Cantine' }, subject: 'B. Example, CE1',
  outcome: 'refused', reasons: 'Il n’y a <plus> de place.', legalBasis: 'Règlement, art. 3', appeal: 'Dans les deux mois.', by: 'K. Example', team: 'Service Éducation',
}

test('says who decided what, why, on which rules and how to contest it, on the day of the place', () => {
  const html = String(<Letter {...letter} />)
  for (const part of ['Votre demande est refusée', 'Il n’y a &lt;plus> de place.', 'Règlement, art. 3', 'Dans les deux mois.', 'K. Example', 'Service Éducation', 'CA-2026-00001', 'À A. Example', 'Cantine, B. Example, CE1', '17 novembre 2026'])
    expect(html).toContain(part)
})

test('speaks the language of whoever it is written to', () => {
  const html = String(<Letter {...letter} language="de" outcome="accepted" />)
  expect(html).toContain('lang="de"')
  expect(html).toContain('Ihr Antrag wird bewilligt')
})

test('names the service in the package’s own language where it has none of the reader’s', () =>
  expect(String(<Letter {...letter} service={{ text: 'Kantine', lang: 'de' }} />)).toContain('<span lang="de">Kantine</span>, B. Example, CE1'))

test('says what is still empty, and what was erased', () => {
  const html = String(<Letter {...letter} reasons="" appeal="erased" />)
  expect(html).toContain('Pas encore écrit.')
  expect(html).toContain('Ce texte a été effacé')
})
