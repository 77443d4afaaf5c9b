import { isRefusal } from '../../../base/result.ts'
import { page } from '../../../journal/kernel.ts'
import { ConfirmComplete } from '../../../vocabulary/cases.ts'
import { viewCase } from '../parts/case-view.tsx'
import { caseAddress, loadCase, watchCase, type OpenCase } from '../parts/load-case.ts'
import { mayOpen } from '../permits.ts'

/** Confirming that nothing is missing. */
export const completeness = page<OpenCase>({
  name: 'desk-completeness',
  path: '/desk/cases/:case/completeness',
  door: 'desk',
  permit: mayOpen,
  load: loadCase,

  async act(r, open) {
    const answer = await r.send(ConfirmComplete, { case: open.file.id })
    return isRefusal(answer) ? answer : { to: caseAddress(r, open) }
  },

  watches: watchCase,
  view: viewCase,
})
