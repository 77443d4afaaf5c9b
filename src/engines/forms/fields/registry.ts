import type { Field } from '../field.ts'
import { money } from './money.ts'
import { child } from './child.ts'
import { consent } from './consent.ts'
import { date } from './date.ts'
import { document } from './document.ts'
import { emailOrNone } from './email-or-none.ts'
import { longText } from './long-text.ts'
import { oneOf } from './one-of.ts'
import { personName } from './person-name.ts'
import { phone } from './phone.ts'
import { protectedHealthNote } from './protected-health-note.ts'
import { severalOf } from './several-of.ts'
import { shortText } from './short-text.ts'
import { yesNo } from './yes-no.ts'

/** Every field type by its name in form.json. */
export const fields: ReadonlyMap<string, Field> = new Map(
  [shortText, longText, yesNo, oneOf, severalOf, date, personName, child, money, protectedHealthNote, phone, emailOrNone, consent, document].map((one) => [one.type, one]),
)
