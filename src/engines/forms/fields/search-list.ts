import { commonControl } from '../common-control.ts'
import { field } from '../field.ts'
import type { Option } from '../form.ts'
import { say } from '../say.ts'

/** One of up to 2,000 options, found by typing; the answer is the option's id. Without a script it is the browser's own list. */
export const searchList = field<string>({
  type: 'search-list',
  uses: [],
  needs: ['options'],
  options: { most: 2000, searched: true },
  is: (value): value is string => typeof value === 'string',
  parse: (posted, { question, options }) => {
    const id = posted.text(question.id, 50)
    if (id !== '') return { value: id }
    // What was typed into the search and not chosen from what it found.
    const typed = posted.text(`${question.id}.typed`, 200)
    if (typed === '') return { value: null }
    const found = options.find((option) => Object.values(option.label).some((label) => plain(label) === plain(typed)))
    return found ? { value: found.id } : { issues: [{ field: question.id, rule: 'notInList' }] }
  },
  check: (value, { question, options }) => (options.some((option) => option.id === value) ? [] : [{ field: question.id, rule: 'notOffered' }]),
  describe: ({ question, options }, value, reading) => ({
    ...commonControl(question, reading),
    kind: 'search',
    value: value ?? '',
    options: options.map(({ id, label, hint, words }) => ({
      value: id, label: say(label, reading), ...(hint && { hint: say(hint, reading) }), ...(words && { words: say(words, reading).text }),
    })),
  }),
  summarise: (value, { question }, reading) => {
    const option = labels(question.options ?? []).get(value)
    return option ? say(option.label, reading) : { text: value }
  },
  schema: ({ options }) => ({ enum: options?.map((option) => option.id) }),
})

const plain = (text: string): string => text.normalize('NFD').replace(/[\u0300-\u036f]/g, '').replace(/\s+/g, ' ').trim().toLowerCase()

const byId = new WeakMap<readonly Option[], ReadonlyMap<string, Option>>()

/** A list of 2,000 is looked through once, not for each summary. */
function labels(options: readonly Option[]): ReadonlyMap<string, Option> {
  const known = byId.get(options) ?? new Map(options.map((option) => [option.id, option]))
  byId.set(options, known)
  return known
}
