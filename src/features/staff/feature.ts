import type { Feature } from '../../journal/kernel.ts'
import * as commands from './decide.ts'
import { account } from './pages/account.tsx'
import { reminders } from './pages/reminders.ts'
import { signIn } from './pages/sign-in.tsx'
import { signOut } from './pages/sign-out.tsx'
import { agentKind } from './state.ts'
import { agents, questions } from './store.ts'

/** Staff: who works at the desk, in which teams, and how they sign in. */
export const staff: Feature = {
  name: 'staff',
  kinds: [agentKind],
  commands: Object.values(commands),
  questions,
  views: [agents],
  pages: [signIn, account, reminders, signOut],
}
