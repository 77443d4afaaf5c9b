import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { readPackage } from '../../src/features/services/feature.ts'
import { isRefusal } from '../../src/base/result.ts'

const root = join(import.meta.dirname, '..', '..', 'authorities')

describe.each(readdirSync(root))('the example services of %s', slug => {
  test.each(readdirSync(join(root, slug, 'services')))('%s can be published', async service => {
    const read = await readPackage(join(root, slug, 'services', service))
    expect(isRefusal(read) ? (read.issues ?? []).map(i => `${i.field}: ${i.detail?.what ?? i.rule}; ${i.detail?.mend ?? ''}`) : []).toEqual([])
  })
})
