import { isRefusal } from '../../../base/result.ts'
import { page } from '../../../journal/kernel.ts'
import { AddHolder } from '../../../vocabulary/cases.ts'
import { caseByCode, postedCode } from '../parts/case-by-code.ts'
import { DoorFrame } from '../parts/door-frame.tsx'
import { CodeForm } from '../parts/doors.tsx'
import { isVisitor } from '../permits.ts'
import { texts } from '../texts/texts.ts'

/** Opens a request by its number and secret code, and adds it to this session's list. */
export const find = page<null>({
  name: 'find',
  path: '/requests/find',
  load: async () => null,
  permit: isVisitor,
  async act(r) {
    const found = await caseByCode(r, postedCode(r))
    if (isRefusal(found)) return found
    const { file, hash } = found
    // Only now does the session get an account: wrong tries leave nothing behind.
    const added = await r.send(AddHolder, { case: file.id, holder: await r.account(), codeHash: hash })
    return isRefusal(added) ? added : { to: r.url('/requests/:case', { case: file.id }) }
  },
  view(_model, r, problem) {
    const t = texts(r.language)
    return (
      <DoorFrame r={r} title={t.findTitle} problem={problem}>
        <CodeForm r={r} problem={problem} main />
      </DoorFrame>
    )
  },
})
