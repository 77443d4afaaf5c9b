import { command } from '../../journal/kernel.ts'
import { AddressConfirmed, ConfirmAddress } from '../../vocabulary/accounts.ts'
import { hasSession } from './permits.ts'
import { accountKind } from './state.ts'

/** The claim makes an address one account's only; the same address twice changes nothing. */
export const confirmAddress = command({
  call: ConfirmAddress, of: accountKind, stream: i => i.account, permit: hasSession,
  claims: i => [addressClaim(i.key)],
  decide: (s, { input }) => (s.addresses.some(one => one.key === input.key) ? [] : [AddressConfirmed({ key: input.key }, { email: input.email })]),
})

/** The claim by which an address' account is found. */
export const addressClaim = (key: string): string => `address/${key}`
