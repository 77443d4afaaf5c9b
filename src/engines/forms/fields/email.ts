import { commonControl } from '../common-control.ts'
import { cleanEmail, emailIssues, longestEmail } from '../email-rules.ts'
import { field } from '../field.ts'
import { isStorable } from '../posted.ts'

/** An e-mail address that must be given. */
export const email = field<string>({
  type: 'email',
  uses: ['self'],
  needs: [],
  is: isStorable,
  parse: (posted, { question }) => ({ value: cleanEmail(posted.text(question.id, longestEmail)) || null }),
  check: (value, { question }) => emailIssues(question.id, value),
  describe: ({ question }, value, reading) => ({
    ...commonControl(question, reading),
    kind: 'text',
    value: value ?? '',
    inputType: 'email',
    inputMode: 'email',
    autocomplete: question.self ? 'email' : 'off',
    maxLength: longestEmail,
    spellcheck: false,
    width: 'full',
  }),
  summarise: (value) => ({ text: value }),
  schema: () => ({ type: 'string', format: 'email', maxLength: longestEmail }),
})
