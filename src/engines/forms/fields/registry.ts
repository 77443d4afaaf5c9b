import type { Field } from '../field.ts'
import { money } from './money.ts'
import { address } from './address.ts'
import { child } from './child.ts'
import { consent } from './consent.ts'
import { date } from './date.ts'
import { document } from './document.ts'
import { email } from './email.ts'
import { emailOrNone } from './email-or-none.ts'
import { iban } from './iban.ts'
import { longText } from './long-text.ts'
import { number } from './number.ts'
import { oneOf } from './one-of.ts'
import { organisation } from './organisation.ts'
import { person } from './person.ts'
import { personName } from './person-name.ts'
import { phone } from './phone.ts'
import { place } from './place.ts'
import { protectedHealthNote } from './protected-health-note.ts'
import { searchList } from './search-list.ts'
import { severalOf } from './several-of.ts'
import { shortText } from './short-text.ts'
import { yesNo } from './yes-no.ts'

/** Every field type by its name in form.json. */
export const fields: ReadonlyMap<string, Field> = new Map(
  [
    shortText, longText, yesNo, oneOf, severalOf, searchList, date, number, money, personName, person, child, organisation, address, place, phone, email, emailOrNone, iban, document,
    protectedHealthNote, consent,
  ].map((one) => [one.type, one]),
)
