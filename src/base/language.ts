/** The languages of the interface. French is the reference; every text stands in all of them. */
export const languages = ['fr', 'en', 'de'] as const
export type Language = (typeof languages)[number]

/** A text in one or more languages; the first key is the author's own. */
export type Words = Partial<Record<Language, string>>

/** Whether text from outside (an address, a form) names a language of the interface. */
export const isLanguage = (text: unknown): text is Language => languages.includes(text as Language)
