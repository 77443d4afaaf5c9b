/** A colour as `#rrggbb`. */
export type Hex = string

/** Lightness 0 to 1, chroma 0 to about 0.37 in sRGB, hue in degrees. */
export type Oklch = readonly [lightness: number, chroma: number, hue: number]

/** sRGB to OKLCH, in which equal steps look equal (Björn Ottosson, 2020, "A perceptual color space for image processing"). */
export function toOklch(hex: Hex): Oklch {
  const [r, g, b] = channels(hex).map(linear) as [number, number, number]
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b)
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b)
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b)
  const lightness = 0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s
  const a = 1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s
  const bb = 0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s
  return [lightness, Math.hypot(a, bb), ((Math.atan2(bb, a) * 180) / Math.PI + 360) % 360]
}

/** OKLCH to sRGB; a colour that no screen shows loses chroma until one does, never its lightness. */
export function fromOklch(lightness: number, chroma: number, hue: number): Hex {
  const l = Math.min(1, Math.max(0, lightness))
  for (let c = chroma; c > 0; c -= 0.004) {
    const rgb = linearRgb(l, c, hue)
    if (rgb.every((v) => v >= -0.0005 && v <= 1.0005)) return hexOf(rgb)
  }
  return hexOf(linearRgb(l, 0, hue))
}

/** Contrast between two colours, 1 to 21 (WCAG 2.2, "contrast ratio"). */
export function contrast(a: Hex, b: Hex): number {
  const [dark, light] = [luminance(a), luminance(b)].sort((x, y) => x - y) as [number, number]
  return (light + 0.05) / (dark + 0.05)
}

/** Whether text from outside is a colour as this engine reads them. */
export const isHex = (text: unknown): text is Hex => typeof text === 'string' && /^#[0-9a-f]{6}$/i.test(text)

function linearRgb(lightness: number, chroma: number, hue: number): [number, number, number] {
  const a = chroma * Math.cos((hue * Math.PI) / 180)
  const b = chroma * Math.sin((hue * Math.PI) / 180)
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3
  return [
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
  ]
}

const hexOf = (rgb: readonly number[]): Hex =>
  `#${rgb.map((v) => Math.round(gamma(Math.min(1, Math.max(0, v))) * 255).toString(16).padStart(2, '0')).join('')}`

const luminance = (hex: Hex): number => {
  const [r, g, b] = channels(hex).map(linear) as [number, number, number]
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

const channels = (hex: Hex): number[] => [1, 3, 5].map((i) => Number.parseInt(hex.slice(i, i + 2), 16) / 255)
const linear = (c: number): number => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)
const gamma = (c: number): number => (c <= 0.0031308 ? 12.92 * c : 1.055 * c ** (1 / 2.4) - 0.055)
