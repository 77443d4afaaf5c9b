/*
 * Our own layout, first half: which column and which row each step stands in. Columns by the longest way from a beginning, so that
 * every line but those that lead back runs from left to right; rows so that the first way out goes straight on and others branch
 * off below. A line that passes by a column has a cell of its own there, so no line runs through a step. The same graph always
 * gives the same grid: order is the file's.
 */

export type GridLink<N> = {
  readonly from: N
  readonly to: N
  /** It leaves at the lower edge (an event there, or compensation), so what follows stands lower. */
  readonly below: boolean
}

export type Cell<N> = { readonly node: N | null; readonly column: number; readonly lane: number; row: number }

/** A line as the cells that it passes, from its first to its last. */
export type Passage<N> = { readonly link: GridLink<N>; readonly back: boolean; readonly cells: readonly Cell<N>[] }

export type Grid<N> = { readonly cells: ReadonlyMap<N, Cell<N>>; readonly passages: readonly Passage<N>[]; readonly columns: number; readonly rowsOfLane: readonly number[] }

/** Places nodes; `laneOf` says in which band of rows a node stands (0 where there are no lanes). */
export function placeInGrid<N>(nodes: readonly N[], links: readonly GridLink<N>[], laneOf: (node: N) => number): Grid<N> {
  const back = findBack(nodes, links)
  const columnOf = findColumns(nodes, links, back)
  const cells = new Map<N, Cell<N>>()
  const columns: Cell<N>[][] = []
  const add = (node: N | null, column: number, lane: number): Cell<N> => {
    const cell = { node, column, lane, row: 0 }
    ;(columns[column] ??= []).push(cell)
    return cell
  }
  for (const node of nodes) cells.set(node, add(node, columnOf.get(node)!, laneOf(node)))
  const passages = links.map((link): Passage<N> => {
    const [from, to] = [cells.get(link.from)!, cells.get(link.to)!]
    if (back.has(link)) return { link, back: true, cells: [from, to] }
    const between: Cell<N>[] = []
    for (let column = from.column + 1; column < to.column; column++) between.push(add(null, column, to.lane))
    return { link, back: false, cells: [from, ...between, to] }
  })
  return { cells, passages, columns: columns.length, rowsOfLane: findRows(columns, passages) }
}

/** Links that would close a circle, met in the order of the file from the beginnings on. */
function findBack<N>(nodes: readonly N[], links: readonly GridLink<N>[]): ReadonlySet<GridLink<N>> {
  const outgoing = groupBy(links, link => link.from)
  const entered = new Set(links.filter(link => link.from !== link.to).map(link => link.to))
  const back = new Set<GridLink<N>>()
  const state = new Map<N, 'open' | 'done'>()
  for (const first of [...nodes.filter(node => !entered.has(node)), ...nodes]) {
    if (state.has(first)) continue
    const way: { node: N; next: number }[] = [{ node: first, next: 0 }]
    state.set(first, 'open')
    while (way.length > 0) {
      const here = way.at(-1)!
      const link = outgoing.get(here.node)?.[here.next++]
      if (!link) {
        state.set(here.node, 'done')
        way.pop()
      } else if (state.get(link.to) === 'open') back.add(link)
      else if (!state.has(link.to)) {
        state.set(link.to, 'open')
        way.push({ node: link.to, next: 0 })
      }
    }
  }
  return back
}

function findColumns<N>(nodes: readonly N[], links: readonly GridLink<N>[], back: ReadonlySet<GridLink<N>>): ReadonlyMap<N, number> {
  const forward = links.filter(link => !back.has(link))
  const outgoing = groupBy(forward, link => link.from)
  const waits = new Map<N, number>()
  for (const { to } of forward) waits.set(to, (waits.get(to) ?? 0) + 1)
  const columnOf = new Map<N, number>(nodes.map(node => [node, 0]))
  const ready = nodes.filter(node => !waits.has(node))
  for (const node of ready) {
    for (const { to } of outgoing.get(node) ?? []) {
      columnOf.set(to, Math.max(columnOf.get(to)!, columnOf.get(node)! + 1))
      waits.set(to, waits.get(to)! - 1)
      if (waits.get(to) === 0) ready.push(to)
    }
  }
  return columnOf
}

/** Rows within each lane, column by column: a cell follows the highest one that leads to it, and never stands above a cell before it. */
function findRows<N>(columns: readonly (readonly Cell<N>[])[], passages: readonly Passage<N>[]): readonly number[] {
  const into = new Map<Cell<N>, { from: Cell<N>; order: number; below: boolean }[]>()
  const leaving = new Map<Cell<N>, number>()
  for (const { back, cells, link } of passages) {
    if (back) continue
    const order = (leaving.get(cells[0]!) ?? 0) + (link.below ? 1000 : 0)
    leaving.set(cells[0]!, (leaving.get(cells[0]!) ?? 0) + 1)
    cells.slice(1).forEach((cell, i) => into.set(cell, [...(into.get(cell) ?? []), { from: cells[i]!, order: i === 0 ? order : 0, below: i === 0 && link.below }]))
  }
  const rowsOfLane: number[] = []
  for (const cells of columns) {
    const next: number[] = []
    const wishes = cells.map((cell, index) => {
      const known = (into.get(cell) ?? []).sort((a, b) => a.from.lane - b.from.lane || a.from.row - b.from.row || a.order - b.order)
      const first = known[0]
      const straight = known.filter(({ from }) => from.lane === cell.lane)[0]
      return { cell, index, lane: first?.from.lane ?? 0, row: first?.from.row ?? 0, order: first?.order ?? 0, wish: straight ? straight.from.row + (straight.below ? 1 : 0) : 0 }
    })
    wishes.sort((a, b) => a.lane - b.lane || a.row - b.row || a.order - b.order || a.index - b.index)
    for (const { cell, wish } of wishes) {
      cell.row = Math.max(next[cell.lane] ?? 0, wish)
      next[cell.lane] = cell.row + 1
      rowsOfLane[cell.lane] = Math.max(rowsOfLane[cell.lane] ?? 0, cell.row + 1)
    }
  }
  return Array.from(rowsOfLane, rows => rows ?? 1)
}

function groupBy<T, K>(list: readonly T[], keyOf: (one: T) => K): ReadonlyMap<K, T[]> {
  const groups = new Map<K, T[]>()
  for (const one of list) {
    const group = groups.get(keyOf(one))
    if (group) group.push(one)
    else groups.set(keyOf(one), [one])
  }
  return groups
}
