import { isRefusal } from '../../../base/result.ts'
import { page } from '../../../journal/kernel.ts'
import { TakeDecisionBack } from '../../../vocabulary/cases.ts'
import { viewCase } from '../parts/case-view.tsx'
import { caseAddress, loadCase, watchCase, type OpenCase } from '../parts/load-case.ts'
import { mayOpen } from '../permits.ts'

/** Taking a decision back before it leaves. */
export const decisionUndo = page<OpenCase>({
  name: 'desk-decision-undo',
  path: '/desk/cases/:case/decision-undo',
  door: 'desk',
  permit: mayOpen,
  load: loadCase,

  async act(r, open) {
    const answer = await r.send(TakeDecisionBack, { case: open.file.id })
    return isRefusal(answer) ? answer : { to: caseAddress(r, open) }
  },

  watches: watchCase,
  view: viewCase,
})
