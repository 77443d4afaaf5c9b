import { aboutFile, type Finding } from './finding.ts'

/** What a package's folder or ZIP holds: the texts that are read, and what is wrong with it as a collection of files. */
export type PackageFiles = { readonly texts: ReadonlyMap<string, string>; readonly faults: readonly Finding[] }

/** The files of a package, and those that may lie beside them for people. */
const read = /^(service\.json|form\.json|process\.bpmn|[a-z0-9]+(-[a-z0-9]+)*\.dmn)$/
const beside = ['README.md', 'LICENSE']
/** What computers leave behind by themselves. */
const junk = /(^|\/)(\.DS_Store|Thumbs\.db|desktop\.ini)$|^__MACOSX\//

export const mostBytes = 2_000_000

/** Tells a file that is read from one that is let lie and one that is no part of a package. */
export function roleOf(name: string): 'read' | 'let lie' | 'unknown' {
  return read.test(name) ? 'read' : beside.includes(name) || junk.test(name) ? 'let lie' : 'unknown'
}

export const unknownFile = (name: string): Finding => aboutFile(name, 'is no part of a package', `remove it: a package holds service.json and form.json, and may hold process.bpmn, tables such as fee.dmn (small letters, digits, hyphens), ${beside.join(' and ')}`)
export const tooLarge = (name: string): Finding => aboutFile(name, `is larger than ${mostBytes / 1_000_000} MB`, 'make it smaller: people read it')
export const notUtf8 = (name: string): Finding => aboutFile(name, 'is not written in UTF-8', 'save it as UTF-8')

/** Bytes as text; `null` where they are not UTF-8. */
export function decode(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return null
  }
}
