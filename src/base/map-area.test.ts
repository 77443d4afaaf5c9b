import { describe, expect, test } from 'vitest'
import { holdsSpot, holdsTile, mapArea, metresPerPixel, pointOf, spotOf } from './map-area.ts'
import { readPoint, typedPoint, writePoint } from './point.ts'
import { showPoint } from './show-point.ts'

const town = mapArea({ centre: '49.1486,-0.3747', zoom: 14 })!

describe('a point', () => {
  test.each(['', '1', '1,2,3', '91,0', '-91,0', '0,181', '1e1,2', 'NaN,1', ' 1,2', '1, 2', '1.123456789,2', null, 3, ['1,2']])('is not %j', text => expect(readPoint(text)).toBeNull())
  test('is read and written', () => {
    expect(readPoint('49.144,-0.375')).toEqual({ latitude: 49.144, longitude: -0.375 })
    expect(writePoint({ latitude: 49.1440049, longitude: -0.000001 })).toBe('49.144,0')
  })
  test('is found in what people type', () => {
    for (const typed of ['49.144, -0.375', ' 49.144 -0.375 ', '49.144;-0.375', '49.144,-0.375']) expect(typedPoint(typed)).toBe('49.144,-0.375')
    for (const typed of ['3 rue', '49.144', '149.1, 2', '49.1, 2, 3']) expect(typedPoint(typed)).toBeNull()
  })
  test('is said in words', () => {
    expect(showPoint({ latitude: 49.144, longitude: -0.375 }, 'fr')).toBe('49,144° nord, 0,375° ouest')
    expect(showPoint({ latitude: -49.144123456, longitude: 0.5 }, 'en')).toBe('49.14412° south, 0.5° east')
    expect(showPoint({ latitude: 49.1, longitude: 6 }, 'de')).toBe('49,1° Nord, 6° Ost')
  })
})

describe('the map of an authority', () => {
  test('is there where the authority has a place', () => {
    expect(mapArea({})).toBeNull()
    expect(mapArea({ centre: 'Fleury' })).toBeNull()
    expect(town).toMatchObject({ least: 11, most: 18 })
  })
  test('is flat, and leads back to the same point', () => {
    expect(spotOf({ latitude: 0, longitude: 0 })).toEqual({ x: 0.5, y: 0.5 })
    for (const point of [{ latitude: 49.1486, longitude: -0.3747 }, { latitude: -33.9, longitude: 151.2 }, { latitude: 85, longitude: -180 }]) {
      const back = pointOf(spotOf(point))
      expect(back.latitude).toBeCloseTo(point.latitude, 6)
      expect(back.longitude).toBeCloseTo(point.longitude, 6)
    }
    // The square of the Eiffel tower at scale 16, as every server of tiles numbers it.
    const { x, y } = spotOf({ latitude: 48.8584, longitude: 2.2945 })
    expect([Math.floor(x * 2 ** 16), Math.floor(y * 2 ** 16)]).toEqual([33185, 22545])
    expect(metresPerPixel(0, 0)).toBeCloseTo(156_543, 0)
  })
  test('holds squares around its place, at its scales, and no others', () => {
    const here = (z: number, dx = 0, dy = 0) => {
      const { x, y } = spotOf(town.centre)
      return { z, x: Math.floor(x * 2 ** z) + dx, y: Math.floor(y * 2 ** z) + dy }
    }
    for (let z = 11; z <= 18; z++) expect(holdsTile(town, here(z)), String(z)).toBe(true)
    for (const at of [here(10), here(19), here(14, 14), here(14, 0, -14), here(18, 193), { z: 14, x: -1, y: 0 }, { z: 14, x: 8175.5, y: 5600 }, { z: Number.NaN, x: 0, y: 0 }]) expect(holdsTile(town, at), JSON.stringify(at)).toBe(false)
    expect(holdsTile(town, here(14, 11))).toBe(true)
    expect(holdsSpot(town, spotOf({ latitude: 49.15, longitude: -0.4 }))).toBe(true)
    expect(holdsSpot(town, spotOf({ latitude: 48.85, longitude: 2.35 }))).toBe(false)
  })
  test('does not reach over the edge of the world', () => {
    const edge = mapArea({ centre: '84,-179.9', zoom: 5 })!
    expect(holdsTile(edge, { z: 5, x: 0, y: 1 })).toBe(true)
    expect(holdsTile(edge, { z: 5, x: 32, y: 1 })).toBe(false)
  })
})
