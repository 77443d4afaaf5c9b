import { page } from '../../../journal/kernel.ts'
import { viewCase } from '../parts/case-view.tsx'
import { loadCase, watchCase, type OpenCase } from '../parts/load-case.ts'
import { mayOpen } from '../permits.ts'

/** A case beside the queue. */
export const openCase = page<OpenCase>({
  name: 'desk-case',
  path: '/desk/cases/:case',
  door: 'desk',
  permit: mayOpen,
  load: loadCase,
  watches: watchCase,
  view: viewCase,
})
