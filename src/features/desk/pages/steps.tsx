import { isRefusal } from '../../../base/result.ts'
import { page } from '../../../journal/kernel.ts'
import { DoStep } from '../../../vocabulary/case-process.ts'
import { viewCase } from '../parts/case-view.tsx'
import { caseAddress, loadCase, watchCase, type OpenCase } from '../parts/load-case.ts'
import { mayOpen } from '../permits.ts'

/** Doing a step of the case's process: an opinion, a piece of work. */
export const steps = page<OpenCase>({
  name: 'desk-steps',
  path: '/desk/cases/:case/steps',
  door: 'desk',
  permit: mayOpen,
  load: loadCase,
  carries: ['token', 'outcome', 'note', 'once'],

  async act(r, open) {
    const answer = await r.send(DoStep, { case: open.file.id, token: Number(r.form.get('token')), outcome: r.form.get('outcome') ?? undefined, note: r.form.get('note') ?? '', once: r.form.get('once') ?? undefined })
    if (isRefusal(answer)) return answer
    // Whoever came for this step alone may have nothing more to see here.
    return { to: r.actor.kind === 'agent' && r.actor.teams.includes(open.file.team) ? caseAddress(r, open) : r.url('/desk') }
  },

  watches: watchCase,
  view: viewCase,
})
