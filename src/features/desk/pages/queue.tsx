import { refuse } from '../../../base/result.ts'
import { page } from '../../../journal/kernel.ts'
import { DeskFrame } from '../parts/desk-frame.tsx'
import { loadWork, type Work } from '../parts/load-work.ts'
import { isAgent } from '../permits.ts'
import { texts } from '../texts/texts.ts'

/** The queue of the agent's teams, by deadline. */
export const queue = page<Work>({
  name: 'desk',
  path: '/desk',
  door: 'desk',
  permit: isAgent,
  load: async r => (r.actor.kind === 'agent' ? loadWork(r, r.actor) : refuse('SignInNeeded')),
  view: (work, r) => <DeskFrame r={r} work={work} title={work.place.waiting ? texts(r.language).waitingTitle : texts(r.language).toDo} />,
})
