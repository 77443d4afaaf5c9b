import type { Tile } from '../../ports/map-tiles/map-tiles.ts'

type Kept = { readonly tile: Tile | null; readonly until: number }

/** Map squares in memory, up to `mostBytes` in all: those that were not looked at for longest go first. That a square was missing is kept too, but not for long. */
export function keptTiles(now: () => number, mostBytes = 32_000_000) {
  const kept = new Map<string, Kept>()
  let bytes = 0

  function drop(address: string): void {
    bytes -= weight(kept.get(address)?.tile)
    kept.delete(address)
  }

  return {
    /** `undefined`: nothing is known of it. */
    find(address: string): Tile | null | undefined {
      const found = kept.get(address)
      if (!found) return undefined
      if (found.until <= now()) return void drop(address)
      // A map keeps its order: what is put back stands at the end.
      kept.delete(address)
      kept.set(address, found)
      return found.tile
    },
    keep(address: string, tile: Tile | null): void {
      if (kept.has(address)) drop(address)
      kept.set(address, { tile, until: now() + (tile ? aDay : aMoment) })
      bytes += weight(tile)
      for (const oldest of kept.keys()) {
        if (bytes <= mostBytes) break
        drop(oldest)
      }
    },
  }
}

/** An entry takes room besides its picture, also one that has none. */
const weight = (tile: Tile | null | undefined): number => (tile?.bytes.length ?? 0) + 500
const aDay = 24 * 3600_000
const aMoment = 30_000
