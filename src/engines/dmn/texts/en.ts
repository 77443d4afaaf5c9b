import { verbatim } from '../../../base/text.ts'

export const en = {
  any: 'any',
  below: (limit: string) => `below ${verbatim(limit)}`,
  atMost: (limit: string) => `${verbatim(limit)} at most`,
  above: (limit: string) => `more than ${verbatim(limit)}`,
  atLeast: (limit: string) => `${verbatim(limit)} or more`,
  both: (one: string, other: string) => `${verbatim(one)} and ${verbatim(other)}`,
  or: (before: string, last: string) => `${verbatim(before)} or ${verbatim(last)}`,
  not: (what: string) => `anything but: ${verbatim(what)}`,
  unknown: 'no answer',
  fulfils: (formula: string) => `fulfils: ${verbatim(formula)}`,
  otherwise: 'Where no rule applies',
  nothing: 'nothing',
  hits: {
    one: 'One rule applies at a time.',
    first: 'The rules are read from the top: the first that fits counts.',
    ranked: 'Of all rules that fit, the one with the highest rank counts.',
    all: 'All rules that fit count.',
    sum: 'The results of all rules that fit are added up.',
    least: 'Of all rules that fit, the smallest result counts.',
    most: 'Of all rules that fit, the largest result counts.',
    count: 'The result is how many rules fit.',
  },
}
