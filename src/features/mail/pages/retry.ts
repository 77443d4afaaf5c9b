import { isUuid } from '../../../base/ids.ts'
import { isRefusal, refuse } from '../../../base/result.ts'
import { page } from '../../../journal/kernel.ts'
import { RetryMail } from '../../../vocabulary/mail.ts'
import { isAdministrator } from '../permits.ts'

/** Tries an e-mail again that was given up. */
export const retry = page<string>({
  name: 'retry-mail',
  path: '/desk/outbox/:mailing/retry',
  door: 'desk',
  permit: isAdministrator,

  async load(r) {
    if (r.actor.kind !== 'agent') return refuse('SignInNeeded')
    return isUuid(r.params.mailing) ? r.params.mailing : refuse('NotFound')
  },

  async act(r, mailing) {
    const answer = await r.send(RetryMail, { mailing })
    return isRefusal(answer) ? answer : { to: r.url('/desk/outbox/:mailing', { mailing }) }
  },

  instead: (mailing, r) => r.url('/desk/outbox/:mailing', { mailing }),
})
