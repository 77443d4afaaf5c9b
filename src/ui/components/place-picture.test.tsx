import { describe, expect, test } from 'vitest'
import { mapArea } from '../../base/map-area.ts'
import { PlacePicture } from './place-picture.tsx'

const area = mapArea({ centre: '49.1486,-0.3747' })!
const draw = (point: string, words = 'behind the school') => String(<PlacePicture place={{ point, words }} area={area} attribution="© Example" src="/t/desk/map" />)
const squares = (html: string) => [...html.matchAll(/href="([^"]+)"/g)].map(found => found[1]!)

describe('the picture of a place', () => {
  test('is at most four squares around it, with its words', () => {
    for (let i = 0; i < 100; i++) {
      const html = draw(`49.1${String(i).padStart(2, '0')},-0.3${String(i).padStart(2, '0')}`)
      expect(squares(html).length).toBeGreaterThan(0)
      expect(squares(html).length).toBeLessThanOrEqual(4)
      // The point in the middle lies on one of them.
      const corners = [...html.matchAll(/<image href="[^"]+" x="(-?\d+)" y="(-?\d+)"/g)].map(found => [Number(found[1]), Number(found[2])] as const)
      expect(corners.some(([x, y]) => x <= 128 && x + 256 > 128 && y <= 88 && y + 256 > 88)).toBe(true)
    }
    expect(draw('49.1486,-0.3747', '<b>"&')).toContain('role="img" aria-label="&lt;b>&quot;&amp;"')
    expect(draw('49.1486,-0.3747')).toContain('© Example')
    expect(draw('49.1486,-0.3747')).not.toContain('style=')
  })
  test('is not drawn where the map does not reach', () => {
    for (const point of ['48.85,2.35', '91,0', '']) expect(draw(point)).not.toContain('svg')
  })
})
