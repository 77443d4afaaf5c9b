import { plainOf } from '../../../base/language.ts'
import { parseMoney, showMoney, type Currency } from '../../../base/money.ts'
import { isRefusal } from '../../../base/result.ts'
import { commonControl } from '../common-control.ts'
import { field } from '../field.ts'
import { say } from '../say.ts'
import { texts } from '../texts/texts.ts'

const notKnown = 'unknown'

/** An amount in cents, or "unknown" where the question offers that answer. `whole` takes no cents. */
export const money = field<number | typeof notKnown>({
  type: 'money',
  uses: ['whole', 'unknown'],
  needs: ['currency'],
  is: (value): value is number | typeof notKnown => value === notKnown || Number.isSafeInteger(value),
  parse: (posted, { question }, language) => {
    const name = question.id
    const typed = posted.text(name, 30)
    const ticked = question.unknown !== undefined && posted.text(`${name}.unknown`, 3) === 'yes'
    if (ticked) return typed === '' ? { value: notKnown } : { issues: [{ field: name, rule: 'both' }] }
    if (typed === '') return { value: null }
    const read = parseMoney(typed, question.currency!, language)
    return isRefusal(read) ? { issues: [{ field: name, rule: read.refused === 'MoneyTooLarge' ? 'tooMuch' : 'notAnAmount' }] } : { value: read.cents }
  },
  check: (value, { question }) => {
    const field = question.id
    if (value === notKnown) return question.unknown ? [] : [{ field, rule: 'notAnAmount' }]
    if (value < 0) return [{ field, rule: 'negative' }]
    if (value > most) return [{ field, rule: 'tooMuch' }]
    return question.whole && value % 100 !== 0 ? [{ field, rule: 'notWhole' }] : []
  },
  describe: ({ question }, value, reading) => ({
    ...commonControl(question, reading),
    kind: 'text',
    value: typeof value === 'number' ? plain(value, plainOf(reading)) : '',
    inputType: 'text',
    inputMode: question.whole ? 'numeric' : 'decimal',
    autocomplete: 'off',
    maxLength: 30,
    spellcheck: false,
    width: 'short',
    suffix: { text: signs[question.currency!] },
    ...(question.unknown && {
      instead: { name: `${question.id}.unknown`, label: say(question.unknown, reading), checked: value === notKnown },
    }),
  }),
  summarise: (value, { question }, reading) => {
    if (value === notKnown) return question.unknown ? say(question.unknown, reading) : { text: texts(reading).unknown }
    const shown = showMoney({ cents: value, currency: question.currency! }, plainOf(reading))
    return { text: question.whole ? shown.replace(/[.,]00(?!\d)/, '') : shown }
  },
  schema: ({ unknown, whole }) => {
    const cents = { type: 'integer', minimum: 0, maximum: most, ...(whole && { multipleOf: 100 }), description: 'in cents' }
    return unknown ? { anyOf: [cents, { const: notKnown }] } : cents
  },
})

/** An amount as it is typed: no sign, no grouping. */
function plain(cents: number, language: 'fr' | 'en' | 'de'): string {
  const rest = cents % 100
  return rest === 0 ? String(cents / 100) : `${Math.trunc(cents / 100)}${language === 'en' ? '.' : ','}${String(rest).padStart(2, '0')}`
}

const signs: Record<Currency, string> = { EUR: '€', CHF: 'CHF', GBP: '£' }
const most = 100_000_000_00
