import { allTexts } from '../../../base/text.ts'
import { de } from './de.ts'
import { en } from './en.ts'
import { fr } from './fr.ts'

/** What a case's pages say to its applicant. */
export const texts = allTexts({ fr, en, de })
