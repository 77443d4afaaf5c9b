import { holdsSpot, mapArea, metresPerPixel, spotOf, type MapArea } from '../../base/map-area.ts'
import { isLanguage } from '../../base/language.ts'
import { readPoint, typedPoint, writePoint, type Point } from '../../base/point.ts'
import { showPoint } from '../../base/show-point.ts'
import styles from '../css/place.css?url'
import { TileMap } from './tile-map.ts'

/**
 * `<pv-place>` around the box of a place (ui/components/place-tools.tsx): shows "use where I am" and the map, and keeps point and words
 * together. A point that somebody set stays when they go on writing; that of a suggested address stays only while its words
 * stand in front. Where no words are written, the coordinates are the words, and follow the point until somebody writes.
 */
class Place extends HTMLElement {
  #box!: HTMLInputElement
  #map: TileMap | null = null
  #area: MapArea | null = null
  #point: Point | null = null
  /** The words that a suggestion or a point brought along. */
  #brought = ''

  connectedCallback(): void {
    const box = this.querySelector<HTMLInputElement>('input.input')
    if (this.#box || !box) return
    this.#box = box
    this.#field('point').autocomplete = this.#field('source').autocomplete = this.#field('for').autocomplete = 'off'
    this.#brought = this.#field('for').value
    this.#point = this.#brought === box.value ? readPoint(this.#field('point').value) : null
    box.addEventListener('input', () => this.#typed())
    box.addEventListener('change', () => this.#left())
    this.addEventListener('pv-taken', () => this.#taken())
    this.addEventListener('click', event => this.#press((event.target as Element).closest('button')?.value))
    // The look first: a map without it would lie over the whole page.
    const link = Object.assign(document.createElement('link'), { rel: 'stylesheet', href: styles })
    link.addEventListener('load', () => this.#open(), { once: true })
    document.head.append(link)
  }

  #open(): void {
    // Browsers know where they are on secure pages only.
    this.#part('here')!.hidden = !('geolocation' in navigator) || !isSecureContext
    const { src, centre, zoom } = this.dataset
    const around = this.#part('map')
    const area = mapArea({ centre, zoom: Number(zoom) })
    if (src && area && around) {
      this.#area = area
      around.hidden = false
      const window = around.querySelector<HTMLElement>('[role=application]')!
      this.#map = new TileMap({ window, tiles: this.#part('tiles')!, pin: this.#part('pin')! }, src, area, point => this.#set(point, 'map'))
      window.addEventListener('keydown', event => this.#key(event))
      window.classList.toggle('aims', this.#point === null)
    }
    this.#show(this.#point !== null)
  }

  /** Somebody, a device or a suggestion says where it is. */
  #set(point: Point, source: string, closely = false): void {
    const { value } = this.#box
    const written = writePoint(point)
    if (value.trim() === '' || typedPoint(value) !== null) this.#box.value = this.#brought = written.replace(',', ', ')
    this.#point = readPoint(written)
    this.#keep(written, source)
    this.#show(closely)
  }

  #keep(point: string, source: string): void {
    this.#field('point').value = point
    this.#field('source').value = source
    this.#field('for').value = point && this.#box.value
  }

  /** The combobox has written a suggestion's words and point. */
  #taken(): void {
    this.#brought = this.#box.value
    this.#point = readPoint(this.#field('point').value)
    this.#show(true)
    this.#tell(this.#reach())
  }

  #typed(): void {
    if (!this.#point) return
    const { value } = this.#box
    const own = ['map', 'device'].includes(this.#field('source').value)
    // Whoever writes other coordinates means these.
    if (own ? typedPoint(value) === null : value.startsWith(this.#brought)) this.#field('for').value = value
    else if (!own) this.#remove(this.dataset.gone ?? '')
  }

  #left(): void {
    const { value } = this.#box
    const typed = readPoint(typedPoint(value))
    if (typed) {
      this.#point = typed
      this.#brought = value
      this.#keep(writePoint(typed), '')
      this.#show(true)
    } else if (value.trim() === '' && this.#point) this.#set(this.#point, this.#field('source').value)
  }

  #remove(words: string): void {
    this.#point = null
    if (typedPoint(this.#box.value) !== null) this.#box.value = ''
    this.#keep('', '')
    this.#show()
    this.#tell(words)
  }

  #show(closely = false): void {
    const point = this.#point
    this.#part('said')!.textContent = point ? this.#words('point', showPoint(point, this.#language)) : ''
    this.#part('remove')!.hidden = point === null
    this.#map?.show(point, closely)
    this.querySelector('[role=application]')?.classList.toggle('aims', point === null)
  }

  #press(button: string | undefined): void {
    if (button === 'here') this.#locate()
    if (button === 'closer') this.#map?.scale(1)
    if (button === 'further') this.#map?.scale(-1)
    if (button === 'remove') {
      this.#remove(this.dataset.removed ?? '')
      // The button is gone: the caret must not be lost with it.
      this.#box.focus()
    }
  }

  /** Only ever after a press; the browser itself asks whether it may. */
  #locate(): void {
    this.#tell(this.dataset.finding ?? '')
    navigator.geolocation.getCurrentPosition(({ coords }) => {
      this.#set(coords, 'device', true)
      this.#tell([this.#words('found', String(Math.max(1, Math.round(coords.accuracy)))), this.#reach()].join(' ').trim())
    }, ({ code, PERMISSION_DENIED }) => {
      this.#tell((code === PERMISSION_DENIED ? this.dataset.refused : this.dataset.failed) ?? '')
      if (!this.#point) this.#box.focus()
    }, { enableHighAccuracy: true, timeout: 15_000, maximumAge: 60_000 })
  }

  #key(event: KeyboardEvent): void {
    const map = this.#map!
    const step = event.shiftKey ? 2 : 20
    const way = ways[event.key]
    if (event.ctrlKey || event.metaKey || event.altKey) return
    if (way && this.#point) {
      const [x, y, side] = way
      const metres = Math.max(1, Math.round(metresPerPixel(this.#point.latitude, map.zoom) * step))
      this.#set(map.beside(this.#point, x * step, y * step), 'map')
      this.#tell([this.#words(side, String(metres)), this.#reach()].join(' ').trim())
    } else if (way) {
      map.pan(way[0] * 80, way[1] * 80)
      this.#tell(this.#words('middle', showPoint(roundedOff(map.middle), this.#language)))
    } else if (event.key === 'Enter' || event.key === ' ') {
      this.#set(map.middle, 'map')
      this.#tell(this.#reach())
    } else if (event.key === '+' || event.key === '=') map.scale(1)
    else if (event.key === '-') map.scale(-1)
    else return
    event.preventDefault()
  }

  /** What is to be said besides the point itself: that the map does not reach there. */
  #reach(): string {
    return this.#point && this.#area && !holdsSpot(this.#area, spotOf(this.#point)) ? (this.dataset.off ?? '') : ''
  }

  #tell(words: string): void {
    this.#part('status')!.textContent = words
  }

  #words = (name: string, value: string): string => (this.dataset[name] ?? '').replace('{}', value)
  #part = (name: string): HTMLElement | null => this.querySelector(`[data-part=${name}]`)
  #field = (part: string): HTMLInputElement => this.querySelector(`[name="${this.#box.name}.${part}"]`)!

  get #language() {
    const { language } = this.dataset
    return isLanguage(language) ? language : 'en'
  }
}

const roundedOff = (point: Point): Point => readPoint(writePoint(point))!

/** By the key: to the right, downwards, and what that is called. */
const ways: Readonly<Record<string, readonly [number, number, string]>> = { ArrowUp: [0, -1, 'north'], ArrowDown: [0, 1, 'south'], ArrowRight: [1, 0, 'east'], ArrowLeft: [-1, 0, 'west'] }

customElements.define('pv-place', Place)
