import { allTexts } from '../../base/text.ts'
import { de } from './de.ts'
import { en } from './en.ts'
import { fr } from './fr.ts'

/** The interface's own words: `texts(language).skip`. */
export const texts = allTexts({ fr, en, de })
