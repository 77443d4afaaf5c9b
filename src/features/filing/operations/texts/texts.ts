import { allTexts } from '../../../../base/text.ts'
import { de } from './de.ts'
import { en } from './en.ts'
import { fr } from './fr.ts'

/** What programs that file are told. */
export const texts = allTexts({ fr, en, de })
