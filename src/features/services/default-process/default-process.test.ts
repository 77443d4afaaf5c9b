import { expect, test } from 'vitest'
import { readDiagram } from '../../../engines/bpmn/diagram/read-diagram.ts'
import { readProcess } from '../../../engines/bpmn/read-process.ts'
import { defaultProcess, defaultSteps } from './default-process.ts'

test('the default process is sound, reaches the four milestones, and has words for each of its elements', async () => {
  const read = await readProcess(defaultProcess, { teams: [], milestones: ['received', 'complete', 'decision', 'told'], names: [] })
  expect(read).not.toHaveProperty('faults')
  const { nodes } = (read as Extract<typeof read, { process: unknown }>).process.model
  expect([...nodes.values()].flatMap(node => node.own['milestone'] ?? [])).toEqual(['received', 'complete', 'decision', 'told'])
  const named = [...nodes.values()].filter(node => node.type !== 'process').map(node => node.id)
  expect(defaultSteps.map(one => one.id)).toEqual(named)
  for (const { name } of defaultSteps) expect(Object.keys(name).sort()).toEqual(['de', 'en', 'fr'])
})

test('is drawn in the words that it is given', async () => {
  const read = await readDiagram(defaultProcess, new Map([['check', 'Vollständigkeit prüfen']]))
  const { pictures, tales } = (read as Extract<typeof read, { diagram: unknown }>).diagram
  expect(pictures.flatMap(picture => picture.shapes.map(shape => shape.name))).toEqual(expect.arrayContaining(['Vollständigkeit prüfen', 'Decide']))
  expect(JSON.stringify(tales)).toContain('Vollständigkeit prüfen')
})
