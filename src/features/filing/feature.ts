import type { Feature } from '../../journal/kernel.ts'
import type { AddressBook } from '../../ports/addresses/addresses.ts'
import { addresses } from './pages/addresses.tsx'
import { check } from './pages/check.tsx'
import { discard } from './pages/discard.tsx'
import { receipt } from './pages/receipt.tsx'
import { removal } from './pages/removal.tsx'
import { resume } from './pages/resume.tsx'
import { start } from './pages/start.ts'
import { startInternal } from './pages/start-internal.ts'
import { step } from './pages/step.tsx'
import { questions, sweepDrafts } from './store.ts'

export { filingInput } from './filing-input.ts'

/** Filing: a form from its first question to its receipt. Drafts are not journaled; sending makes a case. */
export const filing = (book: AddressBook): Feature => ({
  name: 'filing',
  questions,
  sweeps: [{ name: 'drafts', run: async ({ db, now }) => void (await sweepDrafts(db, now)) }],
  pages: [start, startInternal, resume, step(book), addresses(book), removal, check, discard, receipt],
})
