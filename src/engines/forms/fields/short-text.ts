import { commonControl } from '../common-control.ts'
import { field } from '../field.ts'
import { isStorable } from '../posted.ts'
import { oneLine, textIssues } from '../text-rules.ts'

/** One line of text, 200 characters unless the question says otherwise. */
export const shortText = field<string>({
  type: 'short-text',
  uses: ['max'],
  needs: [],
  is: (value): value is string => isStorable(value) && !value.includes('\n'),
  parse: (posted, { question }) => ({ value: oneLine(posted.text(question.id, question.max ?? usual)) || null }),
  check: (value, { question }) => textIssues(question.id, value, question.max ?? usual),
  describe: ({ question }, value, reading) => ({
    ...commonControl(question, reading),
    kind: 'text',
    value: value ?? '',
    inputType: 'text',
    maxLength: question.max ?? usual,
    spellcheck: true,
    width: 'full',
  }),
  summarise: (value) => ({ text: value }),
  schema: ({ max }) => ({ type: 'string', minLength: 1, maxLength: max ?? usual }),
})

const usual = 200
