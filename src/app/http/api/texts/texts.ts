import { allTexts } from '../../../../base/text.ts'
import { de } from './de.ts'
import { en } from './en.ts'
import { fr } from './fr.ts'

/** The problems that programs are told of: `texts(language).NotFound.title`. */
export const texts = allTexts({ fr, en, de })
