import type { Feature } from '../../journal/kernel.ts'
import { noteAppeal, noteFiledAppeal } from './appeals.ts'
import * as commands from './decide.ts'
import * as inTime from './decide-in-time.ts'
import { migrateCase } from './migrate-case.ts'
import { answer } from './pages/answer.tsx'
import { certificate, certificateDownload } from './pages/certificate.tsx'
import { code } from './pages/code.tsx'
import { letter } from './pages/letter.tsx'
import { messages } from './pages/messages.tsx'
import { request } from './pages/request.tsx'
import { withdrawal } from './pages/withdrawal.tsx'
import { caseAddresses, caseHolders, caseLines, caseWork, questions, tableDecisions } from './store.ts'
import { caseKind } from './state.ts'

export { tryMigration, type Trial } from './try-migration.ts'

/** Cases: from a request's filing to the letter that answers it, as its applicant follows it. */
export const cases: Feature = {
  name: 'cases',
  kinds: [caseKind],
  commands: [...Object.values(commands), ...Object.values(inTime), migrateCase, noteAppeal],
  questions,
  views: [caseLines, caseWork, caseHolders, caseAddresses, tableDecisions],
  reactions: [noteFiledAppeal],
  pages: [request, messages, answer, withdrawal, code, letter, certificate, certificateDownload],
}
