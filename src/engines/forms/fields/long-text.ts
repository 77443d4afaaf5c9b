import { commonControl } from '../common-control.ts'
import { field } from '../field.ts'
import { isStorable } from '../posted.ts'
import { textIssues } from '../text-rules.ts'

/** Several lines of text, 2,000 characters unless the question says otherwise. */
export const longText = field<string>({
  type: 'long-text',
  uses: ['max'],
  needs: [],
  is: isStorable,
  parse: (posted, { question }) => ({ value: posted.text(question.id, question.max ?? usual) || null }),
  check: (value, { question }) => textIssues(question.id, value, question.max ?? usual),
  describe: ({ question }, value, reading) => ({ ...commonControl(question, reading), kind: 'area', value: value ?? '', maxLength: question.max ?? usual }),
  summarise: (value) => ({ text: value }),
  schema: ({ max }) => ({ type: 'string', minLength: 1, maxLength: max ?? usual }),
})

const usual = 2000
