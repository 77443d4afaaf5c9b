import type { Authority } from '../base/authority.ts'
import { openingZooms } from '../base/map-area.ts'
import { readPoint } from '../base/point.ts'

/** Ends with what to write instead where an authority.json names a place that maps cannot open at. */
export function checkPlace({ centre, zoom }: Pick<Authority, 'centre' | 'zoom'>): void {
  const { least, most } = openingZooms
  if (centre !== undefined && !readPoint(centre)) throw new Error(`authority.json: "centre" is ${JSON.stringify(centre)}. Write latitude and longitude in degrees: "49.144,-0.375"`)
  if (zoom !== undefined && !(Number.isInteger(zoom) && zoom >= least && zoom <= most)) throw new Error(`authority.json: "zoom" is ${JSON.stringify(zoom)}. Write a whole number from ${least} to ${most}: about 10 for a region, 14 for a town.`)
  if (zoom !== undefined && centre === undefined) throw new Error('authority.json: "zoom" stands without "centre". Add the middle of the area: "centre": "49.144,-0.375"')
}
