import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { FakeRuntime, testSettings } from '../../../test/support/fake-runtime.ts'
import { insideAddress, reserved, slugFault } from './address.ts'
import { noClient } from './assets.ts'
import { createServer } from './server.ts'

test.each(['//elsewhere.example', '/..//elsewhere.example/', '/a/..//elsewhere.example', '/a/../..//elsewhere.example', '/.//elsewhere.example', '/\\elsewhere.example', '/\t/elsewhere.example', 'https://elsewhere.example/'])(
  'no redirect leads to another host, as by %j', address => {
    const to = insideAddress(address, '')
    if (to !== null) expect(new URL(to, 'http://here.example').host).toBe('here.example')
    expect(insideAddress(address, '/town')).toBeNull()
  })

test('a redirect stays with its authority, and keeps query and place', () => {
  expect(insideAddress('/town/fr/requests?list=a#b', '/town')).toBe('/town/fr/requests?list=a#b')
  expect(insideAddress('/town-2/fr', '/town')).toBeNull()
  expect(insideAddress('/town/../town-2/fr', '/town')).toBeNull()
})

test('no authority can have a name that is an address of ours', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'parvis-client-'))
  await mkdir(join(folder, 'assets'))
  const server = await createServer(new FakeRuntime([]), testSettings({ client: { ...noClient, folder } }))
  await server.ready()
  const own = server.printRoutes({ commonPrefix: false }).split('\n').flatMap(line => /^ {4}[├└]── ([^/:*\s(]+)/.exec(line)?.[1] ?? [])
  // The drawing leaves out where files lie.
  if (server.hasRoute({ method: 'GET', url: '/assets/*' })) own.push('assets')
  await server.close()
  await rm(folder, { recursive: true })
  expect([...new Set(own)].sort()).toEqual([...reserved].sort())
  for (const slug of own) expect(slugFault(slug)).toContain(`“${slug}” is an address of Parvis itself`)
  for (const slug of ['', 'Town', 'our town', 'été', '-a', 'a--b', 'a/b', '..', 'a'.repeat(61)]) expect(slugFault(slug), slug).toMatch(/small letters/)
  for (const slug of ['our-town', 'fleury-sur-orne', 'apis', '1']) expect(slugFault(slug)).toBeNull()
})
