import { decidePurely, drawSafely, explainDependencies, nameFiles, stayShort, travelLight } from './habits.ts'
import { prove } from './planted.ts'
import { keepTexts } from './texts.ts'

const long = 'export const a = 1\n'.repeat(251)

prove('file length', stayShort, {
  broken: { 'too long, with its reason too late': { files: { 'src/base/a.ts': long, 'src/ui/css/b.css': `${'\n'.repeat(5)}/* longer than 250 */${'\na {}'.repeat(251)}` }, at: ['src/base/a.ts:1', 'src/ui/css/b.css:1'] } },
  sound: { 'long for a reason, just short enough, or data': { 'src/base/a.ts': `// Longer than 250 lines: one table of the standard.\n${long}`, 'src/base/b.ts': 'export const a = 1\n'.repeat(250), 'authorities/a/form.json': '\n'.repeat(300) } },
})

prove('names', nameFiles, {
  broken: {
    'camel case, spaces, underscores': { files: { 'src/base/showTime.ts': 'let a', 'docs/How to.md': '', 'src/ui/My_Folder/a.ts': 'let a' }, at: ['docs/How to.md:1', 'src/base/showTime.ts:1', 'src/ui/My_Folder/a.ts:1'] },
    'utils': { files: { 'src/base/utils.ts': 'let a', 'src/features/cases/util/a.ts': 'let a' }, at: ['src/base/utils.ts:1', 'src/features/cases/util/a.ts:1'] },
    'barrels': { files: { 'src/ui/index.ts': "export * from './card.tsx'", 'src/ui/all.ts': "import { a } from './a.ts'\nexport { a }\nexport type { B } from './b.ts'" }, at: ['src/ui/all.ts:1', 'src/ui/index.ts:1'] },
  },
  sound: { 'kebab case': { 'src/base/show-time.pg.test.ts': 'let a', 'migrations/0001-journal.sql': '', 'docs/README.md': '', 'src/ui/fonts/OFL.txt': '', '.ci/Run_me': '', 'src/features/cases/feature.ts': "import { a } from './a.ts'\nexport const cases = { a }" } },
})

prove('safe drawing', drawSafely, {
  broken: {
    'a style attribute': { files: { 'src/ui/a.tsx': '\nexport const A = () => <p style="top:0">a</p>' }, at: ['src/ui/a.tsx:2'] },
    'raw HTML, by each maker of it': { files: { 'src/ui/a.tsx': "import { rawHtml } from '../base/jsx/html.ts'\nimport { type Children, Html as H } from '../base/jsx/html.ts'" }, at: ['src/ui/a.tsx:1', 'src/ui/a.tsx:2'] },
    'a name on the closed list that has no more reason to be there': { files: { 'src/ui/components/arms.tsx': 'export const Arms = () => <p />' }, at: ['src/ui/components/arms.tsx:1'] },
  },
  sound: { 'classes, the style element’s name in words, the closed list': { 'src/ui/a.tsx': "import type { Html } from '../base/jsx/html.ts'\nexport const A = (): Html => <p class=\"style\" data-style=\"1\">style=\"\" rawHtml</p>", 'src/ui/components/arms.tsx': "import { rawHtml } from '../../base/jsx/html.ts'" } },
})

prove('pure decisions', decidePurely, {
  broken: {
    'a clock in a decision or an engine': {
      files: {
        'src/engines/bpmn/run.ts': 'const a = Temporal.Now.instant()\nconst b = performance.now()',
        'src/features/cases/decide.ts': 'const a = Date.now()\nconst b = new Date()\nconst c = Date()',
        'src/features/cases/permits.ts': 'const a = Date.now',
        'src/features/cases/reactions/filed.ts': 'const a = globalThis.Date.now()',
        'src/features/cases/state.ts': 'const a = Date.now()',
      },
      at: ['src/engines/bpmn/run.ts:1', 'src/engines/bpmn/run.ts:2', ...['decide.ts:1', 'decide.ts:2', 'decide.ts:3', 'permits.ts:1', 'reactions/filed.ts:1', 'state.ts:1'].map(place => `src/features/cases/${place}`)],
    },
    'dice': { files: { 'src/journal/tail.ts': 'const a = Math.random()' }, at: ['src/journal/tail.ts:1'] },
    'the console': { files: { 'src/app/http/server.ts': 'console.error(1)' }, at: ['src/app/http/server.ts:1'] },
  },
  sound: {
    'time that is given, clocks at the edge, a command line that speaks': {
      'src/features/cases/decide.ts': "const a = new Date(now)\nconst b = 'Date.now()' // Date.now()\nconst c = view.now()",
      'src/features/cases/statement.ts': 'const a = Date.now()',
      'src/app/http/server.ts': 'const now = Date.now()',
      'src/app/cli/serve.ts': 'console.log(1)',
      'src/main.ts': 'console.log(1)',
    },
  },
})

const folders = { work: `/${'work'}/`, temporary: `/${'tmp'}/`, root: `/${'root'}/`, home: `/${'home'}/jane/` }
prove('no trace of a machine', travelLight, {
  broken: {
    'machine paths': {
      files: { 'README.md': `\nSee ${folders.work}main.`, 'docs/a.md': `in ${folders.home}x`, 'src/base/a.ts': `const a = '${folders.temporary}x'`, 'src/base/b.ts': `const a = '${folders.temporary.slice(0, -1)}'`, 'tools/a.mjs': `// ${folders.root}` },
      at: ['README.md:2', 'docs/a.md:1', 'src/base/a.ts:1', 'src/base/b.ts:1', 'tools/a.mjs:1'],
    },
    'a registry in .npmrc': { files: { '.npmrc': 'fund=false\nregistry=https://registry.example/' }, at: ['.npmrc:2'] },
    'a registry in the lock file': { files: { 'package-lock.json': '{\n"a": { "resolved": "https://registry.example/a.tgz" } }' }, at: ['package-lock.json:2'] },
  },
  sound: { 'paths of the house': { 'src/base/a.ts': `const a = 'src${folders.work}x'; const b = \`\${dir}${folders.temporary}\`; const c = 'https://example.org${folders.root}'`, 'package-lock.json': '{ "a": { "integrity": "sha512-x" } }' } },
})

prove('dependencies', explainDependencies, {
  broken: {
    'one that only looks explained': { files: { 'package.json': '{\n"dependencies": { "pg": "1" },\n"devDependencies": { "preact": "1", "@a/b": "1" } }', 'docs/reference/dependencies.md': '| `pg-copy-streams` | `preact-render-to-string` | `b`' }, at: ['package.json:2', 'package.json:3', 'package.json:3'] },
    'no page at all': { files: { 'package.json': '{ "dependencies": { "pg": "1" } }' }, at: ['package.json:1'] },
  },
  sound: { 'each has its line': { 'package.json': '{ "dependencies": { "pg": "1", "@a/b": "1" } }', 'docs/reference/dependencies.md': '| `pg` | driver |\n| `@a/b` | why |' } },
})

const words = (body: string) => `export default ${body}`
prove('texts', keepTexts, {
  broken: {
    'a language is missing': { files: { 'src/features/cases/texts/fr.ts': words('{}'), 'src/features/cases/texts/en.ts': words('{}') }, at: ['src/features/cases/texts/fr.ts:1'] },
    'a key is missing, or is in one language only': {
      files: {
        'src/features/cases/texts/fr.ts': "export const fr = {\n  title: 'a',\n  sent: { body: (n: number) => `${n}` },\n}",
        'src/features/cases/texts/en.ts': "export const en = { title: 'a', sent: { body: () => '', more: 'x' } } satisfies T",
        'src/features/cases/texts/de.ts': "export const de: T = { title: 'a', sent: {} }",
        'src/features/cases/pages/a.tsx': 'const t = texts(l); t.title; t.sent.body(1)',
      },
      at: ['src/features/cases/texts/en.ts:1', 'src/features/cases/texts/fr.ts:3'],
    },
    'texts that nobody shows': {
      files: {
        'src/features/cases/texts/fr.ts': "export const fr = {\n  gone: 'a',\n  mail: {\n    subject: 'b',\n    dead: 'c',\n  },\n}",
        'src/features/cases/texts/en.ts': "export const en = { gone: 'a', mail: { subject: 'b', dead: 'c' } }",
        'src/features/cases/texts/de.ts': "export const de = { gone: 'a', mail: { subject: 'b', dead: 'c' } }",
        'src/features/cases/pages/a.tsx': 'const subject = texts(l).mail.subject; page.state.dead; a.b.gone',
        'src/features/cases/pages/a.test.tsx': 't.gone',
        'src/features/inbox/pages/a.tsx': 't.gone',
      },
      at: ['src/features/cases/texts/fr.ts:2', 'src/features/cases/texts/fr.ts:5'],
    },
  },
  sound: {
    'texts shown by name, taken out, handed on, chosen by key': {
      'src/ui/texts/fr.ts': "export const fr = { a: 'a', b: { c: 'c' }, d: { x: 'x', y: 'y' }, e: { z: 'z' }, 'f-g': { h: 'h' }, i: 'i', j: 'j' } as const",
      'src/ui/texts/en.ts': "export const en = { a: 'a', b: { c: 'c' }, d: { x: 'x', y: 'y' }, e: { z: 'z' }, 'f-g': { h: 'h' }, i: 'i', j: 'j' }",
      'src/ui/texts/de.ts': "export const de = { a: 'a', b: { c: 'c' }, d: { x: 'x', y: 'y' }, e: { z: 'z' }, 'f-g': { h: 'h' }, i: 'i', j: 'j' }",
      'src/ui/components/a.tsx': "const { a } = texts(l); const words = t.b; words.c; t.d[key]; const i: 'i' | 'j' = k; t[i]; const h = t['f-g'].h",
      'src/app/errors.tsx': "import { texts } from '../ui/texts/texts.ts'\nexport const E = () => <P words={texts(l).e} />",
    },
  },
})
