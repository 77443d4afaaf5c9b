import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Box, Picture, Point, Shape } from './diagram.ts'
import { placeInGrid } from './place-in-grid.ts'
import { readDiagram } from './read-diagram.ts'

const namespaces = 'xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="urn:test"'

async function pictureOf(inside: string): Promise<Picture> {
  const read = await readDiagram(`<definitions ${namespaces}><process id="p">${inside}</process></definitions>`)
  if ('faults' in read) throw new Error(read.faults[0]?.what)
  expect(read.diagram.pictures).toHaveLength(1)
  return read.diagram.pictures[0]!
}

const kinds = ['userTask', 'task', 'exclusiveGateway', 'intermediateThrowEvent', 'subProcess'] as const
const step = fc.record({ kind: fc.constantFrom(...kinds), edges: fc.integer({ min: 0, max: 3 }), name: fc.string({ unit: fc.constantFrom('a', 'W', ' ', '-'), maxLength: 40 }) })
const graph = fc.record({
  steps: fc.array(step, { minLength: 1, maxLength: 12 }),
  flows: fc.array(fc.tuple(fc.nat(40), fc.nat(11), fc.boolean()), { maxLength: 24 }),
  lanes: fc.integer({ min: 0, max: 3 }),
})

/** A process as a file has it: steps with events at their edges, flows from any of them to any step. */
function write({ steps, flows, lanes }: typeof graph extends fc.Arbitrary<infer G> ? G : never): string {
  const sources: string[] = []
  const elements = steps.map(({ kind, edges, name }, i) => {
    sources.push(`n${i}`)
    const inside = kind === 'subProcess' ? `<startEvent id="s${i}"/><sequenceFlow id="sf${i}" sourceRef="s${i}" targetRef="e${i}"/><endEvent id="e${i}"/>` : ''
    const events = kind === 'userTask' || kind === 'subProcess' ? Array.from({ length: edges }, (_, j) => {
      sources.push(`b${i}-${j}`)
      return `<boundaryEvent id="b${i}-${j}" name="after a while" attachedToRef="n${i}"><timerEventDefinition/></boundaryEvent>`
    }) : []
    return `<${kind} id="n${i}" name="${name}">${inside}</${kind}>${events.join('')}`
  })
  const lines = flows.map(([from, to, named], i) => `<sequenceFlow id="f${i}" ${named ? 'name="a way with a name"' : ''} sourceRef="${sources[from % sources.length]}" targetRef="n${to % steps.length}"/>`)
  const set = Array.from({ length: lanes }, (_, lane) => `<lane id="l${lane}" name="Lane">${steps.map((_, i) => (i % lanes === lane ? `<flowNodeRef>n${i}</flowNodeRef>` : '')).join('')}</lane>`)
  return (lanes > 0 ? `<laneSet id="ls">${set.join('')}</laneSet>` : '') + elements.join('') + lines.join('')
}

const overlap = (a: Box, b: Box, by = 0.5): boolean => a.x + by < b.x + b.width && b.x + by < a.x + a.width && a.y + by < b.y + b.height && b.y + by < a.y + a.height
const within = (inner: Box, outer: Box): boolean => inner.x >= outer.x && inner.y >= outer.y && inner.x + inner.width <= outer.x + outer.width && inner.y + inner.height <= outer.y + outer.height
const isStep = (shape: Shape): boolean => shape.kind === 'activity' || shape.kind === 'gateway' || shape.kind === 'event'
const atEdge = (shape: Shape): boolean => shape.kind === 'event' && shape.at === 'boundary'

/** Pieces of a line that run through the inside of a box. */
const crosses = (points: readonly Point[], box: Box): boolean => points.slice(1).some((to, i) => {
  const from = points[i]!
  return overlap({ x: Math.min(from.x, to.x), y: Math.min(from.y, to.y), width: Math.abs(to.x - from.x), height: Math.abs(to.y - from.y) }, { x: box.x + 1, y: box.y + 1, width: box.width - 2, height: box.height - 2 }, 0)
})

describe('our own layout', () => {
  test('of any graph: steps do not overlap, each is drawn once, and lines go round them', async () => {
    await fc.assert(fc.asyncProperty(graph, async given => {
      const picture = await pictureOf(write(given))
      const steps = [...picture.ground, ...picture.shapes].filter(isStep)
      expect(new Set(steps.map(shape => shape.id)).size).toBe(steps.length)
      expect(steps.length).toBe(given.steps.reduce((sum, { kind, edges }) => sum + 1 + (kind === 'subProcess' ? 2 : 0) + (kind === 'userTask' || kind === 'subProcess' ? edges : 0), 0))
      expect(picture.edges.length).toBe(given.flows.length + given.steps.filter(({ kind }) => kind === 'subProcess').length)
      const outer = steps.filter(shape => !atEdge(shape) && shape.id.startsWith('n'))
      for (const [i, a] of outer.entries()) for (const b of outer.slice(i + 1)) expect(overlap(a.box, b.box), `${a.id} lies on ${b.id}`).toBe(false)
      const edgeEvents = steps.filter(atEdge)
      for (const [i, a] of edgeEvents.entries()) for (const b of edgeEvents.slice(i + 1)) expect(overlap(a.box, b.box), `${a.id} lies on ${b.id}`).toBe(false)
      for (const edge of picture.edges.filter(one => !one.id.startsWith('sf'))) for (const shape of outer)
        expect(crosses(edge.points, shape.kind === 'gateway' || shape.kind === 'event' ? { x: shape.box.x + shape.box.width / 2 - 5, y: shape.box.y + shape.box.height / 2 - 5, width: 10, height: 10 } : shape.box), `${edge.id} runs through ${shape.id}`).toBe(false)
      for (const shape of steps) expect(within(shape.box, picture.box), `${shape.id} is in the picture`).toBe(true)
    }), { numRuns: 300 })
  })
  test('what is inside of a sub-process lies in it', async () => {
    const picture = await pictureOf('<startEvent id="a"/><sequenceFlow id="f" sourceRef="a" targetRef="s"/><subProcess id="s" name="Within"><task id="t"/><sequenceFlow id="g" sourceRef="t" targetRef="u"/><subProcess id="u"><task id="v"/></subProcess></subProcess>')
    const box = (id: string) => [...picture.ground, ...picture.shapes].find(shape => shape.id === id)!.box
    expect([within(box('t'), box('s')), within(box('u'), box('s')), within(box('v'), box('u')), overlap(box('a'), box('s'))]).toEqual([true, true, true, false])
  })
  test('the same file is always drawn the same', async () => {
    await fc.assert(fc.asyncProperty(graph, async given => {
      expect(await pictureOf(write(given))).toEqual(await pictureOf(write(given)))
    }), { numRuns: 20 })
  })
  test('the first way out goes straight on, the others below it; what leads back runs below them all', async () => {
    const picture = await pictureOf('<startEvent id="a"/><exclusiveGateway id="x"/><task id="one"/><task id="two"/><sequenceFlow id="f1" sourceRef="a" targetRef="x"/><sequenceFlow id="f2" sourceRef="x" targetRef="one"/><sequenceFlow id="f3" sourceRef="x" targetRef="two"/><sequenceFlow id="f4" sourceRef="two" targetRef="x"/>')
    const middle = (id: string) => picture.shapes.filter(shape => shape.id === id).map(({ box }) => [box.x + box.width / 2, box.y + box.height / 2] as const)[0]!
    expect(middle('one')[1]).toBe(middle('x')[1])
    expect(middle('two')[1]).toBeGreaterThan(middle('one')[1])
    expect(middle('two')[0]).toBe(middle('one')[0])
    const back = picture.edges.find(edge => edge.id === 'f4')!
    expect(Math.max(...back.points.map(point => point.y))).toBeGreaterThan(middle('two')[1] + 40)
  })
})

test('columns follow the longest way, circles are opened where the file comes back', () => {
  const link = (from: string, to: string) => ({ from, to, below: false })
  const grid = placeInGrid(['a', 'b', 'c', 'd'], [link('a', 'd'), link('a', 'b'), link('b', 'c'), link('c', 'd'), link('c', 'b'), link('d', 'd')], () => 0)
  expect(['a', 'b', 'c', 'd'].map(node => grid.cells.get(node)!.column)).toEqual([0, 1, 2, 3])
  expect(grid.passages.filter(passage => passage.back).map(({ link }) => `${link.from}${link.to}`)).toEqual(['cb', 'dd'])
})
