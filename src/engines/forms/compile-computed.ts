import { blame, bag, list, takeId, unknownKeys, words, type Compiling } from './compiling.ts'
import type { CompiledComputed } from './computed.ts'
import { compileFeel, type Feel } from '../feel/feel.ts'
import type { Computed } from './form.ts'
import { badSetting } from './settings.ts'

/*
 * Computed values stand at the form's top level, but each becomes known somewhere on the way: behind the last page that asks what it
 * looks at. From there on conditions may look at it.
 */

/** The computed values still to be placed, in their order. */
export type Pending = { readonly id: string; readonly source: Computed; readonly feel: Feel; readonly path: string; readonly index: number }[]

/** Reads the computed values; which page makes each known is found while the pages are read (`place`). */
export function readComputed(c: Compiling, raw: unknown): Pending {
  if (raw === undefined) return []
  const seen: string[] = []
  const all = list(c, raw, 'computed', 100).flatMap((one, index) => {
    const path = `computed[${index}]`
    const source = bag(c, one, path)
    unknownKeys(c, source, path, ['id', 'value', 'type', 'currency', 'unit', 'label'])
    const id = takeId(c, source['id'], `${path}.id`)
    seen.push(id)
    const type = source['type']
    if (!types.includes(type as Computed['type'])) blame(c, `${path}.type`, `"${String(type)}" is no type of a computed value`, `use one of: ${types.join(', ')}`)
    if ((type === 'money') !== ('currency' in source)) blame(c, path, 'has a currency without being money, or the other way round', 'give "currency" to type "money", and to no other')
    if ('currency' in source) {
      const wrong = badSetting('currency', source['currency'])
      if (wrong) blame(c, `${path}.currency`, wrong.fault, wrong.mend)
    }
    if ('unit' in source && type !== 'number') blame(c, `${path}.unit`, 'is for numbers', 'remove it, or use type "number"')
    for (const key of ['unit', 'label']) if (source[key] !== undefined) words(c, source[key], `${path}.${key}`)
    const text = source['value']
    const feel = typeof text === 'string' && text.length <= longest ? compileFeel(text) : { fault: `it is not a text of at most ${longest} characters` }
    if ('fault' in feel) {
      blame(c, `${path}.value`, `cannot be read: ${feel.fault}`, 'write a FEEL expression such as: if quotient < 40000 then 100 else 200')
      return []
    }
    return [{ id, source: one as Computed, feel, path, index }]
  })
  return all.filter(({ feel, path, index }) => {
    const later = feel.names.find((name) => seen.indexOf(name) >= index)
    if (later) blame(c, `${path}.value`, `looks at "${later}", which is computed only later`, 'put it behind what it looks at')
    return !later
  })
}

/** Takes out what can be known by now. `guarded` holds the names that stand for something protected. */
export function place(c: Compiling, pending: Pending, group: string | null, guarded: Set<string>): readonly CompiledComputed[] {
  const placed: CompiledComputed[] = []
  for (const one of [...pending]) {
    const { id, source, feel } = one
    if (!feel.names.every((name) => c.earlier.has(name))) continue
    pending.splice(pending.indexOf(one), 1)
    c.earlier.add(id)
    const protects = feel.names.some((name) => guarded.has(name))
    if (protects) guarded.add(id)
    placed.push({ id, source, feel, group, guarded: protects })
  }
  return placed
}

/** Names what no page ever made known. */
export function blameUnplaced(c: Compiling, pending: Pending): void {
  for (const { feel, path } of pending)
    for (const name of feel.names) {
      if (!c.earlier.has(name) && !pending.some((other) => other.id === name))
        blame(c, `${path}.value`, `looks at "${name}", which no page asks once`, 'name questions outside of repeated groups, or earlier computed values')
    }
}

const types: readonly Computed['type'][] = ['money', 'number', 'text', 'yes-no']
const longest = 1000
