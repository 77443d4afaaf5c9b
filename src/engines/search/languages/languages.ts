import type { Language } from '../../../base/language.ts'
import type { SearchLanguage } from '../language.ts'
import { de } from './de.ts'
import { en } from './en.ts'
import { fr } from './fr.ts'

export const searchLanguages: Readonly<Record<Language, SearchLanguage>> = { fr, en, de }
