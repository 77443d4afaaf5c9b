import type { Feature } from '../../journal/kernel.ts'
import { confirmAddress } from './decide.ts'
import { getCase } from './operations/get-case.ts'
import { access } from './pages/access.tsx'
import { accessLink } from './pages/access-link.tsx'
import { accessSent } from './pages/access-sent.tsx'
import { find } from './pages/find.tsx'
import { requests } from './pages/requests.tsx'
import { accountKind } from './state.ts'
import { questions } from './store.ts'

/** Accounts of residents: the list of one's requests, and the ways back to it. */
export const accounts: Feature = {
  name: 'accounts',
  kinds: [accountKind],
  commands: [confirmAddress],
  questions,
  pages: [requests, find, access, accessSent, accessLink],
  operations: [getCase],
}
