import { contrast } from './colour.ts'
import type { Theme, Token } from './compile-theme.ts'

/** Two colours that stand on each other in the style sheets and do not differ enough. */
export type Fault = { readonly scheme: 'light' | 'dark'; readonly ink: Token; readonly paper: Token; readonly wanted: number; readonly found: number }

/**
 * Checks every pair of colours that the style sheets lay on each other: 4.5 for text, 3 for lines, rings and icons
 * (WCAG 2.2, 1.4.3 and 1.4.11), 7 for what is read at length. An empty list means that the theme holds.
 */
export const checkContrast = (theme: Theme): Fault[] =>
  (['light', 'dark'] as const).flatMap((scheme) =>
    rules
      .map(([ink, paper, wanted]) => ({ scheme, ink, paper, wanted, found: contrast(theme[scheme][ink], theme[scheme][paper]) }))
      .filter(({ found, wanted }) => found < wanted),
  )

const papers = ['ground', 'surface', 'sunken', 'pave'] as const

const on = (ink: Token, on: readonly Token[], wanted: number): [Token, Token, number][] => on.map((paper) => [ink, paper, wanted])

export const rules: readonly (readonly [ink: Token, paper: Token, wanted: number])[] = [
  ...on('ink', [...papers, 'brand-soft', 'accent-soft', 'ok-soft', 'warn-soft', 'bad-soft'], 7),
  ...on('ink-2', [...papers, 'brand-soft'], 4.5),
  ...on('brand', [...papers, 'brand-soft'], 4.5),
  ...on('line-strong', papers, 3),
  ...on('on-fill', ['fill', 'fill-hover'], 4.5),
  ...on('fill', papers, 3),
  ...on('on-plate', ['plate'], 7),
  ...on('on-plate-2', ['plate'], 4.5),
  ...on('on-accent', ['accent'], 4.5),
  ...on('ok', [...papers, 'ok-soft', 'brand-soft'], 4.5),
  ...on('warn', [...papers, 'warn-soft', 'brand-soft'], 4.5),
  ...on('bad', [...papers, 'bad-soft', 'brand-soft'], 4.5),
  ...on('on-bad', ['bad'], 4.5),
]
