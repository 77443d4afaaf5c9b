import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { Language } from '../../src/base/language.ts'
import { isRefusal } from '../../src/base/result.ts'
import { readPackage } from '../../src/features/services/feature.ts'
import { publicCatalogue, searchCatalogue } from '../../src/features/services/catalogue.ts'
import type { CatalogueEntry } from '../../src/vocabulary/services.ts'
import words from './peoples-words.json'

/* What people type at each example authority, slips and all, in its language and in another one: the service that they mean comes first. */

const root = join(import.meta.dirname, '..', '..', 'authorities')

describe.each(Object.entries(words))('at %s', (authority, byLanguage) => {
  test.each(Object.entries(byLanguage))('in %s', async (language, byService) => {
    const folder = join(root, authority, 'services')
    const catalogue = publicCatalogue(await Promise.all(readdirSync(folder).map(service => entryOf(join(folder, service)))))
    const astray: string[] = []
    for (const [service, typed] of Object.entries(byService as Record<string, string[]>))
      for (const one of typed) {
        const { hits } = searchCatalogue(catalogue, language as Language, one)
        if (hits[0]?.description.id !== service) astray.push(`${one}: ${hits.map(hit => hit.description.id).join(', ') || 'nothing'} instead of ${service}`)
      }
    expect(astray).toEqual([])
  })
})

async function entryOf(folder: string): Promise<CatalogueEntry> {
  const read = await readPackage(folder)
  if (isRefusal(read)) throw new Error(`${folder} cannot be published.`)
  return { description: read.service } as CatalogueEntry
}
