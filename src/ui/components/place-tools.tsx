import type { Children } from '../../base/jsx/html.ts'
import type { Language } from '../../base/language.ts'
import type { MapArea } from '../../base/map-area.ts'
import { readPoint, writePoint } from '../../base/point.ts'
import { showPoint } from '../../base/show-point.ts'
import { texts } from '../texts/texts.ts'
import { Button } from './button.tsx'
import { fieldId } from './field.tsx'
import { Icon } from './icon.tsx'

/** A map to set a point on: its squares are at `src/z/x/y`. */
export type DrawnMap = { readonly src: string; readonly area: MapArea; readonly attribution: string }

/**
 * Around the box of a place: its point in words and, with a script (ui/elements/place.ts), "use where I am" and the map.
 * Without one nothing of these is seen, and the words are the answer.
 */
export function PlaceTools({ language, name, point, map, children }: { language: Language; name: string; point?: string; map: DrawnMap | null; children: Children }) {
  const { place: t } = texts(language)
  const at = readPoint(point)
  const keys = `${fieldId(name)}-keys`
  const area = map && { 'data-src': map.src, 'data-centre': writePoint(map.area.centre), 'data-zoom': map.area.zoom }
  return (
    <pv-place
      data-language={language} data-point={t.point} data-finding={t.finding} data-found={t.found} data-refused={t.refused} data-failed={t.failed}
      data-gone={t.gone} data-removed={t.removed} data-middle={t.middle} data-off={t.offMap} data-north={t.north} data-south={t.south} data-east={t.east} data-west={t.west} {...area}
    >
      {children}
      <div>
        <p data-part="said" aria-live="polite">{at && t.point.replace('{}', showPoint(at, language))}</p>
        <p class="s-1" role="status" data-part="status"></p>
      </div>
      <div data-part="here" hidden>
        <Button type="button" icon="place" value="here">{t.here}</Button>
        <p class="mute s-1">{t.hereLead}</p>
      </div>
      {map && (
        <div data-part="map" hidden>
          <p class="mute s-1" id={keys}>{t.mapLead} {t.mapKeys}</p>
          <div class="place-map" role="application" tabindex="0" aria-label={t.map} aria-describedby={keys}>
            <div data-part="tiles"></div>
            <span data-part="pin" hidden><Icon name="place" /></span>
            <p class="s-1">{map.attribution}</p>
          </div>
          <div class="row">
            <Button type="button" value="closer">{t.closer}</Button>
            <Button type="button" value="further">{t.further}</Button>
          </div>
        </div>
      )}
      <div data-part="remove" hidden>
        <Button type="button" kind="quiet" icon="close" value="remove">{t.remove}</Button>
      </div>
    </pv-place>
  )
}
