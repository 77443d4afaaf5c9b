import { describe, expect, test } from 'vitest'
import { safeArms } from './safe-arms.ts'

describe('arms', () => {
  const wrap = (inside: string) => `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 48">${inside}</svg>`
  test('drawings pass as they are', () => {
    expect(safeArms(wrap('<g fill="#123456"><path d="M1 1h38"/><circle cx="4" cy="5" r="3" /></g>'))).toContain('<circle')
  })
  test.each([
    '<script>alert(1)</script>',
    '<path d="M0 0" onclick="alert(1)"/>',
    '<a href="https://example.org"><path d="M0 0"/></a>',
    '<image href="https://example.org/x.png"/>',
    '<path style="fill:red" d="M0 0"/>',
    '<path fill="url(https://example.org/x#a)" d="M0 0"/>',
    '<path fill="u\\72l(//example.org/x#a)" d="M0 0"/>',
    '<style>body{display:none}</style>',
    '<path d="M0 0" fill=red/>',
    '<foreignObject><p>text</p></foreignObject>',
    'text &lt;',
    '</svg><img src=x onerror=alert(1)><svg>',
  ])('anything else is left out: %s', (inside) => {
    expect(safeArms(wrap(inside))).toBeNull()
  })
})
