import { readFileSync } from 'node:fs'
import type { Diagram } from '../../src/engines/bpmn/diagram/diagram.ts'
import { readDiagram } from '../../src/engines/bpmn/diagram/read-diagram.ts'

/** The process of the living page, read from its file. */
export async function readGalleryProcess(): Promise<Diagram> {
  const read = await readDiagram(readFileSync(new URL('../../src/app/http/gallery-process.bpmn', import.meta.url), 'utf8'))
  if ('faults' in read) throw new Error(read.faults[0]?.what)
  return read.diagram
}
