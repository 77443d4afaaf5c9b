import { electronicFormatIBAN, friendlyFormatIBAN, isValidIBAN } from 'ibantools'
import { commonControl } from '../common-control.ts'
import { field } from '../field.ts'
import { isStorable } from '../posted.ts'

/** A bank account by its IBAN (ISO 13616), kept without spaces, shown in groups of four. */
export const iban = field<string>({
  type: 'iban',
  uses: [],
  needs: [],
  is: (value): value is string => isStorable(value) && /^[A-Z0-9]{1,34}$/.test(value),
  parse: (posted, { question }) => {
    const typed = posted.text(question.id, longest)
    if (typed === '') return { value: null }
    const plain = electronicFormatIBAN(typed.replace(/^IBAN\b[\s:]*/i, '')) ?? ''
    // Too long is too long, also where what was cut off would have been noise.
    if (typed.length > longest || !/^[A-Z0-9]{5,34}$/.test(plain)) return { issues: [{ field: question.id, rule: 'notAnIban' }] }
    return { value: isValidIBAN(plain) ? plain : withNoughts(plain) }
  },
  check: (value, { question }) => (isValidIBAN(value) ? [] : [{ field: question.id, rule: 'notAnIban' }]),
  describe: ({ question }, value, reading) => ({
    ...commonControl(question, reading),
    kind: 'text',
    value: value === null ? '' : grouped(value),
    inputType: 'text',
    autocomplete: 'off',
    maxLength: longest,
    spellcheck: false,
    width: 'full',
  }),
  summarise: (value) => ({ text: grouped(value) }),
  schema: () => ({ type: 'string', pattern: '^[A-Z]{2}[0-9]{2}[A-Z0-9]{1,30}$', minLength: 5, maxLength: 34 }),
})

const longest = 60

const grouped = (value: string): string => friendlyFormatIBAN(value) ?? value

/** A letter O typed for a nought: the check digits prove it. */
function withNoughts(plain: string): string {
  const meant = plain.slice(0, 2) + plain.slice(2).replaceAll('O', '0')
  return isValidIBAN(meant) ? meant : plain
}
