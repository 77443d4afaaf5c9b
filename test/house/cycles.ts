import { modules, type Rule, type Source, type Tree } from './tree.ts'

/** No file imports itself over others, types included: what depends on each other in a circle can only be understood at once. */
export const avoidCycles: Rule = tree => components(tree)
  .filter(circle => circle.length > 1 || targets(tree, circle[0]!).includes(circle[0]!))
  .map(circle => {
    const first = circle.toSorted((a, b) => (a.path < b.path ? -1 : 1))[0]!
    const line = first.imports.find(i => circle.some(file => file.path === i.to))!.line
    return { file: first.path, line, what: `Import cycle: ${circle.map(file => file.path).toSorted().join(', ')}.`, mend: 'Move what both sides need into a file below them.' }
  })

const targets = (tree: Tree, file: Source): Source[] =>
  file.imports.flatMap(found => (found.to === null || found.dynamic || !/\.tsx?$/.test(found.to) ? [] : (tree.file(found.to) ?? [])))

/** Strongly connected components (Tarjan 1972). */
function components(tree: Tree): Source[][] {
  const order = new Map<Source, number>()
  const low = new Map<Source, number>()
  const stack: Source[] = []
  const found: Source[][] = []
  const visit = (file: Source) => {
    order.set(file, order.size)
    low.set(file, order.get(file)!)
    stack.push(file)
    for (const next of targets(tree, file)) {
      if (!order.has(next)) visit(next)
      if (stack.includes(next)) low.set(file, Math.min(low.get(file)!, low.get(next)!))
    }
    if (low.get(file) === order.get(file)) found.push(stack.splice(stack.indexOf(file)))
  }
  for (const file of modules(tree, 'src/', { tests: true })) if (!order.has(file)) visit(file)
  return found
}
