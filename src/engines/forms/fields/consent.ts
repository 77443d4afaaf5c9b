import { commonControl } from '../common-control.ts'
import { field } from '../field.ts'
import { say } from '../say.ts'
import { texts } from '../texts/texts.ts'

/** One box to tick; only a tick is an answer. */
export const consent = field<true>({
  type: 'consent',
  uses: [],
  needs: ['statement'],
  is: (value): value is true => value === true,
  parse: (posted, { question }) => ({ value: posted.text(question.id, 3) === 'yes' ? true : null }),
  check: () => [],
  describe: ({ question }, value, reading) => ({
    ...commonControl(question, reading),
    kind: 'check',
    value: value === true,
    statement: say(question.statement!, reading),
  }),
  summarise: (_, __, reading) => ({ text: texts(reading).agreed }),
  schema: () => ({ const: true }),
})
