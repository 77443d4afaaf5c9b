/** The languages of the interface. French is the reference; every text stands in all of them. */
export const languages = ['fr', 'en', 'de'] as const
export type Language = (typeof languages)[number]

/** How somebody reads: a language, or its easy variant (BCP 47, variant `simple`), where a package's author wrote one. */
export type Reading = Language | EasyReading
export type EasyReading = `${Language}-simple`

/** A text in one or more languages; the first plain key is the author's own. */
export type Words = Partial<Record<Reading, string>>

/** Whether text from outside (an address, a form) names a language of the interface. */
export const isLanguage = (text: unknown): text is Language => languages.includes(text as Language)

/** Whether text from outside names a language or its easy variant. */
export const isReading = (text: unknown): text is Reading => typeof text === 'string' && isLanguage(text.replace(/-simple$/, ''))

/** The language that somebody reads: of dates, money and order, and of all words that have no easy form. */
export const plainOf = (reading: Reading): Language => reading.slice(0, 2) as Language

export const isEasy = (reading: Reading): reading is EasyReading => reading !== plainOf(reading)

/**
 * How a way of reading is kept: the language, and `easy` beside it. That says something of a person: in an event it stands in
 * `personal`, and whatever knows nothing of it, or reads it erased, goes on in the plain language.
 */
export type KeptReading = { readonly language: Language; readonly easy?: true }
/** Whether what comes from outside says so in one of the languages, and nothing else. */
export const isKeptReading = ({ language, easy }: { readonly language?: unknown; readonly easy?: unknown }): boolean => isLanguage(language) && (easy === undefined || easy === true)
export const keepReading = (reading: Reading): KeptReading => ({ language: plainOf(reading), ...(isEasy(reading) && { easy: true }) })
export const readingOf = ({ language, easy }: KeptReading): Reading => (easy ? `${language}-simple` : language)
