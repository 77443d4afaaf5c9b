import { expect, test } from 'vitest'
import { isReachable, readSettings } from './settings.ts'

test.each([
  [{}, false], [{ HOST: 'localhost' }, false], [{ PARVIS_ORIGIN: 'http://localhost:8080' }, false],
  [{ HOST: '0.0.0.0' }, true], [{ HOST: '::' }, true], [{ PARVIS_TRUST_PROXY: '1' }, true], [{ PARVIS_ORIGIN: 'https://town.example' }, true],
])('with %j other machines can come here: %s', (env, reachable) => {
  expect(isReachable(readSettings(env))).toBe(reachable)
})

test('a bucket for documents is set up whole or not at all', () => {
  const env = { PARVIS_S3_URL: 'https://s3.example', PARVIS_S3_BUCKET: 'b', PARVIS_S3_REGION: 'r', PARVIS_S3_KEY_ID: 'k', PARVIS_S3_SECRET_KEY: 's' }
  expect(readSettings({}).s3).toBeNull()
  expect(readSettings(env).s3).toEqual({ url: 'https://s3.example', bucket: 'b', region: 'r', keyId: 'k', secretKey: 's' })
  for (const name of Object.keys(env)) expect(() => readSettings({ ...env, [name]: '' }), name).toThrow(`${name} is missing`)
  expect(() => readSettings({ ...env, PARVIS_S3_URL: 's3.example' })).toThrow('PARVIS_S3_URL is "s3.example"')
})

test('maps are of official servers, or of one address with its owner named', () => {
  const address = 'https://tiles.example/{z}/{x}/{y}.png?key=secret'
  const read = (tiles: string, attribution = '© Somebody') => readSettings({ PARVIS_MAP_TILES: tiles, PARVIS_MAP_ATTRIBUTION: attribution }).maps
  expect(readSettings({}).maps).toEqual({ known: [], other: null })
  expect(read('ign, swisstopo', '')).toEqual({ known: ['ign', 'swisstopo'], other: null })
  expect(read(`ign,${address}`)).toEqual({ known: ['ign'], other: { template: address, attribution: '© Somebody' } })
  expect(() => read(address, ' ')).toThrow('PARVIS_MAP_ATTRIBUTION is missing')
  for (const wrong of ['osm', 'https://tiles.example/{z}/{x}.png', 'https://tiles.example/{z}/{x}/{y}/{y}', 'file:///{z}/{x}/{y}', '/{z}/{x}/{y}', `${address},${address}`])
    expect(() => read(wrong), wrong).toThrow('PARVIS_MAP_TILES is not usable')
  // The address may hold a key: it is not repeated where somebody may read over a shoulder.
  expect(() => read(`${address}{y}`)).toThrow(expect.objectContaining({ message: expect.not.stringContaining('secret') }))
})
