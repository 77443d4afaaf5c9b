import type { Feature } from '../journal/kernel.ts'
import type { AddressBook } from '../ports/addresses/addresses.ts'
import type { Mailer } from '../ports/mail/mailer.ts'
import { accounts } from '../features/accounts/feature.ts'
import { cases } from '../features/cases/feature.ts'
import { desk } from '../features/desk/feature.ts'
import { filing } from '../features/filing/feature.ts'
import { mail } from '../features/mail/feature.ts'
import { needs } from '../features/needs/feature.ts'
import { services } from '../features/services/feature.ts'
import { staff } from '../features/staff/feature.ts'

/** The rooms of the house, with the outside things that they use. */
export const roomsWith = (mailer: Mailer, addresses: AddressBook): readonly Feature[] => [services, filing(addresses), cases, accounts, staff, desk, needs, mail(mailer)]
