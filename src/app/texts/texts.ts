import { allTexts } from '../../base/text.ts'
import { de } from './de.ts'
import { en } from './en.ts'
import { fr } from './fr.ts'

/** The roof's own words: `texts(language).frontTitle`. */
export const texts = allTexts({ fr, en, de })
