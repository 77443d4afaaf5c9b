import { plainOf } from '../../../base/language.ts'
import { readNumber } from '../../../base/read-number.ts'
import { showNumber } from '../../../base/show-number.ts'
import { commonControl } from '../common-control.ts'
import { field } from '../field.ts'
import type { Question } from '../form.ts'
import { say, withUnit } from '../say.ts'

/** A number within `least` and `most`, whole unless `decimals` (up to 4) says otherwise; `unit` stands behind it. */
export const number = field<number>({
  type: 'number',
  uses: ['least', 'most', 'decimals', 'unit'],
  needs: [],
  is: (value): value is number => typeof value === 'number' && Number.isFinite(value) && !Object.is(value, -0),
  parse: (posted, { question }, language) => {
    const typed = withoutUnit(posted.text(question.id, longest), question)
    if (typed === '') return { value: null }
    const value = readNumber(typed, language, question.decimals ?? 0)
    return value === null ? { issues: [{ field: question.id, rule: 'notANumber' }] } : { value }
  },
  check: (value, { question: { id: field, least, most, decimals = 0 } }) => {
    // Beyond it a double no longer holds every whole number, let alone its decimals.
    if (Math.abs(value) > greatest) return [{ field, rule: 'numberTooBig', detail: { limit: most ?? greatest } }]
    if (Number(value.toFixed(decimals)) !== value) return [{ field, rule: decimals === 0 ? 'notAWholeNumber' : 'tooPrecise', detail: { decimals } }]
    if (least !== undefined && value < least) return [{ field, rule: 'numberTooSmall', detail: { limit: least } }]
    if (most !== undefined && value > most) return [{ field, rule: 'numberTooBig', detail: { limit: most } }]
    return []
  },
  describe: ({ question }, value, reading) => ({
    ...commonControl(question, reading),
    kind: 'text',
    value: value === null ? '' : String(value).replace('.', plainOf(reading) === 'en' ? '.' : ','),
    inputType: 'text',
    // The keyboard for figures alone has no minus sign on some phones.
    ...((question.least ?? -1) >= 0 && { inputMode: question.decimals ? 'decimal' : 'numeric' }),
    autocomplete: 'off',
    maxLength: longest,
    spellcheck: false,
    width: 'short',
    ...(question.unit && { suffix: say(question.unit, reading) }),
  }),
  summarise: (value, { question }, reading) => withUnit(showNumber(value, plainOf(reading)), question.unit, reading),
  schema: ({ least, most, decimals }) => ({
    // No `multipleOf`: for many validators 0.3 is no multiple of 0.1.
    ...(decimals ? { type: 'number', description: `at most ${decimals} decimals` } : { type: 'integer' }),
    minimum: least ?? -greatest,
    maximum: most ?? greatest,
  }),
})

const longest = 40
const greatest = 100_000_000_000

/** "12 m²" and "12 %" are twelve: the unit that stands behind the box is often typed too. */
function withoutUnit(typed: string, { unit }: Question): string {
  const ends = Object.values(unit ?? {}).sort((a, b) => b.length - a.length)
  const end = ends.find((one) => typed.toLowerCase().endsWith(one.toLowerCase()))
  return end ? typed.slice(0, -end.length).trim() : typed
}
