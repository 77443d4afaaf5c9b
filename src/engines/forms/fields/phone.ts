import { parsePhoneNumberFromString } from 'libphonenumber-js/min'
import type { Authority } from '../../../base/authority.ts'
import { commonControl } from '../common-control.ts'
import { field } from '../field.ts'
import { isStorable } from '../posted.ts'
import { oneLine, textIssues } from '../text-rules.ts'

/** A telephone number, kept as it was typed: one of the authority's country, or of any other with + and its code (ITU-T E.164). */
export const phone = field<string>({
  type: 'phone',
  uses: ['self'],
  needs: [],
  is: (value): value is string => isStorable(value) && !value.includes('\n'),
  parse: (posted, { question }) => ({ value: clean(oneLine(posted.text(question.id, most))) || null }),
  check: (value, { question }, { country }) => {
    const issues = textIssues(question.id, value, most)
    if (issues.length > 0) return issues
    const read = form.test(value) && parsePhoneNumberFromString(value, { defaultCountry: country, extract: false })
    return read && read.isValid() ? [] : [{ field: question.id, rule: 'notAPhone', detail: { example: examples[country] } }]
  },
  describe: ({ question }, value, reading) => ({
    ...commonControl(question, reading),
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

/** A letter O typed for a nought, a `tel:` copied along. */
const clean = (typed: string): string => {
  const bare = typed.replace(/^tel:\s*/i, '')
  return /^\+?[\dOo\s().\/-]+$/.test(bare) ? bare.replace(/[Oo]/g, '0') : bare
}

const most = 30
const form = /^\+?[\d\s().\/-]+$/

/** Numbers that the countries keep for fiction, or that nobody can have. */
const examples: Readonly<Record<Authority['country'], string>> = { FR: '01 99 00 12 34', CH: '022 555 00 00', DE: '030 23125 000', GB: '020 7946 0000' }
