import type { Uuid } from '../base/ids.ts'
import { isUuid } from '../base/ids.ts'
import { refuse } from '../base/result.ts'
import { call, event } from '../journal/kernel.ts'
import { fields } from './input.ts'

/*
 * Accounts of residents. An account begins as an id in a session; it has a stream once an e-mail address is confirmed.
 * A case is never linked to an account because an address is the same: it takes the case's code, or the session that sent it.
 */

/** The person used a link that was mailed to this address. `key` is the address's keyed hash. */
export const AddressConfirmed = event<'AddressConfirmed', { key: string }, { email: string }>('AddressConfirmed', { facts: { key: 'k' }, personal: { email: 'a@example.org' } })

/** Makes an address the account's own. Claimed: one account of an authority for each address. */
export const ConfirmAddress = call<{ account: Uuid; key: string; email: string }>('ConfirmAddress', raw => {
  const r = raw as { account: Uuid; key: string; email: string }
  return isUuid(r.account) && typeof r.key === 'string' && typeof r.email === 'string' ? r : refuse('BadInput')
})

/** The account that has confirmed an address. */
export const FindAccountByAddress = call<{ key: string }, Uuid | null>('FindAccountByAddress', fields({ key: (v: unknown): v is string => typeof v === 'string' }))
/** The address an account has confirmed, for its own pages. */
export const GetAccount = call<{ account: Uuid }, { readonly email: string | 'erased' } | null>('GetAccount', fields({ account: isUuid }))
