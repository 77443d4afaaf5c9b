import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { root } from '../../src/journal/root.ts'

const common = ['received', 'complete', 'decision', 'told']

/**
 * A service of the example authorities as a town would publish it that decides as most do: its first version, without a process of
 * its own and what only that one uses. Its folder is gone when the tests end.
 */
export function plainPackage(path = 'fleury-sur-orne/services/cantine-periscolaire'): string {
  const folder = mkdtempSync(join(tmpdir(), 'parvis-plain-'))
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }))
  cpSync(join(root, 'authorities', path), folder, { recursive: true, filter: from => !from.endsWith('process.bpmn') })
  writeFileSync(join(folder, 'service.json'), JSON.stringify(plainDescription(path), null, 2))
  return folder
}

/** Its service.json as data. */
export function plainDescription(path = 'fleury-sur-orne/services/cantine-periscolaire'): any {
  const { steps: _steps, ...service } = JSON.parse(readFileSync(join(root, 'authorities', path, 'service.json'), 'utf8'))
  return { ...service, version: 1, milestones: service.milestones.filter((one: { id: string }) => common.includes(one.id)) }
}
