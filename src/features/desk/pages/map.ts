import { refuse } from '../../../base/result.ts'
import type { TileAt } from '../../../base/map-area.ts'
import { page } from '../../../journal/kernel.ts'
import { authorityMap, findTile, type AuthorityMap, type MapBook } from '../../../ports/map-tiles/map-tiles.ts'

/** A square of the authority's map, for its agents. */
export const map = (maps: MapBook) =>
  page<{ readonly map: AuthorityMap; readonly at: TileAt }>({
    name: 'desk-map',
    path: '/desk/map/:z/:x/:y',
    door: 'desk',
    async load(r) {
      const map = authorityMap(maps, r.authority)
      const at = map && findTile(map, r.params)
      return map && at ? { map, at } : refuse('NotFound')
    },
    permit: actor => actor.kind === 'agent',
    async shows({ map, at }) {
      const tile = await map.tile(at)
      return tile ? { ...tile, seconds: aWeek } : refuse('Busy')
    },
  })

const aWeek = 7 * 24 * 3600
