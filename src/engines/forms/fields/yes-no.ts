import { commonControl } from '../common-control.ts'
import { field } from '../field.ts'
import { texts } from '../texts/texts.ts'

/** A question that is answered by yes or no. */
export const yesNo = field<boolean>({
  type: 'yes-no',
  uses: [],
  needs: [],
  is: (value): value is boolean => typeof value === 'boolean',
  parse: (posted, { question }) => {
    const text = posted.text(question.id, 3)
    if (text === '') return { value: null }
    return text === 'yes' || text === 'no' ? { value: text === 'yes' } : { issues: [{ field: question.id, rule: 'notOffered' }] }
  },
  check: () => [],
  describe: ({ question }, value, reading) => ({
    ...commonControl(question, reading),
    kind: 'radios',
    value: value === null ? '' : value ? 'yes' : 'no',
    options: [
      { value: 'yes', label: { text: texts(reading).yes } },
      { value: 'no', label: { text: texts(reading).no } },
    ],
  }),
  summarise: (value, _, reading) => ({ text: value ? texts(reading).yes : texts(reading).no }),
  schema: () => ({ type: 'boolean' }),
})
