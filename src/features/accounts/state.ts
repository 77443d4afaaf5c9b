import { kind, type Of } from '../../journal/kernel.ts'
import { unknownEvent } from '../../journal/unknown-event.ts'
import type { AddressConfirmed } from '../../vocabulary/accounts.ts'

export type AccountEvent = Of<typeof AddressConfirmed>

/** An account's confirmed addresses, the newest last. Its cases stand with the cases. */
export type AccountState = { readonly addresses: readonly { readonly key: string; readonly email: string | 'erased' }[] }

export const accountKind = kind<AccountState, AccountEvent>({
  kind: 'account',
  shape: 1,
  initial: { addresses: [] },
  evolve(state, event) {
    switch (event.type) {
      case 'AddressConfirmed':
        return { addresses: [...state.addresses, { key: event.facts.key, email: event.personal === 'erased' ? 'erased' : event.personal.email }] }
      default:
        return unknownEvent(event.type)
    }
  },
})

