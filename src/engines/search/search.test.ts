import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { languages, type Language } from '../../base/language.ts'
import { edits } from './edits.ts'
import { makeIndex } from './make-index.ts'
import { corpus } from './search-corpus.ts'
import { search } from './search.ts'
import { wordsOf } from './words.ts'

const indexes = Object.fromEntries(languages.map(language => [language, makeIndex(corpus(language), language)])) as Record<Language, ReturnType<typeof makeIndex>>
const find = (language: Language, typed: string) => search(indexes[language], typed)

/** What people type, and the service that must stand first; where two fit as well, either. */
const typed: Readonly<Record<Language, readonly (readonly [string, string])[]>> = {
  fr: [
    ['cantine', 'cantine'], ['cantines scolaires', 'cantine'], ['inscrire mon enfant à la cantine', 'cantine'], ['catnine', 'cantine'], ['garderie du soir', 'cantine'], ['repas de midi', 'cantine'],
    ['carte grise', 'cartegrise'], ['cartegrise', 'cartegrise'], ['carte grisse', 'cartegrise'], ['papiers', 'identite'], ['refaire mes papiers d’identité', 'identite'], ['passport', 'identite'], ['pasport', 'identite'],
    ['poubelle', 'dechets'], ['poublele', 'dechets'], ['ramassage des encombrants', 'dechets'], ['extrait de naissance', 'naissance'], ['ACTE DE NAISSANCE', 'naissance'],
    ['se garer', 'resident|visiteur'], ['ticket parking invités', 'visiteur'], ['nid de poule', 'rue'], ['lampadaire en panne', 'rue'], ['livres', 'mediatheque'], ['mediatheque', 'mediatheque'],
    ['payer en plusieurs fois', 'echeancier'], ['terrasse', 'domaine'], ['planter des fleurs', 'vegetal'], ['aide financière asso', 'subvention'], ['travailler à la maison', 'teletravail'],
    ['ordi du lycée', 'tablette'], ['alternance bus', 'apprenti'], ['nounou', 'creche'], ['construire une véranda', 'construire'], ['déménager', 'adresse'], ['couper un arbre', 'arbre'],
    ['enterrement', 'deces'], ['je voudrais voter', 'vote'], ['l’école', 'ecole'],
  ],
  en: [
    ['bin', 'waste'], ['bins', 'waste'], ['rubbish', 'waste'], ['recyling', 'waste'], ['council tax', 'counciltax'], ['counsil tax', 'counciltax'], ['park my car', 'resident|visitor'], ['parking for visitors', 'visitor'],
    ['pot hole', 'street'], ['street light not working', 'street'], ['fly tipping', 'street'], ['birth certificat', 'birth'], ['how do I get a copy of my birth certificate', 'birth'], ['play music in the street', 'busking'],
    ['buskers', 'busking'], ['street party', 'event'], ['alcohol licence', 'event'], ['unemployed', 'workspace'], ['hot desk', 'workspace'], ['internet at home', 'inclusion'], ['learn computers', 'inclusion'],
    ['borrow books', 'library'], ['libary', 'library'], ['school dinners', 'meals'], ['cut down a tree', 'tree'], ['open a shop', 'business'], ['funding for our charity', 'grant'], ['pay later', 'plan'],
    ['arrears', 'plan'], ['log book', 'vehicle'], ['scaffolding', 'space'], ['i am moving house', 'move'], ['council flat', 'housing'], ['funeral', 'death'], ['see my data', 'file'], ['passports', 'passport'],
  ],
  de: [
    ['Ummelden', 'ummeldung'], ['umziehen', 'ummeldung'], ['neue Adresse', 'ummeldung'], ['Anwohnerparken', 'bewohner'], ['Parkausweis Bewohner', 'bewohner'], ['Bewohnerparkausweiß', 'bewohner'], ['parken', 'bewohner'],
    ['Parkausweis für Besucher', 'besucher'], ['Baum fällen', 'baum'], ['Baum faellen', 'baum'], ['baume fallen', 'baum'], ['meine Akte sehen', 'akte'], ['Laden eröffnen', 'gewerbe'], ['Gewerbe anmelden', 'gewerbe'],
    ['Gewerbeanmeldng', 'gewerbe'], ['Mülltonne', 'abfall'], ['Muelltonne', 'abfall'], ['Sperrmüll', 'abfall'], ['Geburtsurkunde', 'geburt'], ['geburtsurkunden', 'geburt'], ['Perso', 'ausweis'], ['Ausweis verlängern', 'ausweis'],
    ['Auto anmelden', 'kfz'], ['Kindergarten', 'kita'], ['Schulessen', 'kantine'], ['in Raten zahlen', 'raten'], ['Schulden', 'raten'], ['Geld für Verein', 'zuschuss'], ['Schlagloch', 'strasse'], ['Strassenschaden', 'strasse'],
    ['Laterne kaputt', 'strasse'], ['Gerüst aufstellen', 'sonder'], ['Bücher ausleihen', 'bibliothek'], ['Buecherei', 'bibliothek'], ['arbeitslos', 'arbeit'], ['Hund anmelden', 'hund'], ['Beerdigung', 'tod'], ['Miete', 'wohngeld'],
    ['Azubi Ticket', 'fahrkarte'], ['Carport bauen', 'bau'], ['neuer Bürostuhl', 'arbeitsmittel'],
  ],
}

describe.each(languages)('in %s, what people type', language => {
  test.each(typed[language])('%s leads to %s', (phrase, id) => {
    const { hits } = find(language, phrase)
    expect(id.split('|'), JSON.stringify(find(language, phrase))).toContain(hits[0]?.id)
  })
})

describe('while somebody types', () => {
  test.each<[Language, string, string]>([['fr', 'inscription à la canti', 'cantine'], ['fr', 'méd', 'mediatheque'], ['fr', 'stat', 'resident'], ['en', 'coun', 'counciltax'], ['en', 'birth ce', 'birth'], ['de', 'Bewohnerp', 'bewohner'], ['de', 'Müllt', 'abfall'], ['fr', 'cettificat d’immatr', 'cartegrise']])(
    '%s: %s already shows %s', (language, start, id) => expect(find(language, start).hits.slice(0, 3).map(hit => hit.id)).toContain(id))
})

describe('what was understood', () => {
  test('is said: a slip, the beginning of a word, a word that nobody uses here', () => {
    expect(find('fr', 'catnine zorglub inscrip').understood).toEqual([
      { typed: 'catnine', as: 'cantine', how: 'slip' }, { typed: 'zorglub', as: null, how: null }, { typed: 'inscrip', as: 'inscription', how: 'beginning' },
    ])
  })
  test('leaves out what nobody looks for, but not everything', () => {
    expect(find('fr', 'je voudrais faire une demande de crèche').understood.map(one => one.typed)).toEqual(['crèche'])
    expect(find('fr', 'comment faire').understood).toHaveLength(2)
  })
})

describe('nothing', () => {
  test.each<[Language, string]>([['fr', 'fusée interplanétaire'], ['en', 'quantum banana'], ['de', 'Raumschiff'], ['fr', ''], ['fr', '   '], ['en', '!?'], ['de', '日本語']])('is found for %s: %s', (language, phrase) => {
    expect(find(language, phrase).hits).toEqual([])
  })
  test('of the whole, but something near is offered', () => {
    const { hits, near } = find('fr', 'permis de chasse interplanétaire')
    expect(hits).toEqual([])
    expect(near.map(hit => hit.id)).toEqual(expect.arrayContaining(['construire', 'vegetal']))
    expect(near.length).toBeLessThanOrEqual(5)
  })
})

test('words without accents, ligatures, ß, apostrophes', () => {
  expect(wordsOf('L’Œuvre d’un été, aujourd’hui')).toEqual(['oeuvre', 'un', 'ete', 'aujourd', 'hui'])
  expect(wordsOf('Straße / STRASSE')).toEqual(['strasse', 'strasse'])
  expect(wordsOf('e\u0301cole')).toEqual(['ecole'])
})

test('slips: one too many, one missing, another, two swapped', () => {
  expect([edits('poubelle', 'poubellle', 2), edits('poubelle', 'poubele', 2), edits('poubelle', 'pouballe', 2), edits('poubelle', 'poublele', 2), edits('abc', 'xyz', 2)]).toEqual([1, 1, 1, 1, 3])
})

describe('for anything typed', () => {
  const anything = fc.oneof(fc.string({ maxLength: 300 }), fc.string({ unit: 'grapheme', maxLength: 300 }), fc.constantFrom(...Object.values(typed).flat().map(([phrase]) => phrase)))
  test('the answer is the same each time, sorted, and never more than there is', () =>
    fc.assert(fc.property(fc.constantFrom(...languages), anything, (language, phrase) => {
      const found = find(language, phrase)
      expect(find(language, phrase)).toEqual(found)
      const scores = found.hits.map(hit => hit.score)
      expect(scores).toEqual([...scores].sort((a, b) => b - a))
      expect(new Set(found.hits.map(hit => hit.id)).size).toBe(found.hits.length)
      expect(found.understood.length).toBeLessThanOrEqual(12)
    })))
  test('a name finds its service, in whatever case and without accents', () => {
    for (const language of languages)
      for (const doc of corpus(language)) {
        const bare = doc.name.normalize('NFD').replace(/\p{M}/gu, '').toUpperCase()
        for (const name of [doc.name, bare]) expect(find(language, name).hits[0]?.id, name).toBe(doc.id)
      }
  })
})
