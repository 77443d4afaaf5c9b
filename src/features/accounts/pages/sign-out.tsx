import { page } from '../../../journal/kernel.ts'
import { isVisitor } from '../permits.ts'

/** Ends this computer's session: its requests are no longer shown here. */
export const signOut = page<null>({
  name: 'sign-out',
  path: '/sign-out',
  load: async () => null,
  permit: isVisitor,
  act: async r => ({ to: r.url('/requests'), session: { become: 'nobody' } }),
  instead: (_model, r) => r.url('/requests'),
})
