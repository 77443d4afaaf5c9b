import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { defaultProcess, defaultSteps } from '../../src/features/services/default-process/default-process.ts'
import { question, type Feature } from '../../src/journal/kernel.ts'
import { root } from '../../src/journal/root.ts'
import { GetService, type PublishedService } from '../../src/vocabulary/services.ts'
import { plainDescription } from './plain-package.ts'

/** The canteen as a town has it that decides as most do: with the default process. */
export const readPlainService = (): PublishedService =>
  ({ version: 1, description: { ...plainDescription(), steps: defaultSteps }, form: JSON.parse(readFileSync(join(root, 'authorities/fleury-sur-orne/services/cantine-periscolaire/form.json'), 'utf8')), process: defaultProcess })

/** Knows that service alone, whatever is asked for: for tests of cases that nobody published anything for. */
export const plainServices: Feature = { name: 'services', questions: [question({ call: GetService, answer: async () => plainService })] }
const plainService = readPlainService()
