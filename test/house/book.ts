import { allowed } from './floors.ts'
import { floors, floorOf, roomOf } from './rooms.ts'
import { modules, type Tree } from './tree.ts'
import { readWiring, type Room, type Wiring } from './wiring.ts'

/** `docs/reference/house.md`: the plan (who imports whom) and the wiring (who tells and asks whom), drawn from the code. */
export function drawHouse(tree: Tree): string {
  const wiring = readWiring(tree)
  return `${[
    '# Plan and wiring of the house',
    'Drawn from the code by `npm run house`; a house test compares. Change the code, not this page.',
    '## Floors',
    'Imports only go down. The walls are tests: `test/house`, each proven by planted faults.',
    table(['Floor', 'May import'], floors.map(floor => `| ${floor} | ${rights(floor)} |`)),
    '## Plan',
    'Every room may stand on base, which the drawing leaves out.',
    ...drawPlan(tree),
    '## Wiring',
    'Rooms meet through the vocabulary only: dotted arrows are events heard, full arrows are commands sent and questions asked.',
    drawWires(wiring),
    ...wiring.rooms.filter(speaks).map(room => describeRoom(room, wiring)),
    '## Dictionary',
    ...dictionary(wiring),
  ].filter(part => part !== '').join('\n\n')}\n`
}

function rights(floor: (typeof floors)[number]): string {
  const shown = Object.entries(allowed[floor]).map(([target, what]) => (target === 'kernel' ? 'journal/kernel.ts' : target) + (what === 'types' ? ' (types)' : ''))
  const limits: Partial<Record<typeof floor, string>> = { features: 'never another feature', adapters: 'never another adapter', app: 'of a feature only its feature.ts' }
  return [...shown, ...(limits[floor] ? [limits[floor]] : [])].join(', ') || 'nothing'
}

function drawPlan(tree: Tree): string[] {
  const plan = planOf(tree)
  const arrows = [...plan].flatMap(([room, imports]) => imports.filter(to => to !== 'base').map(to => `  ${id(room)} --> ${id(to)}`))
  const nodes = [...plan.keys()].filter(room => room !== 'base').map(room => `  ${id(room)}["${room}"]`)
  const rows = [...plan].map(([room, imports]) => `| ${room} | ${imports.join(', ') || 'nothing'} |`)
  return [mermaid('graph TD', [...nodes, ...arrows]), table(['Room', 'Imports'], rows)]
}

/** Each room with the rooms that it imports, from the roof down. */
function planOf(tree: Tree): Map<string, string[]> {
  const plan = new Map<string, Set<string>>()
  for (const file of modules(tree, 'src/')) {
    const room = roomOf(file.path)
    if (room === null) continue
    const imports = plan.get(room) ?? new Set()
    plan.set(room, imports)
    for (const { to } of file.imports) {
      const target = to === null ? null : roomOf(to)
      if (target !== null && target !== room) imports.add(target)
    }
  }
  const rank = (room: string) => floors.indexOf(floorOf(room === 'main' ? 'src/main.ts' : `src/${room}/x`)!)
  const order = (a: string, b: string) => rank(b) - rank(a) || (a < b ? -1 : 1)
  return new Map([...plan].sort(([a], [b]) => order(a, b)).map(([room, imports]) => [room, [...imports].sort(order)]))
}

function drawWires({ rooms }: Wiring): string {
  const arrows = rooms.flatMap(from => rooms.filter(to => to !== from).flatMap(to => {
    const heard = sorted([...from.emits].filter(event => to.hears.some(h => h.event === event)))
    const sent = sorted([...from.calls].filter(call => to.takes.has(call) || to.answers.has(call)))
    return [
      ...(heard.length ? [`  ${id(from.name)} -. "${heard.join('<br>')}" .-> ${id(to.name)}`] : []),
      ...(sent.length ? [`  ${id(from.name)} -- "${sent.join('<br>')}" --> ${id(to.name)}`] : []),
    ]
  }))
  return arrows.length ? mermaid('graph LR', [...rooms.filter(speaks).map(room => `  ${id(room.name)}["${room.name}"]`), ...arrows]) : ''
}

const speaks = (room: Room): boolean => room.kinds.length + room.emits.size + room.takes.size + room.answers.size + room.calls.size + room.hears.length + room.pages.length + room.operations.length > 0

function describeRoom(room: Room, { rooms }: Wiring): string {
  const isCommand = (call: string) => rooms.some(other => other.takes.has(call))
  const isQuestion = (call: string) => rooms.some(other => other.answers.has(call))
  const rows = [
    ['Keeps', room.kinds.map(one => one.kind)],
    ['Emits', [...room.emits]],
    ['Hears', room.hears.map(({ event, reaction }) => `${event} (${reaction})`)],
    ['Takes', [...room.takes]],
    ['Sends', [...room.calls].filter(isCommand)],
    ['Answers', [...room.answers]],
    ['Asks', [...room.calls].filter(isQuestion)],
    ['Pages', room.pages.map(page => `\`${page.path}\`${page.desk ? ' (desk)' : ''}`)],
    ['Operations', room.operations.map(one => `\`${one.method} ${one.path}\``)],
  ] as const
  return `### ${room.name}\n\n${table(['', ''], rows.filter(([, names]) => names.length > 0).map(([title, names]) => `| ${title} | ${sorted(names).join(', ')} |`))}`
}

function dictionary({ rooms, events, calls }: Wiring): string[] {
  const names = (test: (room: Room) => boolean) => rooms.filter(test).map(room => room.name).join(', ') || 'nobody'
  return [
    table(['Event', 'Emitted by', 'Heard by'], sorted([...events.keys()]).map(e => `| ${e} | ${names(r => r.emits.has(e))} | ${names(r => r.hears.some(h => h.event === e))} |`)),
    table(['Command or question', 'Taken by', 'Sent or asked by'], sorted([...calls.keys()]).map(c => `| ${c} | ${names(r => r.takes.has(c) || r.answers.has(c))} | ${names(r => r.calls.has(c))} |`)),
  ]
}

const id = (room: string): string => room.replaceAll(/[^a-z0-9]/g, '_')
const sorted = (names: readonly string[]): string[] => [...new Set(names)].sort()
const mermaid = (head: string, lines: readonly string[]): string => ['```mermaid', head, ...lines, '```'].join('\n')
const table = (heads: readonly string[], rows: readonly string[]): string =>
  rows.length === 0 ? '' : [`| ${heads.join(' | ')} |`, `|${heads.map(() => '---').join('|')}|`, ...rows].join('\n')
