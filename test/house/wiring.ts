import { roomOf } from './rooms.ts'
import { at, bare, modules, walk, type Node, type Rule, type Source, type Tree, type Violation } from './tree.ts'

/** How a room meets the others, by the names in the vocabulary. */
export type Room = {
  readonly name: string
  readonly kinds: { readonly kind: string; readonly events: readonly string[]; readonly file: Source; readonly node: Node }[]
  /** Events that it makes, commands it takes and questions it answers, and what it sends or asks. */
  readonly emits: Set<string>
  readonly takes: Set<string>
  readonly answers: Set<string>
  readonly calls: Set<string>
  readonly hears: { readonly event: string; readonly reaction: string }[]
  readonly pages: { readonly name: string; readonly path: string; readonly desk: boolean; readonly file: Source; readonly node: Node }[]
  readonly operations: { readonly name: string; readonly method: string; readonly path: string; readonly file: Source; readonly node: Node }[]
}

export type Definition = { readonly name: string; readonly file: Source; readonly node: Node }
export type Wiring = { readonly rooms: readonly Room[]; readonly events: ReadonlyMap<string, Definition>; readonly calls: ReadonlyMap<string, Definition> }

/** Reads from the code who emits, hears, takes, sends, asks and answers what. */
export function readWiring(tree: Tree): Wiring {
  const events = definitions(tree, 'event')
  const calls = definitions(tree, 'call')
  const rooms = new Map<string, Room>()
  for (const file of modules(tree, 'src/').filter(one => /^src\/(features|app)\//.test(one.path))) {
    const name = roomOf(file.path)!
    const room = rooms.get(name) ?? { name, kinds: [], emits: new Set(), takes: new Set(), answers: new Set(), calls: new Set(), hears: [], pages: [], operations: [] }
    rooms.set(name, room)
    readFile(tree, file, room, events, calls)
  }
  return { rooms: [...rooms.values()], events, calls }
}

/** No loose wires: every event is made somewhere, every call is taken once and sent or asked somewhere, no two pages or operations share an address. */
export const connectWires: Rule = tree => {
  const { rooms, events, calls } = readWiring(tree)
  const found: Violation[] = []
  const loose = ({ file, node, name }: Definition, what: string, mend: string) => found.push(at(file, node, `${name} ${what}`, mend))
  for (const event of events.values())
    if (!rooms.some(room => room.emits.has(event.name))) loose(event, 'is made nowhere.', 'Emit it from a command, or delete it while no journal holds it.')
  for (const call of calls.values()) {
    const takers = rooms.filter(room => room.takes.has(call.name) || room.answers.has(call.name))
    if (takers.length === 0) loose(call, 'is taken by no room.', 'Write its command() or question(), or delete it.')
    if (takers.length > 1) loose(call, `is taken by ${takers.map(room => room.name).join(' and ')}.`, 'One room takes a call.')
    if (!rooms.some(room => room.calls.has(call.name))) loose(call, 'is sent or asked by nobody.', 'Link it, or delete it.')
  }
  const paths = new Map<string, string>()
  for (const page of rooms.flatMap(room => room.pages)) {
    const shape = page.path.replace(/:[^/]+/g, ':')
    if (paths.has(shape)) found.push(at(page.file, page.node, `${page.path} is also the address of ${paths.get(shape)}.`, 'Give one of the two another address.'))
    paths.set(shape, page.file.path)
  }
  const taken = new Map<string, string>()
  for (const one of rooms.flatMap(room => room.operations))
    for (const key of [one.name, `${one.method} ${one.path.replace(/:[^/]+/g, ':')}`]) {
      if (taken.has(key)) found.push(at(one.file, one.node, `${key} is also an operation of ${taken.get(key)}.`, 'Give one of the two another name and address.'))
      taken.set(key, one.file.path)
    }
  return found
}

/** The exported constants of the vocabulary that are made by the kernel's `event()` or `call()`. */
function definitions(tree: Tree, by: 'event' | 'call'): Map<string, Definition> {
  const found = new Map<string, Definition>()
  for (const file of modules(tree, 'src/vocabulary/'))
    for (const statement of file.ast.body as Node[])
      for (const one of (statement.declaration?.declarations ?? []) as Node[])
        if (one.init && bare(one.init).callee?.name === by) found.set(one.id.name, { name: one.id.name, file, node: statement })
  return found
}

type Definitions = ReadonlyMap<string, Definition>

function readFile(tree: Tree, file: Source, room: Room, events: Definitions, calls: Definitions): void {
  const known = wordsOf(file)
  walk(file.ast, (node, parents) => {
    if (isMade(node, 'kind')) room.kinds.push({ kind: textOf(tree, file, propertyOf(node, 'kind')), events: eventsOf(tree, file, events), file, node })
    if (isMade(node, 'page'))
      room.pages.push({ name: textOf(tree, file, propertyOf(node, 'name')), path: textOf(tree, file, propertyOf(node, 'path')), desk: propertyOf(node, 'door') !== null, file, node })
    if (isMade(node, 'operation')) {
      const [name, method, path] = ['name', 'method', 'path'].map(key => textOf(tree, file, propertyOf(node, key))) as [string, string, string]
      room.operations.push({ name, method, path, file, node })
    }
    const parent = parents.at(-1)
    if (parent?.type === 'Property' && parent.key.name === 'call' && node.type === 'Literal' && calls.has(node.value)) room.calls.add(node.value)
    const word = known(node, parent)
    if (word === null || parents.some(p => p.type === 'ImportDeclaration' || p.type === 'TSTypeQuery')) return
    if (events.has(word)) {
      if (parent?.type === 'CallExpression' && parent.callee === node) room.emits.add(word)
      if (isMade(parent, 'reaction') && parent!.arguments[1] === node) room.hears.push({ event: word, reaction: textOf(tree, file, parent!.arguments[0]) })
    }
    if (calls.has(word)) {
      const made = parent?.type === 'Property' && parent.key.name === 'call' ? parents.at(-3) : undefined
      if (isMade(made, 'command')) room.takes.add(word)
      else if (isMade(made, 'question')) room.answers.add(word)
      else room.calls.add(word)
    }
  })
}

const isMade = (node: Node | undefined, by: string): boolean => node?.type === 'CallExpression' && node.callee.name === by

/** Tells which word of the vocabulary a node means: an imported name, or a member of an imported namespace. */
function wordsOf(file: Source): (node: Node, parent: Node | undefined) => string | null {
  const names = new Map<string, string>()
  const spaces = new Set<string>()
  for (const found of file.imports)
    if (found.to?.startsWith('src/vocabulary/')) for (const { name, local } of found.names) name === '*' ? spaces.add(local) : names.set(local, name)
  return (node, parent) => {
    if (node.type === 'MemberExpression' && !node.computed && spaces.has(node.object.name)) return node.property.name
    if (node.type !== 'Identifier' || (parent?.type === 'MemberExpression' && parent.property === node && !parent.computed)) return null
    if (parent?.type === 'Property' && parent.key === node && parent.value !== node && !parent.computed) return null
    return names.get(node.name) ?? null
  }
}

/** The events that a kind folds: those that its file names, in its types or in its cases; in the order of the vocabulary. */
function eventsOf(tree: Tree, file: Source, events: Definitions): string[] {
  const named = new Set<string>()
  const visited = new Set<string>()
  const read = (source: Source, node: Node) => walk(node, inner => {
    if (inner.type === 'Literal' && events.has(inner.value)) named.add(inner.value)
    if (inner.type !== 'Identifier') return
    const from = source.imports.find(found => found.names.some(n => n.local === inner.name))
    const target = from ? (from.to?.startsWith('src/vocabulary/') ? tree.file(from.to) : undefined) : source
    const name = from?.names.find(n => n.local === inner.name)?.name ?? inner.name
    if (target === undefined || (target === file && source === file)) return
    if (events.get(name)?.file === target) named.add(name)
    const alias = (target.ast.body as Node[]).map(s => s.declaration ?? s).find(s => s.type === 'TSTypeAliasDeclaration' && s.id.name === name)
    if (alias && !visited.has(name)) {
      visited.add(name)
      read(target, alias.typeAnnotation)
    }
  })
  read(file, { type: 'Program', start: 0, end: 0, body: file.ast.body.filter((s: Node) => s.type !== 'ImportDeclaration') })
  return [...events.keys()].filter(name => named.has(name))
}

function propertyOf(call: Node, key: string): Node | null {
  const object = call.arguments[0] && bare(call.arguments[0])
  const property = object?.type === 'ObjectExpression' ? object.properties.find((p: Node) => p.key?.name === key) : null
  return property?.value ?? null
}

/** The text that an expression stands for: a literal, or a constant of this file or of one it imports; else as it is written. */
function textOf(tree: Tree, file: Source, node: Node | null | undefined): string {
  if (!node) return '?'
  const inner = bare(node)
  if (inner.type === 'Literal') return String(inner.value)
  if (inner.type === 'TemplateLiteral' && inner.quasis.length === 1) return inner.quasis[0].value.cooked
  if (inner.type === 'Identifier') {
    const from = file.imports.find(found => found.names.some(n => n.local === inner.name))
    const source = from?.to ? tree.file(from.to) : file
    const name = from?.names.find(n => n.local === inner.name)?.name ?? inner.name
    const made = source && (source.ast.body as Node[]).flatMap(s => ((s.declaration ?? s).declarations ?? []) as Node[]).find(d => d.id.name === name)
    if (made?.init && bare(made.init).type !== 'Identifier') return textOf(tree, source!, made.init)
  }
  return file.text.slice(inner.start, inner.end)
}
