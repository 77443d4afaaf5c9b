import type { Decision } from './decision.ts'
import { readDecisions } from './read-decisions.ts'

/** DMN files of a package by their names, as they were published. */
export type DecisionFiles = Readonly<Record<string, string>>

const opened = new WeakMap<DecisionFiles, Promise<ReadonlyMap<string, Decision>>>()
const none: Promise<ReadonlyMap<string, Decision>> = Promise.resolve(new Map())

/** The decisions of a published version by their ids, read once: whoever asks for a version gets the same files each time. */
export function publishedDecisions({ decisions }: { readonly decisions?: DecisionFiles }): Promise<ReadonlyMap<string, Decision>> {
  if (!decisions) return none
  const known = opened.get(decisions) ?? read(decisions)
  opened.set(decisions, known)
  return known
}

async function read(files: DecisionFiles): Promise<ReadonlyMap<string, Decision>> {
  const all = new Map<string, Decision>()
  for (const [file, xml] of Object.entries(files)) {
    const found = await readDecisions(xml)
    if ('faults' in found) throw new Error(`The published file ${file} cannot be read: ${found.faults.map(({ element, what }) => `${element}: ${what}`).join('; ')}`)
    for (const one of found.decisions) all.set(one.id, one)
  }
  return all
}
