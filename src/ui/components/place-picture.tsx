import { holdsSpot, holdsTile, spotOf, tileSize, type MapArea } from '../../base/map-area.ts'
import { readPoint } from '../../base/point.ts'

export type PlacePictureProps = {
  place: { readonly point: string; /** Heard in place of the picture. */ readonly words: string }
  area: MapArea
  attribution: string
  /** Where the squares are: `src/z/x/y`. */
  src: string
}

/** The piece of map around a point, drawn by the server of at most four squares; nothing where the point lies off the map. */
export function PlacePicture({ place, area, attribution, src }: PlacePictureProps) {
  const point = readPoint(place.point)
  const spot = point && spotOf(point)
  if (!spot || !holdsSpot(area, spot)) return null
  const zoom = Math.min(area.most, Math.max(area.least, 16))
  const scale = tileSize * 2 ** zoom
  const left = Math.round(spot.x * scale - width / 2)
  const top = Math.round(spot.y * scale - height / 2)
  const squares = [0, 1].flatMap(row => [0, 1].map(column => ({ z: zoom, x: Math.floor(left / tileSize) + column, y: Math.floor(top / tileSize) + row })))
  return (
    <figure class="place-picture">
      <svg width={width} height={height} viewBox={`0 0 ${width} ${height}`} role="img" aria-label={place.words}>
        <rect width={width} height={height} fill="#c9ced6" />
        {squares.filter(at => holdsTile(area, at) && at.x * tileSize < left + width && at.y * tileSize < top + height).map(({ z, x, y }) => (
          <image href={`${src}/${z}/${x}/${y}`} x={x * tileSize - left} y={y * tileSize - top} width={tileSize} height={tileSize} />
        ))}
        <circle cx={width / 2} cy={height / 2} r="9" fill="none" stroke="#fff" stroke-width="7" />
        <circle cx={width / 2} cy={height / 2} r="9" fill="none" stroke="#b00020" stroke-width="4" />
      </svg>
      <figcaption class="mute s-1">{attribution}</figcaption>
    </figure>
  )
}

/** No wider than a square, and so on four of them at most. */
const width = 256
const height = 176
