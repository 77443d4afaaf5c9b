import type { Feature } from '../journal/kernel.ts'
import type { AddressBook } from '../ports/addresses/addresses.ts'
import type { MapBook } from '../ports/map-tiles/map-tiles.ts'
import type { Mailer } from '../ports/mail/mailer.ts'
import type { ObjectStores } from '../ports/object-store/object-store.ts'
import { accounts } from '../features/accounts/feature.ts'
import { cases } from '../features/cases/feature.ts'
import { desk } from '../features/desk/feature.ts'
import { documents } from '../features/documents/feature.ts'
import { filing } from '../features/filing/feature.ts'
import { mail } from '../features/mail/feature.ts'
import { needs } from '../features/needs/feature.ts'
import { services } from '../features/services/feature.ts'
import { staff } from '../features/staff/feature.ts'

/** The rooms of the house, with the outside things that they use. */
export const roomsWith = ({ mailer, stores, incoming, addresses, maps }: Outside): readonly Feature[] =>
  [services, filing(addresses, maps), documents(stores, incoming), cases, accounts, staff, desk(maps), needs, mail(mailer)]

/** A mailer, the stores of documents, a local folder for files that are being worked on, who suggests addresses, and whose maps are drawn. */
export type Outside = { readonly mailer: Mailer; readonly stores: ObjectStores; readonly incoming: string; readonly addresses: AddressBook; readonly maps: MapBook }
