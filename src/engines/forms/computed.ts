import { showMoney, type Currency } from '../../base/money.ts'
import { plainOf, type Language, type Reading } from '../../base/language.ts'
import { showNumber } from '../../base/show-number.ts'
import type { Said } from './control.ts'
import type { Feel, Scope } from '../feel/feel.ts'
import type { JsonSchema } from './field.ts'
import type { Computed, ComputedValue } from './form.ts'
import { say, withUnit } from './say.ts'
import { texts } from './texts/texts.ts'

/*
 * A value that follows from answers: derived each time like the path, never stored, never taken from outside.
 */

/** `group` is where it becomes known; `guarded`: it looks at a protected answer, and is as protected as that. */
export type CompiledComputed = { readonly id: string; readonly source: Computed; readonly feel: Feel; readonly group: string | null; readonly guarded: boolean }

/** The value for these answers; `null` where it cannot be computed or is of another type than was promised. */
export function compute({ source, feel }: CompiledComputed, scope: Scope): ComputedValue | null {
  const value = feel.value(scope)
  switch (source.type) {
    case 'money': return typeof value === 'number' ? wholeCents(value) : null
    case 'number': return typeof value === 'number' && Number.isFinite(value) ? value : null
    case 'text': return typeof value === 'string' && value !== '' ? value : null
    case 'yes-no': return typeof value === 'boolean' ? value : null
  }
}

/** The value in words, as the summary tells it. */
export function tellComputed({ source }: CompiledComputed, value: ComputedValue, reading: Reading): Said {
  if (typeof value === 'boolean') return { text: value ? texts(reading).yes : texts(reading).no }
  if (typeof value === 'string') return { text: value }
  return source.type === 'money' ? { text: showMoney({ cents: value, currency: source.currency as Currency }, plainOf(reading)) } : withUnit(showNumber(value, plainOf(reading)), source.unit, reading)
}

/** As JSON Schema: there to be read, not to be sent. */
export function computedSchema({ id, source }: CompiledComputed, language: Language): JsonSchema {
  const title = source.label ? say(source.label, language).text : id
  return { title, ...schemas[source.type], ...(source.type === 'money' && { description: `in cents (${source.currency})` }), readOnly: true, $comment: `computed: ${source.value}` }
}

const schemas: Readonly<Record<Computed['type'], JsonSchema>> = {
  money: { type: 'integer' },
  number: { type: 'number' },
  text: { type: 'string' },
  'yes-no': { type: 'boolean' },
}

/** Half a cent counts as a whole one, away from zero (FEEL's `round half up`). A double's last digits are no half cents: 0.285 × 100 is 28.499999999999996. */
function wholeCents(value: number): number | null {
  const cents = Math.sign(value) * Math.floor(Number(Math.abs(value).toFixed(6)) + 0.5)
  return Number.isSafeInteger(cents) ? cents + 0 : null
}
