import type { ThemeSource } from '../../base/authority.ts'
import { contrast, fromOklch, isHex, toOklch, type Hex } from './colour.ts'

/** The names of the colours that the style sheets use, without the leading `--`. */
export type Token =
  | 'ground' | 'surface' | 'sunken' | 'pave' | 'line' | 'line-strong' | 'ink' | 'ink-2'
  | 'brand' | 'brand-soft' | 'fill' | 'fill-hover' | 'on-fill' | 'plate' | 'plate-line' | 'on-plate' | 'on-plate-2'
  | 'accent' | 'accent-soft' | 'on-accent' | 'ok' | 'ok-soft' | 'warn' | 'warn-soft' | 'bad' | 'bad-soft' | 'on-bad'

export type Palette = Readonly<Record<Token, Hex>>

export type Theme = { readonly light: Palette; readonly dark: Palette }

/**
 * Two colours and a stone become every colour of the interface, light and dark. The authority's colours are kept
 * where they can be; wherever a colour carries text, its lightness is solved for the contrast that is needed.
 * Throws where a colour is not `#rrggbb`: packages are checked before.
 */
export function compileTheme(source: Pick<ThemeSource, 'brand' | 'accent' | 'ground'>): Theme {
  for (const colour of [source.brand, source.accent]) if (!isHex(colour)) throw new Error(`A theme's colour is written #rrggbb, not ${colour}.`)
  const light = lightPalette(source)
  return { light, dark: darkPalette(source, light) }
}

function lightPalette({ brand: given, accent, ground }: Pick<ThemeSource, 'brand' | 'accent' | 'ground'>): Palette {
  const [bl, bc, bh] = toOklch(given)
  const [, ac, ah] = toOklch(accent)
  const [gl, gc, gh] = stones[ground]
  const papers = { ground: fromOklch(gl, gc, gh), surface: '#ffffff', sunken: fromOklch(gl - 0.022, gc + 0.003, gh), pave: fromOklch(gl - 0.058, gc + 0.008, gh) }
  const paper = Object.values(papers)
  const brandSoft = fromOklch(0.945, Math.min(bc / 4, 0.03), bh)
  const brand = darker(Math.min(bl, 0.46), bc, bh, [...paper, brandSoft], 5.5)
  const plate = darker(Math.min(bl, 0.4), bc, bh, ['#ffffff'], 7)
  return {
    ...papers,
    line: fromOklch(gl - 0.085, gc + 0.006, gh),
    'line-strong': darker(0.64, 0.02, bh, paper, 3.1),
    ink: fromOklch(0.235, 0.03, bh),
    'ink-2': darker(0.46, 0.025, bh, [...paper, brandSoft], 5.2),
    brand,
    'brand-soft': brandSoft,
    fill: brand,
    'fill-hover': fromOklch(toOklch(brand)[0] - 0.07, bc, bh),
    'on-fill': '#ffffff',
    plate,
    'plate-line': fromOklch(0.8, Math.min(bc, 0.07), bh),
    'on-plate': '#ffffff',
    'on-plate-2': lighter(0.86, 0.045, bh, [plate], 5),
    accent,
    'accent-soft': fromOklch(0.95, Math.min(ac, 0.055), ah),
    'on-accent': inkOn(accent, ah),
    ...meaning((name, chroma, hue) => {
      const soft = fromOklch(0.95, 0.035, hue)
      return { [name]: darker(0.5, chroma, hue, [...paper, brandSoft, soft], 4.9), [`${name}-soft`]: soft }
    }),
    'on-bad': '#ffffff',
  }
}

function darkPalette({ brand: given, accent, ground }: Pick<ThemeSource, 'brand' | 'accent' | 'ground'>, light: Palette): Palette {
  const [, bc, bh] = toOklch(given)
  const [, ac, ah] = toOklch(accent)
  // A neutral brand has no hue to speak of: its grey stays grey.
  const tint = Math.min(1, bc / 0.04)
  const papers = { ground: fromOklch(0.185, 0.018 * tint, bh), surface: fromOklch(0.232, 0.022 * tint, bh), sunken: fromOklch(0.198, 0.02 * tint, bh), pave: fromOklch(0.245, 0.026 * tint, bh) }
  const paper = Object.values(papers)
  const brandSoft = fromOklch(0.31, Math.min(bc, 0.06), bh)
  const brand = lighter(0.8, Math.min(bc, 0.1), bh, [...paper, brandSoft], 5.5)
  return {
    ...papers,
    line: fromOklch(0.335, 0.025 * tint, bh),
    'line-strong': lighter(0.56, 0.03 * tint, bh, paper, 3.1),
    ink: fromOklch(0.955, 0.008, stones[ground][2]),
    'ink-2': lighter(0.77, 0.02 * tint, bh, [...paper, brandSoft], 5.2),
    brand,
    'brand-soft': brandSoft,
    fill: brand,
    'fill-hover': fromOklch(Math.min(0.95, toOklch(brand)[0] + 0.07), Math.min(bc, 0.07), bh),
    'on-fill': fromOklch(0.2, 0.03 * tint, bh),
    plate: fromOklch(Math.min(0.36, toOklch(light.plate)[0]), bc, bh),
    'plate-line': fromOklch(0.62, Math.min(bc, 0.1), bh),
    'on-plate': '#ffffff',
    'on-plate-2': light['on-plate-2'],
    accent,
    'accent-soft': fromOklch(0.3, Math.min(ac, 0.05), ah),
    'on-accent': light['on-accent'],
    ...meaning((name, chroma, hue) => {
      const soft = fromOklch(0.3, 0.05, hue)
      return { [name]: lighter(0.8, chroma, hue, [...paper, brandSoft, soft], 5.5), [`${name}-soft`]: soft }
    }),
    'on-bad': fromOklch(0.2, 0.03, 27),
  }
}

/** Ground stones: lightness, chroma, hue. Limestone of Caen and Paris, sandstone, slate, chalk. */
const stones: Readonly<Record<ThemeSource['ground'], readonly [number, number, number]>> = {
  calcaire: [0.966, 0.009, 82],
  gres: [0.964, 0.01, 42],
  ardoise: [0.962, 0.006, 250],
  craie: [0.975, 0.004, 110],
}

type Meaning = 'ok' | 'ok-soft' | 'warn' | 'warn-soft' | 'bad' | 'bad-soft'

/** Green, amber and red mean the same everywhere; an icon and a word always stand beside them. */
const meaning = (pair: (name: string, chroma: number, hue: number) => Record<string, Hex>): Record<Meaning, Hex> =>
  ({ ...pair('ok', 0.12, 155), ...pair('warn', 0.12, 62), ...pair('bad', 0.17, 27) }) as Record<Meaning, Hex>

/** The nearest lightness at or below `from` that reaches the ratio on every paper; near-black where none does. */
const darker = (from: number, chroma: number, hue: number, papers: readonly Hex[], ratio: number): Hex =>
  nearest(from, -0.005, chroma, hue, papers, ratio) ?? '#0b0b0d'

/** The nearest lightness at or above `from` that reaches the ratio on every paper; white where none does. */
const lighter = (from: number, chroma: number, hue: number, papers: readonly Hex[], ratio: number): Hex =>
  nearest(from, 0.005, chroma, hue, papers, ratio) ?? '#ffffff'

function nearest(from: number, step: number, chroma: number, hue: number, papers: readonly Hex[], ratio: number): Hex | undefined {
  for (let l = from; l >= 0.08 && l <= 0.99; l += step) {
    const hex = fromOklch(l, chroma, hue)
    if (papers.every((paper) => contrast(hex, paper) >= ratio)) return hex
  }
  return undefined
}

/**
 * Text on the accent, which stays exactly as given: dark in its own hue where that reads well, else light in its hue,
 * else the better of black and white, one of which always reaches 4.58 (the middle grey is the worst case).
 */
function inkOn(accent: Hex, hue: number): Hex {
  const tinted = nearest(0.3, -0.005, 0.04, hue, [accent], 5.5) ?? nearest(0.93, 0.005, 0.03, hue, [accent], 5.5)
  if (tinted) return tinted
  return contrast('#000000', accent) >= contrast('#ffffff', accent) ? '#000000' : '#ffffff'
}
