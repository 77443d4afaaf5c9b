import { isRefusal } from '../../../base/result.ts'
import { page } from '../../../journal/kernel.ts'
import { WriteMessage } from '../../../vocabulary/cases.ts'
import { viewCase } from '../parts/case-view.tsx'
import { caseAddress, loadCase, watchCase, type OpenCase } from '../parts/load-case.ts'
import { mayOpen } from '../permits.ts'

/** Writing to the applicant without making the case wait. */
export const messages = page<OpenCase>({
  name: 'desk-messages',
  path: '/desk/cases/:case/messages',
  door: 'desk',
  carries: ['text', 'once'],
  permit: mayOpen,
  load: loadCase,

  async act(r, open) {
    const input = WriteMessage.parse({ case: open.file.id, text: r.form.get('text'), once: r.form.get('once') })
    if (isRefusal(input)) return input
    const answer = await r.send(WriteMessage, input)
    return isRefusal(answer) ? answer : { to: caseAddress(r, open) }
  },

  watches: watchCase,
  view: viewCase,
})
