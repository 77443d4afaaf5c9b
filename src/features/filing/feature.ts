import type { Feature } from '../../journal/kernel.ts'
import type { AddressBook } from '../../ports/addresses/addresses.ts'
import { noMaps, type MapBook } from '../../ports/map-tiles/map-tiles.ts'
import { addresses } from './pages/addresses.tsx'
import { again } from './pages/again.tsx'
import { fileCase } from './operations/file-case.ts'
import { getSchema } from './operations/get-schema.ts'
import { sendDocument } from './operations/send-document.ts'
import { check } from './pages/check.tsx'
import { discard } from './pages/discard.tsx'
import { draftLink } from './pages/draft-link.tsx'
import { draftMail, draftMailSent } from './pages/draft-mail.tsx'
import { drafts } from './pages/drafts.tsx'
import { erase, erased } from './pages/erase.tsx'
import { later } from './pages/later.tsx'
import { map } from './pages/map.ts'
import { receipt } from './pages/receipt.tsx'
import { removal } from './pages/removal.tsx'
import { resume } from './pages/resume.tsx'
import { start } from './pages/start.ts'
import { startAppeal } from './pages/start-appeal.ts'
import { startInternal } from './pages/start-internal.ts'
import { step } from './pages/step.tsx'
import { remindWriters } from './remind-writers.ts'
import { questions, sweepDrafts } from './store.ts'

export { filingInput } from './filing-input.ts'

/** Filing: a form from its first question to its receipt. Drafts are not journaled; sending makes a case. */
export const filing = (book: AddressBook, maps: MapBook = noMaps): Feature => ({
  name: 'filing',
  questions,
  sweeps: [
    { name: 'drafts', run: async ({ db, now }) => void (await sweepDrafts(db, now)) },
    { name: 'draft-reminders', run: remindWriters },
  ],
  pages: [start, startInternal, startAppeal, again, resume, step(book, maps), addresses(book), map(maps), removal, check, discard, later, drafts, draftMail, draftMailSent, draftLink, receipt, erase, erased],
  operations: [getSchema, sendDocument, fileCase],
})
