import { isRefusal } from '../../../base/result.ts'
import { page } from '../../../journal/kernel.ts'
import { TakeCase } from '../../../vocabulary/cases.ts'
import { viewCase } from '../parts/case-view.tsx'
import { caseAddress, loadCase, watchCase, type OpenCase } from '../parts/load-case.ts'
import { mayOpen } from '../permits.ts'

/** Taking a case: it now has a face. */
export const taking = page<OpenCase>({
  name: 'desk-taking',
  path: '/desk/cases/:case/taking',
  door: 'desk',
  permit: mayOpen,
  load: loadCase,

  async act(r, open) {
    const answer = await r.send(TakeCase, { case: open.file.id })
    return isRefusal(answer) ? answer : { to: caseAddress(r, open) }
  },

  watches: watchCase,
  view: viewCase,
})
