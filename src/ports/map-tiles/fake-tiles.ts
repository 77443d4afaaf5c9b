import type { TileAt } from '../../base/map-area.ts'
import type { MapTiles } from './map-tiles.ts'

/** A picture of one grey pixel. */
export const greyPng = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg==', 'base64')

/** Tiles for tests: every square is grey, but those that `lacks` are missing. `asked` keeps which were asked for. */
export function fakeTiles(lacks: (at: TileAt) => boolean = () => false): MapTiles & { readonly asked: TileAt[] } {
  const asked: TileAt[] = []
  return {
    attribution: '© Example maps', asked,
    async tile(at) {
      asked.push(at)
      return lacks(at) ? null : { type: 'image/png', bytes: greyPng }
    },
  }
}
