import type { Type } from './decision.ts'
import type { Raw } from './raw.ts'
import { blame, isFeel, test, type Place, type Reading } from './reading.ts'

/** The type that an element names: one of FEEL's, the house's `money`, or an item definition that narrows one of these. */
export function readType(r: Reading, place: Place, typeRef: string | undefined, seen: readonly string[] = []): Type {
  const name = typeRef?.trim().replace(/^feel:/, '') ?? ''
  if (name === '') return { kind: 'any', allowed: null }
  const item = r.items.get(name)
  if (!item) {
    const kind = kinds[name]
    if (!kind) blame(r, place, `its type "${name}" is not known here`, `use one of ${Object.keys(kinds).join(', ')}, or an item definition of the file`)
    return { kind: kind ?? 'any', allowed: null }
  }
  const wrong = seen.includes(name) ? 'is defined by itself' : item.itemComponent?.length ? 'has components' : item.functionItem ? 'is a function' : item.isCollection ? 'is a list' : item.typeLanguage && !isFeel(item.typeLanguage) ? `speaks "${item.typeLanguage}"` : null
  if (wrong) {
    blame(r, place, `its type "${name}" ${wrong}, which is not taken here`, 'define it by string, number, boolean, date or money; for a list leave the type out')
    return { kind: 'any', allowed: null }
  }
  const base = readType(r, place, item.typeRef, [...seen, name])
  const kind = name === 'money' ? 'money' : base.kind
  if (name === 'money' && base.kind !== 'number') blame(r, place, '"money" is defined as something other than a number', 'define it by number: amounts are whole cents')
  return { kind, allowed: readAllowed(r, place, item.allowedValues, { kind, allowed: base.allowed }) ?? base.allowed }
}

/** The values that an element allows, all of them constants; what the type allows where it says nothing itself. */
export function readAllowed(r: Reading, place: Place, raw: Raw | undefined, type: Type): Type['allowed'] {
  if (!raw?.text?.trim()) return type.allowed
  const read = test(r, place, raw, new Set(), type)
  if (read && !read.constants) blame(r, place, `the values it allows ("${read.text}") are not constants`, 'list them, such as: "a", "b" or [0..120]')
  return read?.constants && !read.always ? read : type.allowed
}

const kinds: Readonly<Record<string, Type['kind']>> = { string: 'text', number: 'number', boolean: 'yes-no', date: 'day', money: 'money', Any: 'any' }
