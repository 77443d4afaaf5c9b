import { createHmac } from 'node:crypto'
import { expect, test } from 'vitest'
import { newUuid } from '../../base/ids.ts'
import { openCarried, sealCarried } from './carried.ts'

const secretsOf = (secret: string) => ({ sign: (label: string, text: string) => createHmac('sha256', secret).update(`${label}\0${text}`).digest('base64url') })
const [secrets, agent] = [secretsOf('ours'), newUuid()]
const carried = { path: '/town/fr/desk/x', fields: [['text', 'Chère Madame 😀']] } as const

test('what was typed opens for its agent, in its authority, under its installation', () => {
  const sealed = sealCarried(secrets, 1, agent, carried)!
  expect(openCarried(secrets, 1, agent, sealed)).toEqual(carried)
  expect(sealCarried(secrets, 1, agent, carried)).not.toBe(sealed)
  expect(openCarried(secrets, 1, newUuid(), sealed)).toBeNull()
  expect(openCarried(secrets, 2, agent, sealed)).toBeNull()
  expect(openCarried(secretsOf('others'), 1, agent, sealed)).toBeNull()
  const bytes = Buffer.from(sealed, 'base64url')
  for (let i = 0; i < bytes.length; i++) {
    const altered = Buffer.from(bytes)
    altered[i]! ^= 1
    expect(openCarried(secrets, 1, agent, altered.toString('base64url'))).toBeNull()
  }
  expect(openCarried(secrets, 1, agent, sealed.slice(0, 30))).toBeNull()
})

test('what is larger than a form can bring back is not sealed', () => {
  expect(sealCarried(secrets, 1, agent, { path: '/', fields: [['text', 'x'.repeat(120_000)]] })).toBeNull()
})
