/** Where something is on Earth, in degrees (WGS 84). */
export type Point = { readonly latitude: number; readonly longitude: number }

/** How a point is written in answers, files and forms: '49.144,-0.375'. */
export const pointForm = /^(-?\d{1,2}(?:\.\d{1,8})?),(-?\d{1,3}(?:\.\d{1,8})?)$/

/** Reads '49.144,-0.375'; `null` for what is no point on Earth. */
export function readPoint(text: unknown): Point | null {
  const [, lat, lon] = (typeof text === 'string' && pointForm.exec(text)) || []
  if (lat === undefined) return null
  const point = { latitude: Number(lat), longitude: Number(lon) }
  return Math.abs(point.latitude) <= 90 && Math.abs(point.longitude) <= 180 ? point : null
}

/** Five decimals are a metre: nobody points more exactly with a finger, and no device knows more. */
export const writePoint = ({ latitude, longitude }: Point): string => `${rounded(latitude)},${rounded(longitude)}`

/** Coordinates as people type them, "49.144, -0.375" or with a space or a semicolon between, written as a point; `null` for other words. */
export function typedPoint(text: string): string | null {
  const written = text.trim().replace(/\s*[,;]\s*|\s+/, ',')
  return readPoint(written) && written
}

// Plus nought: there is no minus nought on a map.
const rounded = (degrees: number): number => Number(degrees.toFixed(5)) + 0
