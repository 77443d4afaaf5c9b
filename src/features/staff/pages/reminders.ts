import { isRefusal, refuse } from '../../../base/result.ts'
import { page } from '../../../journal/kernel.ts'
import { SetWorkReminders } from '../../../vocabulary/staff.ts'
import { isAgent } from '../permits.ts'

/** Switches an agent's own reminders on and off. */
export const reminders = page<string>({
  name: 'desk-reminders',
  path: '/desk/account/reminders',
  door: 'desk',
  permit: isAgent,
  load: async r => (r.actor.kind === 'agent' ? r.actor.agent : refuse('SignInNeeded')),
  instead: (_, r) => r.url('/desk/account'),

  async act(r, agent) {
    const set = await r.send(SetWorkReminders, { agent, on: r.form.get('on') === 'yes', language: r.language })
    return isRefusal(set) ? set : { to: `${r.url('/desk/account')}#reminders` }
  },
})
