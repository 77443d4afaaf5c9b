import { edgesOf, holdsTile, pointOf, spotOf, tileSize, type MapArea, type Spot } from '../../base/map-area.ts'
import type { Point } from '../../base/point.ts'

/** The map's parts in the page: the window itself, the layer of its squares and the pin whose foot is the point. */
export type MapParts = { readonly window: HTMLElement; readonly tiles: HTMLElement; readonly pin: HTMLElement }

/**
 * Map squares as plain pictures in a window, with one pin. A tap sets the pin, dragging it moves it, dragging the map moves the
 * map. Whoever sets a point near the edge finds it in the middle, so that nobody has to drag. A square that does not come stays grey.
 */
export class TileMap {
  readonly #parts: MapParts
  readonly #src: string
  readonly #area: MapArea
  readonly #set: (point: Point) => void
  readonly #drawn = new Map<string, HTMLImageElement>()
  #zoom: number
  #middle: Spot
  #point: Spot | null = null

  /** `set`: told when a finger or a mouse has set the point. */
  constructor(parts: MapParts, src: string, area: MapArea, set: (point: Point) => void) {
    this.#parts = parts
    this.#src = src
    this.#area = area
    this.#set = set
    this.#zoom = area.zoom
    this.#middle = spotOf(area.centre)
    parts.window.addEventListener('pointerdown', event => this.#grasp(event))
    new ResizeObserver(() => this.#draw()).observe(parts.window)
  }

  get zoom(): number {
    return this.#zoom
  }

  get middle(): Point {
    return pointOf(this.#middle)
  }

  /** Shows a point, or none; brings it into sight, so close that a street can be told from the next where `closely`. */
  show(point: Point | null, closely = false): void {
    this.#point = point && spotOf(point)
    if (closely && this.#point) this.#zoom = Math.max(this.#zoom, Math.min(17, this.#area.most))
    if (this.#point && (closely || !this.#isInside(this.#point))) this.#middle = this.#within(this.#point)
    this.#draw()
  }

  /** One scale closer (1) or further (-1), around the point if it is in sight. */
  scale(by: 1 | -1): void {
    const zoom = Math.max(this.#area.least, Math.min(this.#area.most, this.#zoom + by))
    if (zoom === this.#zoom) return
    this.#zoom = zoom
    if (this.#point && by > 0) this.#middle = this.#within(this.#point)
    this.#draw()
  }

  /** Moves the map's middle by pixels. */
  pan(x: number, y: number): void {
    this.#middle = this.#within({ x: this.#middle.x + x / this.#scale, y: this.#middle.y + y / this.#scale })
    this.#draw()
  }

  /** The point moved by pixels. */
  beside(point: Point, x: number, y: number): Point {
    const spot = spotOf(point)
    return pointOf({ x: spot.x + x / this.#scale, y: spot.y + y / this.#scale })
  }

  get #scale(): number {
    return tileSize * 2 ** this.#zoom
  }

  /** The map's middle stays on the authority's map. */
  #within({ x, y }: Spot): Spot {
    const { west, east, north, south } = edgesOf(this.#area)
    return { x: Math.min(east, Math.max(west, x)), y: Math.min(south, Math.max(north, y)) }
  }

  #isInside({ x, y }: Spot): boolean {
    const { clientWidth, clientHeight } = this.#parts.window
    const margin = 48
    return Math.abs(x - this.#middle.x) * this.#scale < clientWidth / 2 - margin && Math.abs(y - this.#middle.y) * this.#scale < clientHeight / 2 - margin
  }

  #draw(): void {
    const { window: { clientWidth: width, clientHeight: height }, tiles, pin } = this.#parts
    if (width === 0) return
    const scale = this.#scale
    const left = Math.round(this.#middle.x * scale - width / 2)
    const top = Math.round(this.#middle.y * scale - height / 2)
    const wanted = new Set<string>()
    for (let y = Math.floor(top / tileSize); y * tileSize < top + height; y++) for (let x = Math.floor(left / tileSize); x * tileSize < left + width; x++) {
      const at = { z: this.#zoom, x, y }
      if (!holdsTile(this.#area, at)) continue
      const name = `${at.z}/${x}/${y}`
      wanted.add(name)
      place(this.#drawn.get(name) ?? this.#fetch(name), x * tileSize - left, y * tileSize - top)
    }
    for (const [name, image] of this.#drawn) if (!wanted.has(name)) {
      image.remove()
      this.#drawn.delete(name)
    }
    pin.hidden = this.#point === null
    if (this.#point) place(pin, Math.round(this.#point.x * scale) - left, Math.round(this.#point.y * scale) - top)
    tiles.dataset.zoom = String(this.#zoom)
  }

  #fetch(name: string): HTMLImageElement {
    const image = Object.assign(new Image(), { alt: '', draggable: false, decoding: 'async', src: `${this.#src}/${name}` })
    // Grey, not the browser's broken picture. It is asked for again when it comes into sight anew.
    image.addEventListener('error', () => image.remove())
    this.#drawn.set(name, image)
    this.#parts.tiles.append(image)
    return image
  }

  #grasp(down: PointerEvent): void {
    if (!down.isPrimary || down.button !== 0) return
    const { window, pin } = this.#parts
    const onPin = pin.contains(down.target as Node)
    const [middle, point] = [this.#middle, this.#point]
    let moved = false
    const listening = new AbortController()
    const { signal } = listening
    const listen = (type: 'pointermove' | 'pointerup' | 'pointercancel', then: (event: PointerEvent) => void) =>
      window.addEventListener(type, event => event.pointerId === down.pointerId && then(event), { signal })
    window.setPointerCapture(down.pointerId)
    listen('pointermove', event => {
      const [x, y] = [(event.clientX - down.clientX) / this.#scale, (event.clientY - down.clientY) / this.#scale]
      moved ||= Math.hypot(event.clientX - down.clientX, event.clientY - down.clientY) > 5
      if (!moved) return
      if (onPin && point) this.#point = { x: point.x + x, y: point.y + y }
      else this.#middle = this.#within({ x: middle.x - x, y: middle.y - y })
      this.#draw()
    })
    listen('pointerup', event => {
      listening.abort()
      if (moved && !onPin) return
      if (!moved && onPin) return
      if (!moved) this.#point = this.#spotAt(event)
      this.#set(pointOf(this.#point!))
    })
    // The browser took the finger for something else: as if nothing had been.
    listen('pointercancel', () => {
      listening.abort()
      this.#point = point
      this.#draw()
    })
  }

  #spotAt({ clientX, clientY }: PointerEvent): Spot {
    const { left, top } = this.#parts.window.getBoundingClientRect()
    const { clientLeft, clientTop, clientWidth, clientHeight } = this.#parts.window
    return { x: this.#middle.x + (clientX - left - clientLeft - clientWidth / 2) / this.#scale, y: this.#middle.y + (clientY - top - clientTop - clientHeight / 2) / this.#scale }
  }
}

// By script, which the content security policy allows; a style attribute it does not.
const place = (element: HTMLElement, x: number, y: number): void => void (element.style.translate = `${x}px ${y}px`)
