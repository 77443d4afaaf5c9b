import { knownServers } from '../adapters/tile-server/known-servers.ts'
import { tileServer } from '../adapters/tile-server/tile-server.ts'
import type { MapBook, MapTiles } from '../ports/map-tiles/map-tiles.ts'
import type { Settings } from './settings.ts'

/** The maps that PARVIS_MAP_TILES names, each for the authorities of its country, and one for all others; without it no map is drawn. */
export function chooseMaps({ maps: { known, other } }: Pick<Settings, 'maps'>): MapBook {
  const chosen: Record<string, MapTiles> = {}
  for (const name of known) {
    const { country, ...server } = knownServers[name]
    chosen[country] = tileServer(server)
  }
  const elsewhere = other && tileServer(other)
  return country => chosen[country] ?? elsewhere
}
