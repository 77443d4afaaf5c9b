/**
 * Arms come as SVG text with an authority's package and are drawn into every page. They pass only if each element
 * and attribute is one that draws: no script, no style, no link, nothing loaded from elsewhere.
 * Returns the text itself, or `null` where something else stands in it.
 */
export function safeArms(svg: string): string | null {
  let checked = known.get(svg)
  if (checked === undefined) known.set(svg, (checked = check(svg)))
  return checked
}

/** Every page draws the arms: each authority's are checked once. */
const known = new Map<string, string | null>()

function check(svg: string): string | null {
  const text = svg.replace(/<!--[^]*?-->/g, '').trim()
  if (!/^<svg[\s>]/.test(text) || !text.endsWith('</svg>')) return null
  const between = text.replace(tag, (whole, name: string, attributes: string) => (allowed(name, attributes) ? '' : whole))
  return /[<>&]/.test(between) ? null : text
}

const tag = /<\/?([A-Za-z]+)((?:\s+[A-Za-z:-]+\s*=\s*"[^"<>&]*")*)\s*\/?>/g
const attribute = /([A-Za-z:-]+)\s*=\s*"([^"]*)"/g

/** No backslash either: in a style's value it would write `url(` in another way. */
const allowed = (name: string, attributes: string): boolean =>
  elements.has(name) && [...attributes.matchAll(attribute)].every(([, key, value]) => drawing.has(key!) && !/url\(|:\/\/|\\/i.test(namespace(key!, value!)))

/** The SVG namespace is a name that looks like an address. */
const namespace = (key: string, value: string): string => (key === 'xmlns' && value === 'http://www.w3.org/2000/svg' ? '' : value)

const elements = new Set(['svg', 'g', 'path', 'circle', 'ellipse', 'rect', 'line', 'polyline', 'polygon'])

const drawing = new Set([
  'xmlns', 'viewBox', 'width', 'height', 'd', 'cx', 'cy', 'r', 'rx', 'ry', 'x', 'y', 'x1', 'y1', 'x2', 'y2', 'points', 'transform',
  'fill', 'fill-rule', 'fill-opacity', 'opacity', 'stroke', 'stroke-width', 'stroke-linecap', 'stroke-linejoin', 'stroke-dasharray', 'stroke-opacity',
])
