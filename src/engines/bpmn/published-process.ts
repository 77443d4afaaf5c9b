import { openProcess, type CaseProcess } from './read-process.ts'

/** A version of a package, the same object each time somebody asks for it. */
type Published = { readonly process: string }

const opened = new WeakMap<Published, Promise<CaseProcess>>()

/** The process of a published version, opened once, whichever room asks first. */
export function publishedProcess(version: Published): Promise<CaseProcess> {
  const known = opened.get(version) ?? openProcess(version.process)
  opened.set(version, known)
  return known
}
