import { commonControl } from '../common-control.ts'
import { field } from '../field.ts'
import { isStorable } from '../posted.ts'
import { oneLine, textIssues } from '../text-rules.ts'

/** A telephone number as people write it, of any country: 6 to 15 digits (ITU-T E.164), signs between them. */
export const phone = field<string>({
  type: 'phone',
  uses: ['self'],
  needs: [],
  is: (value): value is string => isStorable(value) && !value.includes('\n'),
  parse: (posted, { question }) => ({ value: oneLine(posted.text(question.id, most)) || null }),
  check: (value, { question }) => {
    const issues = textIssues(question.id, value, most)
    const digits = value.replace(/\D/g, '').length
    const readable = /^\+?[\d\s().\/-]+$/.test(value) && digits >= 6 && digits <= 15
    return issues.length > 0 || readable ? issues : [{ field: question.id, rule: 'notAPhone' }]
  },
  describe: ({ question }, value, language) => ({
    ...commonControl(question, language),
    kind: 'text',
    value: value ?? '',
    inputType: 'tel',
    inputMode: 'tel',
    autocomplete: question.self ? 'tel' : 'off',
    maxLength: most,
    spellcheck: false,
    width: 'medium',
  }),
  summarise: (value) => ({ text: value }),
  schema: () => ({ type: 'string', minLength: 6, maxLength: most, pattern: '^\\+?[\\d\\s()./-]+$' }),
})

const most = 30
