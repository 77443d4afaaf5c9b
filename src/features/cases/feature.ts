import type { Feature } from '../../journal/kernel.ts'
import * as commands from './decide.ts'
import { caseAddresses, caseHolders, caseLines, questions } from './store.ts'
import { caseKind } from './state.ts'

/** Cases: from a request's filing to the letter that answers it, as its applicant follows it. */
export const cases: Feature = {
  name: 'cases',
  kinds: [caseKind],
  commands: Object.values(commands),
  questions,
  views: [caseLines, caseHolders, caseAddresses],
  reactions: [],
  pages: [],
}
