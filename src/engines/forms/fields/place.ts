import { commonControl } from '../common-control.ts'
import { field } from '../field.ts'
import { isLocated, isPoint, locatedIssues, locatedSchema, longest, parseLocated, type Located } from '../located.ts'
import { oneLine } from '../text-rules.ts'

const parts = ['text', 'point'] as const

/** A place out of doors: an address, a crossing, "behind the school", or its coordinates. */
export const place = field<Located>({
  type: 'place',
  uses: [],
  needs: [],
  is: (value): value is Located => isLocated(value, parts) && !value.text.includes('\n'),
  parse: (posted, { question }) => {
    const read = parseLocated(posted, question.id)
    if (!read) return { value: null }
    const text = oneLine(read.text)
    const typed = text.replace(/\s*[,;]\s*|\s+/, ',')
    const point = read.point ?? (isPoint(typed) ? typed : undefined)
    return { value: { text, ...(point && { point }) } }
  },
  check: (value, { question }) => locatedIssues(question.id, value),
  describe: ({ question }, value, reading) => ({ ...commonControl(question, reading), kind: 'located', value: value ?? { text: '' }, lines: 1, autocomplete: 'off', maxLength: longest }),
  summarise: ({ text }) => ({ text }),
  brief: ({ text }) => text,
  schema: () => locatedSchema(parts),
})
