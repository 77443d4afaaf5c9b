import type { Scope } from '../feel/feel.ts'
import type { Type } from './decision.ts'
import { isScalar, kindOf, type Value } from './value.ts'

export type Misfit = 'OtherType' | 'NotWholeCents' | 'NotAllowed'

/** Whether a value is of the type, and one of its values; null where it is. Nothing known fits any type. */
export function misfit({ kind, allowed }: Type, value: Value): Misfit | null {
  if (value === null) return null
  if (kind !== 'any' && kindOf(value) !== (kind === 'money' ? 'number' : kind)) return 'OtherType'
  // Cents are never rounded in silence: the author says how, in the expression.
  if (kind === 'money' && !Number.isSafeInteger(value)) return 'NotWholeCents'
  if (allowed && !(isScalar(value) && allowed.matches(value, nothing))) return 'NotAllowed'
  return null
}

const nothing: Scope = new Map()
