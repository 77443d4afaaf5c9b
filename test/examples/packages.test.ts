import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { filing } from '../../src/features/filing/feature.ts'
import { readPackage, takenAddresses } from '../../src/features/services/feature.ts'
import { isRefusal } from '../../src/base/result.ts'

const root = join(import.meta.dirname, '..', '..', 'authorities')

describe.each(readdirSync(root))('the example services of %s', slug => {
  test.each(readdirSync(join(root, slug, 'services')))('%s can be published', async service => {
    const read = await readPackage(join(root, slug, 'services', service))
    expect(isRefusal(read) ? (read.issues ?? []).map(i => `${i.field}: ${i.detail?.what ?? i.rule}; ${i.detail?.mend ?? ''}`) : []).toEqual([])
  })
})

test('the addresses that a page of a form may not have are those of the room that asks', () => {
  const beside = filing({} as never).pages!.flatMap(one => /^\/apply\/:draft\/([a-zA-Z0-9]+)$/.exec(one.path)?.[1] ?? [])
  expect([...takenAddresses].sort()).toEqual(beside.sort())
})
