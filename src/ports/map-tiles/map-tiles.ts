import type { Authority } from '../../base/authority.ts'
import { holdsTile, mapArea, type MapArea, type TileAt } from '../../base/map-area.ts'

/**
 * A server of map squares (tiles). It never throws: what is missing, gone, too slow or no picture is `null`, the square stays grey,
 * and the place is written in words. Visitors' browsers never speak to it: the house fetches, so it learns of nobody.
 */
export type MapTiles = { readonly attribution: string; tile(at: TileAt): Promise<Tile | null> }

export type Tile = { readonly type: PictureType; readonly bytes: Uint8Array }

export type PictureType = 'image/png' | 'image/jpeg' | 'image/webp'

/** The map for an authority's country; `null` where the operator chose none: then no map is drawn. */
export type MapBook = (country: Authority['country']) => MapTiles | null

export const noMaps: MapBook = () => null

/** An authority's map: where it opens, and its squares. `null` without a server of tiles, or without a place of the authority's own. */
export function authorityMap(book: MapBook, authority: Authority): AuthorityMap | null {
  const area = mapArea(authority)
  const tiles = book(authority.country)
  return area && tiles && { area, attribution: tiles.attribution, tile: tiles.tile }
}

export type AuthorityMap = MapTiles & { readonly area: MapArea }

/** The square that the names in an address mean; `null` for whatever is no square of this map. */
export function findTile({ area }: AuthorityMap, asked: Readonly<Record<string, string>>): TileAt | null {
  const at = readTileAt(asked)
  return at && holdsTile(area, at) ? at : null
}

/** Only one way of writing each number: no sign, no nought in front, nothing else. */
function readTileAt({ z = '', x = '', y = '' }: Readonly<Record<string, string>>): TileAt | null {
  return [z, x, y].every(text => /^(0|[1-9]\d{0,6})$/.test(text)) ? { z: Number(z), x: Number(x), y: Number(y) } : null
}
