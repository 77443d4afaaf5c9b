import { expect, test } from 'vitest'
import { command, page } from '../../src/journal/kernel.ts'
import { avoidCycles } from './cycles.ts'
import { keepFloors } from './floors.ts'
import { namePermits } from './permits.ts'
import { prove } from './planted.ts'

prove('floors', keepFloors, {
  broken: {
    'base imports anything of the house': { files: { 'src/base/money.ts': "\nimport { x } from '../engines/dmn/x.ts'" }, at: ['src/base/money.ts:2'] },
    'an engine imports the journal, the vocabulary or ui': {
      files: { 'src/engines/bpmn/run.ts': "import type { Event } from '../../journal/kernel.ts'\nimport '../../vocabulary/cases.ts'\nimport '../../ui/card.tsx'" },
      at: ['src/engines/bpmn/run.ts:1', 'src/engines/bpmn/run.ts:2', 'src/engines/bpmn/run.ts:3'],
    },
    'an engine reads files': { files: { 'src/engines/forms/form.ts': "import { readFileSync } from 'node:fs'" }, at: ['src/engines/forms/form.ts:1'] },
    'the vocabulary imports more of the journal than the kernel': { files: { 'src/vocabulary/cases.ts': "import { event } from '../journal/kernel.ts'\nimport { tail } from '../journal/tail.ts'" }, at: ['src/vocabulary/cases.ts:2'] },
    'the journal imports the vocabulary': { files: { 'src/journal/tail.ts': "import type { A } from '../vocabulary/a.ts'" }, at: ['src/journal/tail.ts:1'] },
    'ui imports a value of the kernel or of an engine': {
      files: { 'src/ui/field.tsx': "import { page } from '../journal/kernel.ts'\nimport { path } from '../engines/forms/path.ts'\nimport { type Page } from '../journal/kernel.ts'" },
      at: ['src/ui/field.tsx:1', 'src/ui/field.tsx:2'],
    },
    'ui looks behind the kernel': { files: { 'src/ui/field.tsx': "import type { Tail } from '../journal/tail.ts'" }, at: ['src/ui/field.tsx:1'] },
    'a port imports an adapter': { files: { 'src/ports/mail/mail.ts': "import '../../adapters/smtp/smtp.ts'" }, at: ['src/ports/mail/mail.ts:1'] },
    'a room imports another, by whatever form of import': {
      files: {
        'src/features/cases/decide.ts': "import { a } from '../inbox/a.ts'\nexport * from '../inbox/b.ts'\nconst c = import('../inbox/c.ts')\nexport type D = import('../inbox/d.ts').D\nexport { e } from '../inbox/e.ts'\nimport type { F } from '../inbox/f.ts'",
      },
      at: [1, 2, 3, 4, 5, 6].map(line => `src/features/cases/decide.ts:${line}`),
    },
    'a room imports an adapter or the app': { files: { 'src/features/cases/a.ts': "import '../../adapters/smtp/smtp.ts'\nimport '../../app/http/server.ts'" }, at: ['src/features/cases/a.ts:1', 'src/features/cases/a.ts:2'] },
    'an adapter imports the journal, a room or its neighbour': {
      files: { 'src/adapters/smtp/smtp.ts': "import '../../journal/pool.ts'\nimport '../../features/cases/feature.ts'\nimport '../s3/s3.ts'" },
      at: ['src/adapters/smtp/smtp.ts:1', 'src/adapters/smtp/smtp.ts:2', 'src/adapters/smtp/smtp.ts:3'],
    },
    'the app reaches into a room': { files: { 'src/app/features.ts': "import { cases } from '../features/cases/feature.ts'\nimport { state } from '../features/cases/state.ts'" }, at: ['src/app/features.ts:2'] },
    'main reaches past the app': { files: { 'src/main.ts': "import './app/cli.ts'\nimport './journal/pool.ts'" }, at: ['src/main.ts:2'] },
    'imports by pattern': { files: { 'src/features/cases/a.ts': "// import.meta.glob\nconst a = import.meta.glob('../*/feature.ts')" }, at: ['src/features/cases/a.ts:2'] },
    'a file on no floor': { files: { 'src/lib/x.ts': '' }, at: ['src/lib/x.ts:1'] },
    'a room reads data beside src': { files: { 'src/features/cases/a.ts': "import seed from '../../../authorities/a/service.json'" }, at: ['src/features/cases/a.ts:1'] },
  },
  sound: {
    'every way down': {
      'src/features/cases/a.ts': "import '../../ports/mail/mail.ts'\nimport '../../ui/card.tsx'\nimport '../../journal/kernel.ts'\nimport '../../engines/forms/form.ts'\nimport '../../vocabulary/cases.ts'\nimport '../../base/ids.ts'\nimport './state.ts'\nimport 'node:crypto'\nimport 'pg'",
      'src/app/features.ts': "import '../features/cases/feature.ts'\nimport '../adapters/smtp/smtp.ts'\nimport '../journal/pool.ts'\nimport seed from '../../authorities/a/service.json'",
      'src/features/cases/a.pg.test.ts': "import { freshDatabase } from '../../../test/support/database.ts'",
    },
  },
})

prove('no import cycle', avoidCycles, {
  broken: {
    'three in a circle, one by type only': {
      files: {
        'src/base/a.ts': "\nimport { b } from './b.ts'\nexport const a = b",
        'src/base/b.ts': "import type { C } from './c.ts'\nexport const b: C = 1",
        'src/base/c.ts': "export * from './a.ts'\nexport type C = number",
        'src/base/d.ts': "import './a.ts'",
      },
      at: ['src/base/a.ts:2'],
    },
    'two circles': {
      files: { 'src/base/a.ts': "import './b.ts'", 'src/base/b.ts': "import './a.ts'", 'src/base/c.ts': "import './d.ts'", 'src/base/d.ts': "import './c.ts'\nimport './a.ts'" },
      at: ['src/base/a.ts:1', 'src/base/c.ts:1'],
    },
    'a file that imports itself': { files: { 'src/base/a.ts': "import './a.ts'" }, at: ['src/base/a.ts:1'] },
  },
  sound: { 'a diamond': { 'src/base/a.ts': "import './b.ts'\nimport './c.ts'", 'src/base/b.ts': "import './d.ts'", 'src/base/c.ts': "import './d.ts'", 'src/base/d.ts': 'export {}' } },
})

const kernel = "import { page, operation, command, type Permit } from '../../journal/kernel.ts'\n"
prove('permits', namePermits, {
  broken: {
    'a page and a command without one': {
      files: { 'src/features/cases/a.ts': `${kernel}export const a = page({ name: 'a' } as any)\nexport const b = command({ ...rest })` },
      at: ['src/features/cases/a.ts:2', 'src/features/cases/a.ts:3'],
    },
    'an operation without one': { files: { 'src/features/cases/a.ts': `${kernel}export const a = operation({ name: 'a' } as any)` }, at: ['src/features/cases/a.ts:2'] },
    'a page whose permit cannot be seen': { files: { 'src/features/cases/a.ts': `${kernel}export const a = page(options)` }, at: ['src/features/cases/a.ts:2'] },
    'everybody let in without a word': {
      files: {
        'src/features/cases/a.ts': `${kernel}export const a = page({ permit: () => true })\nexport const b = command({ permit() { return true } })\nexport const open: Permit<null> = () => true\n// ok\nexport const c = page({ permit: () => (true) })`,
        'src/features/cases/permits.ts': 'export const anyone = () => true',
      },
      at: ['a.ts:2', 'a.ts:3', 'a.ts:4', 'a.ts:6', 'permits.ts:1'].map(place => `src/features/cases/${place}`),
    },
  },
  sound: {
    'permits by name, by rule, and public ones with their reason': {
      'src/features/cases/a.ts': `${kernel}export const a = page({ permit: isApplicant })\nexport const b = page({ permit })\nexport const c = page({\n  permit: () => true, // the catalogue is public by law\n})\nexport const d = command({ permit: actor => actor.kind === 'agent' })`,
      'src/features/cases/permits.ts': '/** Whoever has the address: nothing in it is personal. */\nexport const anyone = () => true\nexport const draw = () => 1',
      'src/features/cases/other.ts': 'const page = (x: unknown) => x\npage({})',
    },
  },
})

test('a page or a command without a permit does not compile', () => {
  const load = async () => null
  // @ts-expect-error the permit is missing: the type check fails here if it ever becomes optional
  const open = page<null>({ name: 'open', path: '/open', load })
  // @ts-expect-error as above
  const free = command<null, null, never>({ call: { name: 'Free', parse: () => null }, of: { kind: 'k', shape: 1, initial: null, evolve: () => null }, stream: () => '', decide: () => [] })
  expect([open, free].every(made => !('permit' in made))).toBe(true)
})
