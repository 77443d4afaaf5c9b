import { page } from '../../../journal/kernel.ts'
import { authorityMap, type MapBook } from '../../../ports/map-tiles/map-tiles.ts'
import { viewCase } from '../parts/case-view.tsx'
import { loadCase, watchCase, type OpenCase } from '../parts/load-case.ts'
import { mayOpen } from '../permits.ts'

/** A case beside the queue. */
export const openCase = (maps: MapBook) => page<OpenCase>({
  name: 'desk-case',
  path: '/desk/cases/:case',
  door: 'desk',
  permit: mayOpen,
  load: loadCase,
  watches: watchCase,
  view: (open, r, problem) => viewCase(open, r, problem, authorityMap(maps, r.authority)),
})
