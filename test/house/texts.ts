import { posix } from 'node:path'
import { at, bare, modules, walk, type Node, type Rule, type Source, type Tree, type Violation } from './tree.ts'

/** A text of a room: its keys from the outside in, and where it stands. */
type Text = { readonly keys: readonly string[]; readonly node: Node }

/** Every text stands in French, English and German, under the same keys; and none is kept that nobody shows. */
export const keepTexts: Rule = tree => tree.files.filter(file => /^src\/.*\/texts\/fr\.ts$/.test(file.path)).flatMap(french => {
  const texts = textsOf(french)
  const others = ['en', 'de'].flatMap(language => {
    const path = french.path.replace(/fr\.ts$/, `${language}.ts`)
    const other = tree.file(path)
    if (!other) return [at(french, 0, `${path} is missing.`, 'Write every text in French, English and German together.')]
    return [...missing(texts, other, french), ...missing(textsOf(other), french, other)]
  })
  return [...others, ...unused(tree, french, texts)]
})

function missing(texts: readonly Text[], other: Source, file: Source): Violation[] {
  const there = new Set(textsOf(other).map(text => text.keys.join('.')))
  return texts.filter(text => !there.has(text.keys.join('.')))
    .map(text => at(file, text.node, `“${text.keys.join('.')}” is missing in ${other.path}.`, 'Write every text in French, English and German together.'))
}

/** The leaves of the objects that a file of texts makes: strings, functions and lists. */
function textsOf(file: Source): Text[] {
  const found: Text[] = []
  const collect = (value: Node, keys: readonly string[]) => {
    for (const property of value.properties as Node[]) {
      if (property.type !== 'Property') continue
      const inner = bare(property.value)
      const path = [...keys, String(property.key.name ?? property.key.value)]
      if (inner.type === 'ObjectExpression') collect(inner, path)
      else found.push({ keys: path, node: property })
    }
  }
  for (const statement of file.ast.body as Node[]) {
    const declarations: Node[] = statement.declaration?.declarations ?? (statement.type === 'ExportDefaultDeclaration' ? [{ init: statement.declaration }] : [])
    for (const { init } of declarations) if (init && bare(init).type === 'ObjectExpression') collect(bare(init), [])
  }
  return found
}

function unused(tree: Tree, french: Source, texts: readonly Text[]): Violation[] {
  const uses = new Set<string>()
  for (const file of readers(tree, posix.dirname(french.path))) collectUses(file, uses)
  return texts.filter(({ keys }) => !isUsed(keys, uses))
    .map(text => at(french, text.node, `“${text.keys.join('.')}” is shown nowhere.`, 'Delete it in every language, or show it.'))
}

/** The files that may show a folder's texts: those of its room, and those that import from it. */
function readers(tree: Tree, folder: string): Source[] {
  const room = posix.dirname(folder)
  return modules(tree, 'src/').filter(file => !file.path.startsWith(`${folder}/`)
    && (file.path.startsWith(`${room}/`) || file.imports.some(found => found.to?.startsWith(folder))))
}

/**
 * What a file reads: `a.b` for a text b read from a, `.b` for one read from a variable or taken out of it by name,
 * `b.*` where everything under b is handed on or chosen by a computed key. Where a variable is read by a computed
 * key (`t[part]`), the strings of that file (`'day' | 'month'`) are the keys that it may mean.
 */
function collectUses(file: Source, uses: Set<string>): void {
  const strings: string[] = []
  let chooses = false
  walk(file.ast, (node, parents) => {
    const parent = parents.at(-1)
    const name = keyOf(node)
    if (name !== null) {
      const object: Node = node.object.type === 'ChainExpression' ? node.object.expression : node.object
      if (keyOf(object) !== null) uses.add(`${keyOf(object)}.${name}`)
      else if (object.type === 'Identifier' || object.type === 'CallExpression') uses.add(`.${name}`)
      if (isHandedOn(node, parent)) uses.add(`${name}.*`)
    }
    if (node.type === 'MemberExpression' && name === null && node.object.type === 'Identifier') chooses = true
    if (node.type === 'Literal' && typeof node.value === 'string') strings.push(node.value)
    if (node.type === 'ObjectPattern')
      for (const property of node.properties as Node[]) if (property.key) uses.add(`.${property.key.name}`)
  })
  if (chooses) for (const text of strings) uses.add(`.${text}`)
}

/** The key that a member expression reads by name; `null` where it is computed, or where the node reads no member. */
function keyOf(node: Node): string | null {
  if (node.type !== 'MemberExpression') return null
  if (!node.computed) return node.property.name
  return node.property.type === 'Literal' ? String(node.property.value) : null
}

function isHandedOn(node: Node, parent: Node | undefined): boolean {
  if (parent === undefined) return false
  if (parent.type === 'MemberExpression') return parent.object === node && keyOf(parent) === null
  return parent.type !== 'VariableDeclarator' && parent.type !== 'BinaryExpression'
}

function isUsed(keys: readonly string[], uses: ReadonlySet<string>): boolean {
  const last = keys.at(-1)!
  if (uses.has(`.${last}`) || (keys.length > 1 && uses.has(`${keys.at(-2)}.${last}`))) return true
  return keys.slice(0, -1).some(key => uses.has(`${key}.*`))
}
