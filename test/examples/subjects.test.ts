import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { examplePapers } from '../../src/app/example-life/example-papers.ts'
import type { Authority } from '../../src/base/authority.ts'
import { seededRandom } from '../../src/base/random.ts'
import { isRefusal } from '../../src/base/result.ts'
import { compileForm, type CompiledForm } from '../../src/engines/forms/compile-form.ts'
import { subjectOf } from '../../src/engines/forms/contact.ts'
import { NoSample, sampleAnswers, type Sampling } from '../../src/engines/forms/sample-answers.ts'
import { needForm } from '../../src/features/needs/need-form.ts'
import { readPackage } from '../../src/features/services/feature.ts'

/* What an agent reads in the queue of an example authority. */

const root = join(import.meta.dirname, '..', '..', 'authorities')
const read = <T>(...path: string[]): T => JSON.parse(readFileSync(join(root, ...path), 'utf8')) as T

describe.each(readdirSync(root))('an example request to %s', slug => {
  const { languages, country } = read<Authority>(slug, 'authority.json')
  const people = read<Omit<Sampling, 'random' | 'file'>>(slug, 'people.json')

  test.each([...readdirSync(join(root, slug, 'services')), 'need'])('for %s is called by words that tell it from others', async service => {
    const form = service === 'need' ? needForm : await formOf(slug, service)
    if (form === null) return
    const compiled = compileForm(form) as CompiledForm
    const papers = await examplePapers()
    try {
      const subjects = [...Array(20)].flatMap((_, i) => {
        const at = { today: '2026-11-20', language: languages[i % languages.length]!, country, files: papers.files } as const
        const answers = sampled(() => sampleAnswers(compiled, at, { ...people, random: seededRandom(`${service}/${i}`), file: question => papers.for(question) }))
        return answers ? [subjectOf(compiled, answers, at.language)] : []
      })
      expect(subjects.length).toBeGreaterThan(5)
      expect(new Set(subjects).size).toBeGreaterThan(2)
      for (const subject of subjects) {
        expect(subject).toMatch(/\p{L}{2}|\d{4}/u)
        expect(subject).not.toMatch(/EX-\d|\n/)
        expect(subject.length, subject).toBeLessThan(160)
      }
    } finally {
      await papers.remove()
    }
  })
})

/** `null` where the form needs a document that examples do not bring. */
function sampled<T>(make: () => T): T | null {
  try {
    return make()
  } catch (error) {
    if (error instanceof NoSample) return null
    throw error
  }
}

/** The form of a service of the authority's own; `null` for a hand-over. */
async function formOf(slug: string, service: string): Promise<unknown> {
  const found = await readPackage(join(root, slug, 'services', service))
  if (isRefusal(found)) throw new Error(`${service} cannot be read.`)
  return found.form
}
