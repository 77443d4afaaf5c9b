import { expect, test, vi } from 'vitest'
import { followLoop } from './follow-loop.ts'

test('what the health page tells of a failure quotes no value: whoever asks for it is a stranger', async () => {
  const failed = vi.fn()
  const loop = followLoop(async () => { throw new Error('invalid input syntax for type uuid: "Inès Example"') }, failed)
  loop.start()
  await vi.waitFor(() => expect(failed).toHaveBeenCalled())
  await loop.close()
  expect(loop.health()).toMatchObject({ ok: false, why: 'invalid input syntax for type uuid: …' })
})
