import { banAddresses } from '../adapters/ban/ban-addresses.ts'
import { geoAdminAddresses } from '../adapters/geo-admin/geo-admin-addresses.ts'
import type { AddressBook, Addresses } from '../ports/addresses/addresses.ts'
import type { Settings } from './settings.ts'

/** The registers that PARVIS_ADDRESSES names, each for the authorities of its country; without it nothing is asked anywhere. */
export function chooseAddresses({ addresses }: Pick<Settings, 'addresses'>): AddressBook {
  const chosen: Record<string, Addresses> = {}
  if (addresses.includes('ban')) chosen['FR'] = banAddresses()
  if (addresses.includes('geo-admin')) chosen['CH'] = geoAdminAddresses()
  return country => chosen[country] ?? null
}
