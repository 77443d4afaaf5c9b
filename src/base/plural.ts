import type { Language } from './language.ts'

/** The form that goes with a number (CLDR plural rules): in French 0 and 1,5 are singular, in English and German plural. */
export function plural(language: Language, n: number, forms: { readonly one: string; readonly other: string }): string {
  return rulesOf(language).select(n) === 'one' ? forms.one : forms.other
}

const rules = new Map<Language, Intl.PluralRules>()

function rulesOf(language: Language): Intl.PluralRules {
  const found = rules.get(language) ?? new Intl.PluralRules(language)
  rules.set(language, found)
  return found
}
