import { expect, test } from 'vitest'
import { isReachable, readSettings } from './settings.ts'

test.each([
  [{}, false], [{ HOST: 'localhost' }, false], [{ PARVIS_ORIGIN: 'http://localhost:8080' }, false],
  [{ HOST: '0.0.0.0' }, true], [{ HOST: '::' }, true], [{ PARVIS_TRUST_PROXY: '1' }, true], [{ PARVIS_ORIGIN: 'https://town.example' }, true],
])('with %j other machines can come here: %s', (env, reachable) => {
  expect(isReachable(readSettings(env))).toBe(reachable)
})
