import { page, type Actor } from '../../../journal/kernel.ts'
import { NoteSignOut } from '../../../vocabulary/staff.ts'
import { anybody } from '../permits.ts'

export const signOut = page<Actor>({
  name: 'desk-sign-out',
  path: '/desk/sign-out',
  door: 'desk',
  permit: anybody,
  load: async r => r.actor,
  instead: (actor, r) => r.url(actor.kind === 'agent' ? '/desk/account' : '/desk/sign-in'),

  // A session that has already ended is signed out all the same.
  async act(r, actor) {
    const everywhere = r.form.get('everywhere') === 'yes'
    if (actor.kind === 'agent') await r.send(NoteSignOut, { agent: actor.agent, everywhere })
    return { to: `${r.url('/desk/sign-in')}?out=${everywhere ? 'everywhere' : 'here'}`, session: { become: 'nobody', everywhere } }
  },
})
