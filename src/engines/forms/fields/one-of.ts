import { choices } from '../choices.ts'
import { commonControl } from '../common-control.ts'
import { field } from '../field.ts'
import { say } from '../say.ts'

/** One of several options; the answer is the option's id. */
export const oneOf = field<string>({
  type: 'one-of',
  uses: [],
  needs: ['options'],
  is: (value): value is string => typeof value === 'string',
  parse: (posted, { question }) => ({ value: posted.text(question.id, 50) || null }),
  check: (value, { question, options }) => (options.some((option) => option.id === value) ? [] : [{ field: question.id, rule: 'notOffered' }]),
  describe: ({ question, options }, value, reading) => ({
    ...commonControl(question, reading),
    kind: 'radios',
    value: value ?? '',
    options: choices(options, reading),
  }),
  summarise: (value, { question }, reading) => {
    const option = question.options?.find((one) => one.id === value)
    return option ? say(option.label, reading) : { text: value }
  },
  schema: ({ options }) => ({ enum: options?.map((option) => option.id) }),
})
