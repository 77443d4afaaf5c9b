import { floorOf, roomOf, type Floor } from './rooms.ts'
import { at, isTest, modules, walk, type Import, type Rule, type Source, type Violation } from './tree.ts'

/**
 * What each floor may import besides itself: 'all' of a floor, or 'types' only.
 * `kernel` is `journal/kernel.ts`, the plain types that every room is written in: vocabulary also takes `event()` and
 * `call()` from it, because a definition made twice (name here, type there) could disagree.
 */
export const allowed: Record<Floor, Partial<Record<Floor | 'kernel', 'all' | 'types'>>> = {
  base: {},
  vocabulary: { base: 'all', kernel: 'all' },
  engines: { base: 'all' },
  journal: { base: 'all' },
  ui: { base: 'all', kernel: 'types', engines: 'types' },
  ports: { vocabulary: 'all', base: 'all', kernel: 'types' },
  features: { ports: 'all', ui: 'all', journal: 'all', engines: 'all', vocabulary: 'all', base: 'all' },
  adapters: { ports: 'all', vocabulary: 'all', base: 'all' },
  app: { adapters: 'all', features: 'all', ports: 'all', ui: 'all', journal: 'all', engines: 'all', vocabulary: 'all', base: 'all' },
  main: { app: 'all' },
}

/** Imports only go down; features never import features, nor adapters adapters; the roof sees of a feature only its door. */
export const keepFloors: Rule = tree => modules(tree, 'src/', { tests: true }).flatMap(file => {
  const floor = floorOf(file.path)
  if (floor === null) return [at(file, 0, 'This file stands on no floor.', 'Move it into base, vocabulary, engines, journal, ui, ports, features, adapters or app.')]
  return [...hidden(file, floor), ...file.imports.flatMap(found => {
    const fault = found.to === null ? outside(floor, found) : inside(file.path, floor, found)
    return fault === null ? [] : [{ file: file.path, line: found.line, ...fault }]
  })]
})

/** `import.meta.glob` imports by pattern, which no wall can see: only the roof collects what stands outside of src. */
function hidden(file: Source, floor: Floor): Violation[] {
  const found: Violation[] = []
  if (floor !== 'app' && file.text.includes('import.meta.glob')) walk(file.ast, node => {
    if (node.type === 'MemberExpression' && node.object.type === 'MetaProperty' && node.property.name === 'glob')
      found.push(at(file, node, 'Files are imported by pattern.', 'Name each import, so that the walls and a reader see it.'))
  })
  return found
}

type Fault = { what: string; mend: string } | null

function outside(floor: Floor, found: Import): Fault {
  if ((floor === 'engines' || floor === 'vocabulary') && found.from.startsWith('node:'))
    return { what: `${floor} must be pure, but imports ${found.from}.`, mend: 'Take what it needs as an argument.' }
  return null
}

function inside(path: string, floor: Floor, { to, typeOnly }: Import): Fault {
  const target = floorOf(to!)
  if (target === null) {
    if (isTest(path) || floor === 'app' || floor === 'main') return null
    return { what: `${floor} imports ${to} from outside src.`, mend: 'Let the app read it and pass it down.' }
  }
  if (target === floor) return sibling(path, floor, to!)
  if (floor === 'app' && target === 'features' && !isTest(path) && !/^src\/features\/[^/]+\/feature\.ts$/.test(to!))
    return { what: `The app imports ${to} from within a room.`, mend: 'Of a feature import only its feature.ts; what the roof needs belongs into the manifest.' }
  const right = allowed[floor][target] ?? (to === 'src/journal/kernel.ts' ? allowed[floor].kernel : undefined)
  if (right === undefined) return { what: `${floor} imports ${target} (${to}).`, mend: `Imports only go down: move what both need to a floor below, or pass it as an argument.` }
  if (right === 'types' && !typeOnly) return { what: `${floor} imports more than types from ${to}.`, mend: 'Use `import type`, or move the value down.' }
  return null
}

function sibling(path: string, floor: Floor, to: string): Fault {
  if ((floor !== 'features' && floor !== 'adapters') || roomOf(path) === roomOf(to)) return null
  return {
    what: `${roomOf(path)} imports ${roomOf(to)} (${to}).`,
    mend: 'Rooms meet in vocabulary only: hear its event, send it a command or a question, or fill a slot.',
  }
}
