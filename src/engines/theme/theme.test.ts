import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { contrast, fromOklch, toOklch } from './colour.ts'
import { checkContrast, rules } from './check-contrast.ts'
import { compileTheme } from './compile-theme.ts'
import { themeCss } from './theme-css.ts'

const grounds = ['calcaire', 'gres', 'ardoise', 'craie'] as const
const known = [
  { brand: '#1f3d99', accent: '#f4b73b', ground: 'calcaire' },
  { brand: '#0f5f47', accent: '#f08a5d', ground: 'gres' },
] as const
const hex = fc.integer({ min: 0, max: 0xffffff }).map((n) => `#${n.toString(16).padStart(6, '0')}`)

describe('colours', () => {
  test('contrast is that of WCAG: 21 between black and white, 1 with itself', () => {
    expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 5)
    expect(contrast('#777777', '#777777')).toBe(1)
    expect(contrast('#767676', '#ffffff')).toBeCloseTo(4.54, 2)
  })
  test('a colour survives the way to OKLCH and back', () => {
    fc.assert(
      fc.property(hex, (colour) => {
        const back = fromOklch(...toOklch(colour))
        for (const i of [1, 3, 5]) expect(Math.abs(Number.parseInt(back.slice(i, i + 2), 16) - Number.parseInt(colour.slice(i, i + 2), 16))).toBeLessThanOrEqual(3)
      }),
    )
  })
})

describe('themes', () => {
  test.each(known)('the known theme $brand holds every rule', (source) => {
    expect(checkContrast(compileTheme(source))).toEqual([])
  })
  test('the authority’s own colours are kept: its accent exactly, a readable brand too', () => {
    const { light } = compileTheme(known[0])
    expect(light.accent).toBe('#f4b73b')
    expect(light.plate).toBe('#1f3d99')
    expect(light['on-accent']).toBe('#382c15')
  })
  test('any two colours on any stone hold every rule', () => {
    fc.assert(
      fc.property(hex, hex, fc.constantFrom(...grounds), (brand, accent, ground) => {
        expect(checkContrast(compileTheme({ brand, accent, ground }))).toEqual([])
      }),
      { numRuns: 400 },
    )
  })
  test.each(['#000000', '#ffffff', '#777777', '#fffff0', '#ffff00', '#0000ff', '#00ff00', '#ff00ff', '#050505'])('the odd colour %s holds as brand and as accent', (colour) => {
    for (const ground of grounds) {
      expect(checkContrast(compileTheme({ brand: colour, accent: '#f4b73b', ground }))).toEqual([])
      expect(checkContrast(compileTheme({ brand: '#1f3d99', accent: colour, ground }))).toEqual([])
      expect(checkContrast(compileTheme({ brand: colour, accent: colour, ground }))).toEqual([])
    }
  })
  test('a fault is found where a pair is too close', () => {
    const theme = compileTheme(known[0])
    const faults = checkContrast({ ...theme, light: { ...theme.light, ink: '#888888' } })
    expect(faults.map((f) => f.ink)).toContain('ink')
    expect(faults.every((f) => f.scheme === 'light' && f.found < f.wanted)).toBe(true)
  })
  test('what is no colour is refused', () => {
    expect(() => compileTheme({ brand: 'red; } body { display: none', accent: '#ffffff', ground: 'craie' })).toThrow('#rrggbb')
  })
  test('the style sheet carries each colour of each rule, light and dark', () => {
    const theme = compileTheme(known[0])
    const css = themeCss(theme)
    for (const token of new Set(rules.flatMap(([ink, paper]) => [ink, paper]))) {
      expect(css).toContain(`--${token}: ${theme.light[token]};`)
      expect(css).toContain(`--${token}: ${theme.dark[token]};`)
    }
  })
})
