import { rawHtml } from '../../base/jsx/html.ts'
import { safeArms } from './safe-arms.ts'

/**
 * The authority's arms, drawn into the page. The SVG comes with the authority's package, so it goes through
 * a list of allowed elements and attributes; arms that do not pass are left out. The name stands beside them.
 */
export function Arms({ svg }: { svg: string }) {
  const safe = safeArms(svg)
  return safe === null ? null : (
    <span class="arms" aria-hidden="true">
      {rawHtml(safe)}
    </span>
  )
}
