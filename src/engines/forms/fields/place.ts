import { plainOf } from '../../../base/language.ts'
import { readPoint, typedPoint } from '../../../base/point.ts'
import { showPoint } from '../../../base/show-point.ts'
import { commonControl } from '../common-control.ts'
import { field } from '../field.ts'
import { isLocated, locatedIssues, locatedSchema, longest, parseLocated, type Located } from '../located.ts'
import { oneLine } from '../text-rules.ts'
import { texts } from '../texts/texts.ts'

const parts = ['text', 'point', 'source'] as const

/** A place out of doors: an address, a crossing, "behind the school", or its coordinates; with a script also a point on a map. */
export const place = field<Located>({
  type: 'place',
  uses: [],
  needs: [],
  is: (value): value is Located => isLocated(value, parts) && !value.text.includes('\n'),
  parse: (posted, { question }) => {
    const read = parseLocated(posted, question.id)
    if (!read) return { value: null }
    const text = oneLine(read.text)
    const typed = typedPoint(text)
    return { value: { ...(!read.point && typed !== null && { point: typed }), ...read, text } }
  },
  check: (value, { question }) => locatedIssues(question.id, value),
  describe: ({ question }, value, reading) => ({ ...commonControl(question, reading), kind: 'located', place: true, value: value ?? { text: '' }, lines: 1, autocomplete: 'off', maxLength: longest }),
  // The point stands below in words, with what it is worth: whoever goes there must know whether somebody set it or a register did.
  summarise: ({ text, point, source }, _, reading) => {
    const at = readPoint(point)
    const { pointOf } = texts(reading)
    const say = source === 'map' || source === 'device' ? pointOf[source] : source ? pointOf.register : pointOf.typed
    return { text: at ? `${text}\n${say(showPoint(at, plainOf(reading)))}` : text }
  },
  brief: ({ text }) => text,
  point: ({ point }) => point,
  schema: () => locatedSchema(parts),
})
