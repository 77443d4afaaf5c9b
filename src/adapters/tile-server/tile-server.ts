import type { MapTiles, Tile } from '../../ports/map-tiles/map-tiles.ts'
import { pictureType } from '../../ports/map-tiles/picture-type.ts'
import { keptTiles } from './kept-tiles.ts'
import { takeTurns } from './take-turns.ts'

export type TileServerOptions = {
  /** The address with `{z}`, `{x}` and `{y}`: map squares of 256 pixels in Web Mercator (XYZ, or WMTS in EPSG:3857). */
  readonly template: string
  /** Whose map it is: shown beside every piece of it. */
  readonly attribution: string
  readonly milliseconds?: number
  readonly now?: () => number
}

/**
 * Map squares of any server, by a template of their address. Each is fetched once for all who look at it and kept for a day; a
 * server in trouble is asked for a square again after half a minute. Nothing is logged: the template may hold a key.
 */
export function tileServer({ template, attribution, milliseconds = 4_000, now = Date.now }: TileServerOptions): MapTiles {
  const turn = takeTurns(mostAtOnce, mostWaiting)
  const kept = keptTiles(now)
  const underway = new Map<string, Promise<Tile | null>>()

  return {
    attribution,
    tile(at) {
      const address = template.replace(/\{([zxy])\}/g, (_, part: 'z' | 'x' | 'y') => String(at[part]))
      const known = kept.find(address)
      if (known !== undefined) return Promise.resolve(known)
      const running = underway.get(address)
      if (running) return running
      const fetched = turn(() => fetchTile(address, milliseconds)).then(tile => {
        // Not fetched because too many waited: that says nothing about the square.
        if (tile !== undefined) kept.keep(address, tile)
        return tile ?? null
      }).finally(() => underway.delete(address))
      underway.set(address, fetched)
      return fetched
    },
  }
}

async function fetchTile(address: string, milliseconds: number): Promise<Tile | null> {
  try {
    const answer = await fetch(address, { headers: { accept: 'image/png, image/jpeg, image/webp', 'user-agent': 'Parvis' }, redirect: 'error', signal: AbortSignal.timeout(milliseconds) })
    if (!answer.ok || !answer.body) {
      await answer.body?.cancel()
      return null
    }
    const pieces: Uint8Array[] = []
    let length = 0
    for await (const piece of answer.body) {
      length += piece.length
      if (length > mostBytes) return null
      pieces.push(piece)
    }
    const bytes = Buffer.concat(pieces)
    const type = pictureType(bytes)
    return type && { type, bytes }
  } catch {
    return null
  }
}

/** A square of a detailed map is 20 to 150 kB. */
const mostBytes = 500_000
/** Open maps ask their users to be few at a time. Whoever scrolls through the whole map waits, and finds some squares grey. */
const mostAtOnce = 8
const mostWaiting = 64
