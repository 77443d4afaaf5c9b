/** The languages of the interface. French is the reference; every text stands in all of them. */
export const languages = ['fr', 'en', 'de'] as const
export type Language = (typeof languages)[number]

/** How somebody reads: a language, or its easy variant (BCP 47, variant `simple`), where a package's author wrote one. */
export type Reading = Language | `${Language}-simple`

/** A text in one or more languages; the first plain key is the author's own. */
export type Words = Partial<Record<Reading, string>>

/** Whether text from outside (an address, a form) names a language of the interface. */
export const isLanguage = (text: unknown): text is Language => languages.includes(text as Language)

/** Whether text from outside names a language or its easy variant. */
export const isReading = (text: unknown): text is Reading => typeof text === 'string' && isLanguage(text.replace(/-simple$/, ''))
