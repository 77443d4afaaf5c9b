import { commonControl } from '../common-control.ts'
import { field } from '../field.ts'
import { isStorable } from '../posted.ts'
import { textIssues } from '../text-rules.ts'
import { texts } from '../texts/texts.ts'

/** The answer of someone who has no e-mail address, and needs none. */
export const noEmail = 'none'

/** An e-mail address, or "none". Whether it works shows only when it is confirmed. */
export const emailOrNone = field<string>({
  type: 'email-or-none',
  uses: ['self'],
  needs: [],
  is: isStorable,
  parse: (posted, { question }) => {
    const typed = posted.text(question.id, most)
    const none = posted.text(`${question.id}.none`, 3) === 'yes'
    if (none) return typed === '' ? { value: noEmail } : { issues: [{ field: question.id, rule: 'both' }] }
    if (typed === noEmail) return { issues: [{ field: question.id, rule: 'notAnEmail' }] }
    return { value: typed || null }
  },
  check: (value, { question }) => {
    if (value === noEmail) return []
    const issues = textIssues(question.id, value, most)
    return issues.length > 0 || form.test(value) ? issues : [{ field: question.id, rule: 'notAnEmail' }]
  },
  describe: ({ question }, value, language) => ({
    ...commonControl(question, language),
    kind: 'text',
    value: value === noEmail ? '' : (value ?? ''),
    inputType: 'email',
    inputMode: 'email',
    autocomplete: question.self ? 'email' : 'off',
    maxLength: most,
    spellcheck: false,
    width: 'full',
    instead: { name: `${question.id}.none`, label: { text: texts(language).noEmail }, checked: value === noEmail },
  }),
  summarise: (value, _, language) => ({ text: value === noEmail ? texts(language).noEmail : value }),
  schema: () => ({ anyOf: [{ type: 'string', format: 'email', maxLength: most }, { const: noEmail }] }),
})

/** RFC 5321 allows 254 characters. Quoted local parts are left to those who really have one: they may write "none". */
const most = 254
const form = /^[^\s@<>(),;:"\\[\]]+@[^\s@<>(),;:"\\[\].]+(?:\.[^\s@<>(),;:"\\[\].]+)+$/u
