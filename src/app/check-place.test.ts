import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { Authority } from '../base/authority.ts'
import { checkPlace } from './check-place.ts'

test.each([{}, { centre: '49.144,-0.375' }, { centre: '49.144,-0.375', zoom: 5 }, { centre: '0,0', zoom: 17 }])('%j is a place', profile => expect(() => checkPlace(profile)).not.toThrow())

test.each<[object, string]>([
  [{ centre: '49.144, -0.375' }, '"centre" is "49.144, -0.375"'], [{ centre: [49, 0] }, '"centre" is [49,0]'], [{ centre: '91,0' }, '"centre"'], [{ centre: null }, '"centre" is null'],
  [{ centre: '1,2', zoom: 4 }, '"zoom" is 4'], [{ centre: '1,2', zoom: 18 }, '"zoom"'], [{ centre: '1,2', zoom: 12.5 }, '"zoom"'], [{ centre: '1,2', zoom: '14' }, '"zoom" is "14"'],
  [{ zoom: 14 }, '"zoom" stands without "centre"'],
])('%j is refused', (profile, words) => expect(() => checkPlace(profile)).toThrow(words))

const folder = join(import.meta.dirname, '../../authorities')
test.each(readdirSync(folder))('the example %s has a place', slug => {
  const profile = JSON.parse(readFileSync(join(folder, slug, 'authority.json'), 'utf8')) as Authority
  expect(profile.centre).toBeTypeOf('string')
  checkPlace(profile)
})
