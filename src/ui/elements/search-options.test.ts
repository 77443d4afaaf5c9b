import { expect, test } from 'vitest'
import { searchOptions } from './search-options.ts'

const option = (value: string, label: string, words?: string) => ({ value, label, lang: '', dataset: { words } })
const options = [option('', 'Choisir'), option('lamp', 'Éclairage public', 'lampadaire réverbère'), option('hole', 'Nid-de-poule'), option('oak', 'Cœur de chêne'), option('bin', 'Poubelle publique', 'ordures'), option('str', 'Straße')]
const found = (typed: string) => searchOptions({ options }, typed).map(({ value }) => value)

test.each([
  ['', ['lamp', 'hole', 'oak', 'bin', 'str']],
  ['ecl', ['lamp']],
  ['PUBLI', ['lamp', 'bin']],
  ['poubelle pub', ['bin']],
  ['public éclairage', ['lamp']],
  ['reverb', ['lamp']],
  ['poule', ['hole']],
  // At the start of the label, then at the start of a word, then anywhere.
  ['pou', ['bin', 'hole']],
  ['ubelle', ['bin']],
  ['coeur', ['oak']],
  ['strasse', ['str']],
  ['rien du tout', []],
  ['-', ['lamp', 'hole', 'oak', 'bin', 'str']],
])('%j finds %j', (typed, expected) => expect(found(typed)).toEqual(expected))

test('a list of 2,000 ends where nobody reads on', () => {
  const many = Array.from({ length: 2000 }, (_, i) => option(`o${i}`, `Rue ${i}`))
  expect(searchOptions({ options: many }, 'rue')).toHaveLength(50)
})
