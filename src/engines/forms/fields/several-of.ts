import { choices } from '../choices.ts'
import { commonControl } from '../common-control.ts'
import { field } from '../field.ts'
import { say } from '../say.ts'

/** All options that apply, at least one; the answer lists their ids in the question's order. */
export const severalOf = field<readonly string[]>({
  type: 'several-of',
  uses: [],
  needs: ['options'],
  is: (value): value is readonly string[] => Array.isArray(value) && value.length <= 200 && value.every((one) => typeof one === 'string'),
  parse: (posted, { question }) => {
    const ticked = new Set(posted.all(question.id).filter((id) => id !== ''))
    const known = (question.options ?? []).map((option) => option.id).filter((id) => ticked.delete(id))
    return { value: known.length + ticked.size > 0 ? [...known, ...ticked] : null }
  },
  check: (value, { question, options }) => {
    const field = question.id
    if (value.length === 0) return [{ field, rule: 'required' }]
    if (new Set(value).size < value.length) return [{ field, rule: 'malformed' }]
    const chosen = options.filter((option) => value.includes(option.id))
    if (chosen.length < value.length) return [{ field, rule: 'notOffered' }]
    const alone = value.length > 1 && chosen.find((option) => option.alone)
    return alone ? [{ field, rule: 'alone', detail: { option: alone.id } }] : []
  },
  describe: ({ question, options }, value, reading) => ({
    ...commonControl(question, reading),
    kind: 'checks',
    value: value ?? [],
    options: choices(options, reading),
  }),
  summarise: (value, { question }, reading) => {
    const said = (question.options ?? []).filter((option) => value.includes(option.id)).map((option) => say(option.label, reading))
    const lang = said.find((one) => one.lang)?.lang
    return { text: said.map((one) => one.text).join(', '), ...(lang && { lang }) }
  },
  schema: ({ options }) => ({ type: 'array', minItems: 1, uniqueItems: true, items: { enum: options?.map((option) => option.id) } }),
})
