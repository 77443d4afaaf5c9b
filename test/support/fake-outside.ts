import { tmpdir } from 'node:os'
import { noAddresses } from '../../src/ports/addresses/addresses.ts'
import { noMaps } from '../../src/ports/map-tiles/map-tiles.ts'
import { fakeMailer } from '../../src/ports/mail/fake-mailer.ts'
import { fakeStores } from '../../src/ports/object-store/fake-stores.ts'

/** Stand-ins for everything outside, for tests that look at the rooms themselves. */
export const fakeOutside = () => ({ mailer: fakeMailer(), stores: fakeStores(), incoming: tmpdir(), addresses: noAddresses, maps: noMaps })
