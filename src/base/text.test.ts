import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { languages } from './language.ts'
import { allTexts, typeset, verbatim } from './text.ts'

/** Makes the spaces visible: _ is U+202F, ~ is U+00A0. */
const seen = (text: string) => text.replace(/\u202f/g, '_').replace(/\u00a0/g, '~').replace(/\u2060/g, '+')

describe('typeset', () => {
  test.each([
    ["L'école de votre enfant", 'L’école de votre enfant'],
    ['Que faire maintenant ?', 'Que faire maintenant_?'],
    ['Attention! Bonjour: oui; non?', 'Attention_! Bonjour_: oui_; non_?'],
    ['Vraiment ?!', 'Vraiment_?!'],
    ['(Pourquoi ?)', '(Pourquoi_?)'],
    ['Dites « oui » ou «non».', 'Dites «_oui_» ou «_non_».'],
    ['Il coûte 12 € ou 12€, soit 5 %.', 'Il coûte 12~€ ou 12~€, soit 5~%.'],
    ['La demande n° 12 et le n°13', 'La demande n°~12 et le n°~13'],
    ['1 234 habitants, 12 345 678 euros', '1_234 habitants, 12_345_678 euros'],
    ['À 21 h 14 ou 21h14, en 5 min', 'À 21~h~14 ou 21~h~14, en 5~min'],
    ['Appelez le 02 31 35 73 00', 'Appelez le 02 31 35 73 00'],
    ['À 9:14', 'À 9:14'],
    ['Règle 3, 12 000 foyers, 02 310 200', 'Règle 3, 12_000 foyers, 02 310 200'],
    ['Écrivez à mairie@fleury.example !', 'Écrivez à mairie@fleury.example_!'],
    ['Voir https://fleury.example/a?b=c;d : tout y est', 'Voir https://fleury.example/a?b=c;d_: tout y est'],
    ['Ouvrez /fleury-sur-orne/demandes?x=1 ici', 'Ouvrez /fleury-sur-orne/demandes?x=1 ici'],
    ['14123 Fleury-sur-Orne', '14123 Fleury-sur-Orne'],
    ['Votre e-mail a-t-il été lu, Dites-le', 'Votre e-+mail a-+t-+il été lu, Dites-le'],
  ])('French: %s', (text, expected) => expect(seen(typeset(text, 'fr'))).toBe(expected))

  test('English and German keep their own spacing', () => {
    expect(seen(typeset("Don't worry! It's 12 km: why?", 'en'))).toBe('Don’t worry! It’s 12~km: why?')
    expect(seen(typeset('Wirklich? z. B. 12 %, § 3, um 9:14 Uhr', 'de'))).toBe('Wirklich? z.~B. 12~%, §~3, um 9:14~Uhr')
  })

  test('twice changes nothing', () => {
    const piece = fc.constantFrom("l'", ' ', '«', '»', ' :', '!', '?', ';', '12', '234', ' 000', '%', '€', 'n°', 'h', 'mot', '@', '/', 'https://x.fr', '\u202f', '\u00a0', '.', ',', '(', ')', 'z. B.', '§')
    const ours = fc.oneof(fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join('')), fc.string())
    fc.assert(fc.property(ours, fc.constantFrom(...languages), (text, language) => {
      const once = typeset(text, language)
      expect(typeset(once, language)).toBe(once)
    }), { numRuns: 2000 })
  })

  test('what a person typed stays as typed', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }).filter((typed) => !/[\ufdd0-\ufdd2]/.test(typed)), fc.constantFrom(...languages), (typed, language) => {
      expect(typeset(`Avant${verbatim(typed)}après${verbatim("$& l'été : 12 000 %")}`, language)).toBe(`Avant${typed}après$& l'été : 12 000 %`)
    }))
    expect(seen(typeset(`Bonjour ${verbatim("D'Arc !")} ! Votre n° ${verbatim('12')} : « ${verbatim('a : b')} »`, 'fr')))
      .toBe("Bonjour D'Arc !_! Votre n°~12_: «_a : b_»")
  })
})

describe('allTexts', () => {
  const fr = { title: "L'accueil !", steps: ['Un ?'], greet: (name: string) => `Bonjour ${verbatim(name)} !`, deep: { count: (n: number) => `${n} %` } }
  const en = { title: "It's home", steps: ['One?', 'Two'], greet: (name: string) => `Hello ${verbatim(name)}!`, deep: { count: (n: number) => `${n}%` } }
  const de = { title: 'Start', steps: [], greet: (name: string) => `Guten Tag ${verbatim(name)}!`, deep: { count: (n: number) => `${n} %` } }
  const texts = allTexts({ fr, en, de })

  test('typesets strings, lists, and what functions return', () => {
    expect(seen(texts('fr').title)).toBe('L’accueil_!')
    expect(texts('fr').steps.map(seen)).toEqual(['Un_?'])
    expect(seen(texts('fr').greet("O'Neil !"))).toBe("Bonjour O'Neil !_!")
    expect(seen(texts('de').deep.count(5))).toBe('5~%')
    expect(texts('en').title).toBe('It’s home')
  })

  test('is made once a language', () => expect(texts('fr')).toBe(texts('fr')))

  test('languages of another shape do not compile', () => {
    const { title: _, ...missing } = en
    // @ts-expect-error a text is missing
    allTexts({ fr, en: missing, de })
    // @ts-expect-error a text too many
    allTexts({ fr, en: { ...en, more: 'More' }, de })
    // @ts-expect-error a text too many, deeper
    allTexts({ fr, en, de: { ...de, deep: { ...de.deep, more: 'Mehr' } } })
    // @ts-expect-error a function with another argument
    allTexts({ fr, en: { ...en, greet: (n: number) => `${n}` }, de })
    // @ts-expect-error a string instead of a function
    allTexts({ fr, en: { ...en, greet: 'Hello' }, de })
    // @ts-expect-error a number is no text
    allTexts({ fr: { n: 1 }, en: { n: 1 }, de: { n: 1 } })
    const inline = allTexts({ fr: { a: 'un', f: (n: number) => `${n}` }, en: { a: 'one', f: (n) => n.toFixed(0) }, de: { a: 'eins', f: (n) => n.toFixed(0) } })
    expect(inline('de').a).toBe('eins')
  })
})
