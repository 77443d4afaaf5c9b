import { commonControl } from '../common-control.ts'
import { field } from '../field.ts'
import { isLocated, locatedIssues, locatedSchema, longest, parseLocated, type Located } from '../located.ts'

const parts = ['text', 'point', 'source'] as const

/** A postal address, as people write it; where the operator has a register of addresses, with suggestions. */
export const address = field<Located>({
  type: 'address',
  uses: ['self'],
  needs: [],
  is: (value): value is Located => isLocated(value, parts),
  parse: (posted, { question }) => ({ value: parseLocated(posted, question.id) }),
  check: (value, { question }) => locatedIssues(question.id, value),
  describe: ({ question }, value, reading) => ({
    ...commonControl(question, reading),
    kind: 'located',
    value: value ?? { text: '' },
    lines: 3,
    autocomplete: question.self ? 'street-address' : 'off',
    maxLength: longest,
  }),
  summarise: ({ text }) => ({ text }),
  brief: ({ text }) => text.replaceAll('\n', ', '),
  schema: () => locatedSchema(parts),
})
