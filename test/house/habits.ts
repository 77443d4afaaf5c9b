import { posix } from 'node:path'
import { at, modules, walk, type Node, type Rule, type Source, type Violation } from './tree.ts'

/** Where HTML may be written as it is, and why nobody can type it in. */
export const rawHtml: Readonly<Record<string, string>> = {
  'src/ui/components/arms.tsx': 'an authority’s own arms, an SVG from its package',
}

/** What makes markup of text as it is. A type import of `Html` has no such power, but is written as `import type`. */
const makers = new Set(['rawHtml', 'markup', 'Html'])

/** No file above 250 lines, unless a comment in its first five lines says why it is “longer than 250”. */
export const stayShort: Rule = tree => tree.files
  .filter(file => /^(src|test|tools|bench|migrations)\/.*\.(tsx?|mjs|css|sql)$/.test(file.path))
  .flatMap(file => {
    const lines = file.text.trimEnd().split('\n')
    if (lines.length <= 250 || /longer than 250/i.test(lines.slice(0, 5).join('\n'))) return []
    return [at(file, 0, `This file has ${lines.length} lines.`, 'Split it, or say in its first five lines why it is “longer than 250” lines.')]
  })

const customary = /^(README\.md|LICENSE|NOTICE|OFL\.txt)$/

/** Kebab-case names, no drawer called utils, no file that only passes others on. */
export const nameFiles: Rule = tree => tree.files
  .filter(file => /^(src|test|tools|bench|migrations|authorities|docs)\//.test(file.path))
  .flatMap(file => {
    const found: Violation[] = []
    const wrong = file.path.split('/').find(part => !/^\.?[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9]+(-[a-z0-9]+)*)*$/.test(part) && !customary.test(part))
    if (wrong) found.push(at(file, 0, `“${wrong}” is not kebab-case.`, 'Write it in lower case with hyphens.'))
    if (/\/utils?(\/|\.|$)/.test(file.path)) found.push(at(file, 0, '“utils” says nothing.', 'Name the file after the one thing it does.'))
    if (/\.tsx?$/.test(file.path) && isBarrel(file)) found.push(at(file, 0, 'This file only passes others on.', 'Import from where a thing is defined.'))
    return found
  })

const isBarrel = (file: Source): boolean => {
  const body: Node[] = file.ast.body
  return body.some(node => node.type.startsWith('Export')) && body.every(node =>
    node.type === 'ImportDeclaration' || node.type === 'ExportAllDeclaration'
    || (node.type === 'ExportNamedDeclaration' && !node.declaration))
}

/** No `style=` (the content security policy refuses it), no raw HTML but on the closed list. */
export const drawSafely: Rule = tree => modules(tree, 'src/').flatMap(file => {
  const found: Violation[] = []
  let raw = false
  // Who makes markup of text: the runtime of TSX itself, and whoever is on the list.
  if (file.path.startsWith('src/base/jsx/')) return found
  walk(file.ast, node => {
    if (node.type === 'JSXAttribute' && node.name.name === 'style') found.push(at(file, node, 'A style attribute is blocked by the content security policy.', 'Use a class or a data attribute.'))
    if (node.type !== 'ImportDeclaration' || node.importKind === 'type') return
    const makes = (node.specifiers as Node[]).some(one => one.importKind !== 'type' && makers.has(one.imported?.name))
    if (!makes) return
    raw = true
    if (!(file.path in rawHtml)) found.push(at(file, node, 'Raw HTML is drawn.', 'Draw it as elements, or add the file with its reason to the closed list in test/house/habits.ts.'))
  })
  if (!raw && file.path in rawHtml) found.push(at(file, 0, 'This file draws no raw HTML any more.', 'Take it off the closed list in test/house/habits.ts.'))
  return found
})

const timeless = /^src\/(vocabulary|engines)\/|^src\/features\/[^/]+\/(decide|state|reactions|permits)(?=[./-])/
const speaks = /^src\/(main\.ts$|app\/cli(?=[./-]))/

/** Decisions read no clock and throw no dice; only the command line speaks through the console. */
export const decidePurely: Rule = tree => modules(tree, 'src/').flatMap(file => {
  const found: Violation[] = []
  walk(file.ast, node => {
    if (node.type === 'NewExpression' && node.callee.name === 'Date' && node.arguments.length === 0 && timeless.test(file.path)) found.push(clock(file, node, 'new Date()'))
    if (node.type === 'CallExpression' && node.callee.name === 'Date' && timeless.test(file.path)) found.push(clock(file, node, 'Date()'))
    if (node.type !== 'MemberExpression' || node.computed) return
    const name = `${node.object.name ?? node.object.property?.name}.${node.property.name}`
    if (['Date.now', 'performance.now', 'Temporal.Now'].includes(name) && timeless.test(file.path)) found.push(clock(file, node, name))
    if (name === 'Math.random') found.push(at(file, node, 'Math.random cannot be repeated and can be guessed.', 'Use newId() in a decision, node:crypto on the server, crypto.getRandomValues() in the browser.'))
    if (node.object.name === 'console' && !speaks.test(file.path)) found.push(at(file, node, `${name} writes past the log.`, 'Use the logger that is passed in.'))
  })
  return found
})

const clock = (file: Source, node: Node, name: string): Violation => at(file, node, `${name} reads a clock.`, 'Take `now` as an argument: the same input must give the same answer.')

// In pieces, so that this file does not find itself.
const machinePath = new RegExp(`(?<![\\w.\\-}/])/(${['work', 'tmp', 'root'].join('|')})/|(?<=['"\`])/(tmp|root)(?=['"\`])|(?<![\\w.\\-}/])/home/[a-z]`)
const binary = /\.(woff2?|png|jpe?g|webp|avif|ico|pdf|gz|zip)$/

/** Nothing in the tree knows the machine it was written on, nor where packages were fetched. */
export const travelLight: Rule = tree => tree.files.filter(file => !binary.test(file.path)).flatMap(file => {
  const found: Violation[] = []
  const path = machinePath.exec(file.text)
  if (path) found.push(at(file, path.index, `“${path[0]}” is a path of one machine.`, 'Use a path from the repository, os.tmpdir(), or a setting.'))
  if (posix.basename(file.path) === 'package-lock.json') {
    const host = /"resolved":\s*"https?:/.exec(file.text)
    if (host) found.push(at(file, host.index, 'The lock file names a registry.', 'Install with `omit-lockfile-registry-resolved=true`.'))
  }
  if (posix.basename(file.path) === '.npmrc' && /registry\s*=/.test(file.text)) found.push(at(file, file.text.search(/^.*registry\s*=/m), 'A registry is set for everybody.', 'Set it in your own ~/.npmrc.'))
  return found
})

/** Every dependency is named, with its why, in docs/reference/dependencies.md. */
export const explainDependencies: Rule = tree => {
  const file = tree.file('package.json')
  if (!file) return []
  const parsed = JSON.parse(file.text) as Record<string, Record<string, string> | undefined>
  const told = tree.file('docs/reference/dependencies.md')?.text ?? ''
  return ['dependencies', 'devDependencies', 'optionalDependencies'].flatMap(group => Object.keys(parsed[group] ?? {}))
    .filter(name => !new RegExp(`(?<![\\w@/.-])${name.replaceAll('.', '\\.')}(?![\\w/-])`).test(told))
    .map(name => at(file, file.text.indexOf(`"${name}":`), `${name} is not explained.`, 'Say in docs/reference/dependencies.md what it is for, its licence, and what else was considered.'))
}
