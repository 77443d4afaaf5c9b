import { readPoint, type Point } from './point.ts'

/*
 * Which part of the world an authority's map shows. Maps on the web are squares of 256 pixels: one for the whole world at scale 0,
 * and four in the place of each at the next scale (Web Mercator, EPSG:3857). In between, a place is two numbers from 0 to 1.
 */

/** A place on the flat world: 0 to 1 from west to east, 0 to 1 from north to south. */
export type Spot = { readonly x: number; readonly y: number }

/** One square of the map. */
export type TileAt = { readonly z: number; readonly x: number; readonly y: number }

/** Where a map opens, at which scale, and how far it goes. */
export type MapArea = { readonly centre: Point; readonly zoom: number; readonly least: number; readonly most: number }

export const tileSize = 256

/** The scales at which a map may open: a large country, a street. */
export const openingZooms = { least: 5, most: 17 } as const

/** An authority's own area; `null` where its profile names no place. */
export function mapArea({ centre, zoom = 14 }: { readonly centre?: string; readonly zoom?: number }): MapArea | null {
  const point = readPoint(centre)
  return point && { centre: point, zoom, least: Math.max(0, zoom - 3), most: 18 }
}

/** Where a point lies on the flat world, which ends at 85 degrees north and south. */
export function spotOf({ latitude, longitude }: Point): Spot {
  const sine = Math.sin((Math.max(-85.0511, Math.min(85.0511, latitude)) * Math.PI) / 180)
  return { x: longitude / 360 + 0.5, y: 0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI) }
}

export const pointOf = ({ x, y }: Spot): Point => ({ latitude: (Math.atan(Math.sinh(Math.PI * (1 - 2 * y))) * 180) / Math.PI, longitude: (x - 0.5) * 360 })

/**
 * The area's edges on the flat world: twelve squares of its opening scale to each side. About 20 km around a town that opens at
 * scale 14, 600 km around a region that opens at 9. Nobody gets the rest of the world by way of an authority.
 */
export function edgesOf({ centre, zoom }: MapArea): { readonly west: number; readonly east: number; readonly north: number; readonly south: number } {
  const { x, y } = spotOf(centre)
  const reach = squaresAround / 2 ** zoom
  return { west: Math.max(0, x - reach), east: Math.min(1, x + reach), north: Math.max(0, y - reach), south: Math.min(1, y + reach) }
}

/** Whether a square is one of this map: of its scales, and touching its area. */
export function holdsTile(area: MapArea, { z, x, y }: TileAt): boolean {
  if (![z, x, y].every(Number.isInteger) || z < area.least || z > area.most) return false
  const count = 2 ** z
  const { west, east, north, south } = edgesOf(area)
  return x >= 0 && y >= 0 && x < count && y < count && (x + 1) / count > west && x / count < east && (y + 1) / count > north && y / count < south
}

export function holdsSpot(area: MapArea, { x, y }: Spot): boolean {
  const { west, east, north, south } = edgesOf(area)
  return x > west && x < east && y > north && y < south
}

/** How many metres a pixel is at this latitude and scale. */
export const metresPerPixel = (latitude: number, zoom: number): number => (Math.cos((latitude * Math.PI) / 180) * 40_075_017) / (tileSize * 2 ** zoom)

const squaresAround = 12
