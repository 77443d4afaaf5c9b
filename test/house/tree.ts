import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { join, posix } from 'node:path'
import { parseSync, type ParseResult } from 'vite'

/** Something that breaks a rule of the house: where it stands, what is wrong, how to mend it. `line` counts from 1. */
export type Violation = { readonly file: string; readonly line: number; readonly what: string; readonly mend: string }

/** A rule of the house, for a tree rooted anywhere: planted trees prove that it finds what it should. */
export type Rule = (tree: Tree) => Violation[]

/** A syntax node (ESTree with TypeScript and JSX). `any`: the rules read the parser's tree by name, and meet every kind of node. */
export type Node = { readonly type: string; readonly start: number; readonly end: number; readonly [key: string]: any }

export type Import = {
  /** As written: './a.ts', 'node:fs'. */
  readonly from: string
  /** The path from the tree's root, where it is a file of the tree's own; else `null`. */
  readonly to: string | null
  /** The imported names, by their name in the other module; '*' for all, 'default' for the default. */
  readonly names: readonly { readonly name: string; readonly local: string }[]
  readonly typeOnly: boolean
  readonly dynamic: boolean
  readonly line: number
}

/** A file of the tree. Text and syntax are read when first asked for. */
export type Source = {
  readonly path: string
  readonly text: string
  readonly ast: Node
  readonly comments: readonly { readonly value: string; readonly start: number; readonly end: number }[]
  readonly imports: readonly Import[]
  lineAt(offset: number): number
}

export type Tree = { readonly root: string; readonly files: readonly Source[]; file(path: string): Source | undefined }

/** Reads the tree at `root`: what git tracks or would track there, or every file where there is no git. */
export function readTree(root: string): Tree {
  const files = pathsOf(root).map(path => source(root, path))
  const byPath = new Map(files.map(file => [file.path, file]))
  return { root, files, file: path => byPath.get(path) }
}

/** The modules that a rule about code reads: TypeScript under `folder` ('' for all), tests left out unless asked for. */
export const modules = (tree: Tree, folder: string, { tests = false } = {}): Source[] =>
  tree.files.filter(file => /\.tsx?$/.test(file.path) && !file.path.endsWith('.d.ts') && file.path.startsWith(folder) && (tests || !isTest(file.path)))

export const isTest = (path: string): boolean => /\.(test|journey)\.tsx?$/.test(path)

/** Visits every node, parents first; `parents` holds the way from the root, nearest last. */
export function walk(node: Node, visit: (node: Node, parents: readonly Node[]) => void, parents: Node[] = []): void {
  visit(node, parents)
  parents.push(node)
  for (const value of Object.values(node)) {
    if (Array.isArray(value)) {
      for (const item of value) if (isNode(item)) walk(item, visit, parents)
    } else if (isNode(value)) walk(value, visit, parents)
  }
  parents.pop()
}

/** An expression without its parentheses, `as …` or `satisfies …`. */
export const bare = (node: Node): Node =>
  (['ParenthesizedExpression', 'TSAsExpression', 'TSSatisfiesExpression'].includes(node.type) ? bare(node.expression) : node)

/** A violation at a node or offset of a file. */
export const at = (file: Source, offset: number | Node, what: string, mend: string): Violation =>
  ({ file: file.path, line: file.lineAt(typeof offset === 'number' ? offset : offset.start), what, mend })

/** The line that a person reads: `file:line what; mend`. */
export const show = (v: Violation): string => `${v.file}:${v.line} ${v.what} ${v.mend}`

const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null && typeof (value as Node).type === 'string'

function pathsOf(root: string): string[] {
  if (!existsSync(join(root, '.git'))) return walkFolder(root, '')
  const listed = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], { cwd: root, encoding: 'utf8', maxBuffer: 1 << 26 })
  return [...new Set(listed.split('\0'))].filter(path => path !== '' && existsSync(join(root, path))).sort()
}

function walkFolder(root: string, folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap(entry => {
    const path = posix.join(folder, entry.name)
    return entry.isDirectory() ? (entry.name === 'node_modules' ? [] : walkFolder(root, path)) : [path]
  }).sort()
}

function source(root: string, path: string): Source {
  const text = once(() => readFileSync(join(root, path), 'utf8'))
  const parsed = once(() => parse(path, text()))
  const starts = once(() => lineStarts(text()))
  const lineAt = (offset: number) => {
    const lines = starts()
    let low = 0
    let high = lines.length - 1
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if (lines[middle]! <= offset) low = middle
      else high = middle - 1
    }
    return low + 1
  }
  const imports = once(() => importsOf(path, text(), parsed(), lineAt))
  return {
    path,
    lineAt,
    get text() { return text() },
    get ast() { return parsed().program as unknown as Node },
    get comments() { return parsed().comments },
    get imports() { return imports() },
  }
}

function parse(path: string, text: string): ParseResult {
  const parsed = parseSync(path, text)
  const broken = parsed.errors.find(error => error.severity === 'Error')
  if (broken) throw new Error(`${path} cannot be read: ${broken.message}`)
  return parsed
}

function importsOf(path: string, text: string, { module, program }: ParseResult, lineAt: (offset: number) => number): Import[] {
  const found: Import[] = []
  const add = (from: string, names: Import['names'], typeOnly: boolean, dynamic: boolean, offset: number) =>
    found.push({ from, to: from.startsWith('.') ? posix.join(posix.dirname(path), from.replace(/\?.*$/, '')) : null, names, typeOnly, dynamic, line: lineAt(offset) })
  for (const node of program.body as unknown as Node[]) {
    if (!node.source) continue
    const specifiers: Node[] = node.specifiers ?? []
    const typeOnly = node.importKind === 'type' || node.exportKind === 'type'
      || (specifiers.length > 0 && specifiers.every(s => s.importKind === 'type' || s.exportKind === 'type'))
    const names = node.type === 'ExportAllDeclaration' ? [{ name: '*', local: '*' }] : specifiers.map(s => ({ name: nameOf(s), local: s.local?.name ?? s.local?.value ?? '' }))
    add(node.source.value, names, typeOnly, false, node.start)
  }
  for (const { start, moduleRequest } of module.dynamicImports) {
    const literal = /^(['"`])([^'"`$]*)\1$/.exec(text.slice(moduleRequest.start, moduleRequest.end))
    if (literal) add(literal[2]!, [{ name: '*', local: '' }], false, true, start)
  }
  // `import('./x.ts').Type` stands nowhere in the module record.
  if (/\bimport\(/.test(text)) walk(program as unknown as Node, node => {
    if (node.type === 'TSImportType') add((node.source ?? node.argument?.literal)?.value ?? '', [], true, false, node.start)
  })
  return found.sort((a, b) => a.line - b.line)
}

function nameOf(specifier: Node): string {
  if (specifier.type === 'ImportNamespaceSpecifier') return '*'
  if (specifier.type === 'ImportDefaultSpecifier') return 'default'
  const name = specifier.type === 'ExportSpecifier' ? specifier.local : specifier.imported
  return name.name ?? name.value
}

function lineStarts(text: string): number[] {
  const starts = [0]
  for (let i = text.indexOf('\n'); i >= 0; i = text.indexOf('\n', i + 1)) starts.push(i + 1)
  return starts
}

function once<T>(make: () => T): () => T {
  let made: { value: T } | undefined
  return () => (made ??= { value: make() }).value
}
