import type { Diagram } from '../../engines/bpmn/diagram/diagram.ts'
import { readDiagram } from '../../engines/bpmn/diagram/read-diagram.ts'
import source from './gallery-process.bpmn?raw'

let read: Promise<Diagram> | undefined

/** The process that the living page shows, read when it is first asked for. */
export const galleryProcess = (): Promise<Diagram> => (read ??= readOnce())

async function readOnce(): Promise<Diagram> {
  const found = await readDiagram(source)
  if ('faults' in found) throw new Error(`The process of the living page cannot be read: ${found.faults[0]?.what}`)
  return found.diagram
}
