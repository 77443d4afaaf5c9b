import { at, bare, modules, walk, type Node, type Rule, type Source } from './tree.ts'

/** Every page, operation and command names who may; a permit that lets everybody in says why. */
export const namePermits: Rule = tree => modules(tree, 'src/').flatMap(file => {
  const found: ReturnType<Rule> = []
  walk(file.ast, (node, parents) => {
    const made = node.type === 'CallExpression' && ['page', 'command', 'intake', 'operation'].includes(node.callee.name) && definedByKernel(file, node.callee.name)
    if (made) {
      const argument = node.arguments[0] && bare(node.arguments[0])
      if (argument?.type !== 'ObjectExpression' || !argument.properties.some((p: Node) => p.key?.name === 'permit'))
        found.push(at(file, node, `This ${node.callee.name} shows no permit.`, 'Write `permit` into the object itself, so that a reader sees who may.'))
    }
    if (isPermit(file, node, parents) && letsAllIn(valueOf(node)) && !explained(file, parents.at(-1)?.type === 'VariableDeclaration' ? parents.at(-1)! : node))
      found.push(at(file, node, 'This permit lets everybody in without a reason.', 'Say in a comment on its line, or right above, why it is public.'))
  })
  return found
})

const definedByKernel = (file: Source, local: string): boolean =>
  file.imports.some(i => i.to === 'src/journal/kernel.ts' && i.names.some(n => n.local === local))

/** `permit: …` and `permit() …` in an object, a constant typed Permit, and every constant of a permits.ts. */
function isPermit(file: Source, node: Node, parents: readonly Node[]): boolean {
  if (node.type === 'Property') return node.key?.name === 'permit' && parents.at(-1)?.type === 'ObjectExpression'
  if (node.type !== 'VariableDeclarator') return false
  return file.path.endsWith('/permits.ts') || node.id.typeAnnotation?.typeAnnotation?.typeName?.name === 'Permit'
}

const valueOf = (node: Node): Node | null => (node.type === 'Property' ? node.value : node.init)

/** `() => true`, in any of the ways to write it. */
function letsAllIn(value: Node | null): boolean {
  if (!value || !['ArrowFunctionExpression', 'FunctionExpression'].includes(value.type)) return false
  const body: Node = bare(value.body)
  const said = body.type === 'BlockStatement' ? (body.body.length === 1 && body.body[0].type === 'ReturnStatement' ? body.body[0].argument : null) : body
  return said !== null && bare(said).type === 'Literal' && bare(said).value === true
}

/** A comment of three words or more that begins on the node's first line or ends right above it. */
function explained(file: Source, node: Node): boolean {
  const line = file.lineAt(node.start)
  return file.comments.some(comment => comment.value.trim().split(/\s+/).length >= 3
    && (file.lineAt(comment.start) === line || (comment.end < node.start && file.lineAt(comment.end) === line - 1)))
}
