import { commonControl } from '../common-control.ts'
import { cleanEmail, emailIssues, longestEmail } from '../email-rules.ts'
import { field } from '../field.ts'
import { isStorable } from '../posted.ts'
import { texts } from '../texts/texts.ts'

/** The answer of someone who has no e-mail address, and needs none. */
export const noEmail = 'none'

/** An e-mail address, or "none". */
export const emailOrNone = field<string>({
  type: 'email-or-none',
  uses: ['self'],
  needs: [],
  is: isStorable,
  parse: (posted, { question }) => {
    const typed = cleanEmail(posted.text(question.id, longestEmail))
    const none = posted.text(`${question.id}.none`, 3) === 'yes'
    if (none) return typed === '' ? { value: noEmail } : { issues: [{ field: question.id, rule: 'both' }] }
    if (typed === noEmail) return { issues: [{ field: question.id, rule: 'notAnEmail' }] }
    return { value: typed || null }
  },
  check: (value, { question }) => (value === noEmail ? [] : emailIssues(question.id, value)),
  describe: ({ question }, value, reading) => ({
    ...commonControl(question, reading),
    kind: 'text',
    value: value === noEmail ? '' : (value ?? ''),
    inputType: 'email',
    inputMode: 'email',
    autocomplete: question.self ? 'email' : 'off',
    maxLength: longestEmail,
    spellcheck: false,
    width: 'full',
    instead: { name: `${question.id}.none`, label: { text: texts(reading).noEmail }, checked: value === noEmail },
  }),
  summarise: (value, _, reading) => ({ text: value === noEmail ? texts(reading).noEmail : value }),
  schema: () => ({ anyOf: [{ type: 'string', format: 'email', maxLength: longestEmail }, { const: noEmail }] }),
})
