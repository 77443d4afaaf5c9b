import { commonControl } from '../common-control.ts'
import { field } from '../field.ts'
import { isStorable } from '../posted.ts'
import { rulesOf, type Register } from '../registers.ts'
import { oneLine, textIssues } from '../text-rules.ts'
import { texts } from '../texts/texts.ts'

type Organisation = { readonly name: string; readonly number?: string }

/** A firm, an association, an authority: its name, and its number in a `register`, checked by that register's rules. */
export const organisation = field<Organisation>({
  type: 'organisation',
  uses: ['registerOptional'],
  needs: ['register'],
  is: (value): value is Organisation => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return false
    const { name, number } = value as Record<string, unknown>
    const isLine = (text: unknown): boolean => isStorable(text) && !text.includes('\n')
    return isLine(name) && Object.keys(value).every((key) => key === 'name' || (key === 'number' && isLine(number)))
  },
  parse: (posted, { question }) => {
    const name = oneLine(posted.text(question.id, longestName))
    const rules = rulesFor(question.register)
    const typed = rules ? posted.text(`${question.id}.number`, 60) : ''
    if (name === '' && typed === '') return { value: null }
    return { value: { name, ...(rules && typed !== '' && { number: oneLine(rules.read(typed)) }) } }
  },
  check: ({ name, number }, { question }) => {
    const field = `${question.id}.number`
    const rules = rulesFor(question.register)
    const issues = textIssues(question.id, name, longestName)
    if (!rules) return number === undefined ? issues : [{ field: question.id, rule: 'malformed' }]
    if (number === undefined) return question.registerOptional ? issues : [...issues, { field, rule: 'required' }]
    return rules.holds(number) ? issues : [...issues, { field, rule: `notIn-${question.register}`, detail: { example: rules.example } }]
  },
  describe: ({ question }, value, reading) => {
    const t = texts(reading)
    const common = commonControl(question, reading)
    const box = { kind: 'text', inputType: 'text', autocomplete: 'off', spellcheck: false } as const
    const name = { ...box, label: { text: t.organisation }, optional: false, name: question.id, value: value?.name ?? '', maxLength: longestName, width: 'full' } as const
    const rules = rulesFor(question.register)
    if (!rules) return { ...common, ...name, label: common.label, optional: common.optional }
    const number = value?.number === undefined ? '' : rules.show(value.number)
    const { label, hint } = t.registers[question.register as Exclude<Register, 'none'>]
    return {
      ...common,
      // The box of the name bears the question's name: "fill this in" leads there.
      name: `${question.id}.all`,
      kind: 'group',
      controls: [
        name,
        { ...box, label: { text: label }, hint: { text: hint }, optional: question.registerOptional === true, name: `${question.id}.number`, value: number, maxLength: 60, width: 'medium' },
      ],
    }
  },
  summarise: ({ name, number }, { question }) => {
    const rules = rulesFor(question.register)
    return { text: rules && number !== undefined ? `${name}, ${rules.show(number)}` : name }
  },
  brief: ({ name }) => name,
  schema: ({ register, registerOptional }) => {
    const rules = rulesFor(register)
    return {
      type: 'object',
      properties: { name: { type: 'string', minLength: 1, maxLength: longestName }, ...(rules && { number: { type: 'string', pattern: rules.form } }) },
      required: rules && !registerOptional ? ['name', 'number'] : ['name'],
      additionalProperties: false,
    }
  },
})

const longestName = 200

const rulesFor = (register: Register | undefined) => (register === undefined || register === 'none' ? null : rulesOf[register])
