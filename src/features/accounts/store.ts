import { question } from '../../journal/kernel.ts'
import { FindAccountByAddress, GetAccount } from '../../vocabulary/accounts.ts'
import { addressClaim } from './decide.ts'
import { accountKind } from './state.ts'

export const questions = [
  question({ call: FindAccountByAddress, answer: (db, i) => db.claimed(addressClaim(i.key)) }),
  question({
    call: GetAccount,
    async answer(db, i) {
      const newest = (await db.head(accountKind, i.account))?.state.addresses.at(-1)
      return newest ? { email: newest.email } : null
    },
  }),
]
