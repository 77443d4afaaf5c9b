import { verbatim } from '../../../base/text.ts'

/** What the cells and rows of decision tables say, in plain words. */
export const fr = {
  any: 'sans importance',
  below: (limit: string) => `moins de ${verbatim(limit)}`,
  atMost: (limit: string) => `${verbatim(limit)} au plus`,
  above: (limit: string) => `plus de ${verbatim(limit)}`,
  atLeast: (limit: string) => `${verbatim(limit)} ou plus`,
  both: (one: string, other: string) => `${verbatim(one)} et ${verbatim(other)}`,
  or: (before: string, last: string) => `${verbatim(before)} ou ${verbatim(last)}`,
  not: (what: string) => `tout sauf : ${verbatim(what)}`,
  unknown: 'pas de réponse',
  fulfils: (formula: string) => `remplit : ${verbatim(formula)}`,
  otherwise: 'Si aucune règle ne s’applique',
  nothing: 'rien',
  hits: {
    one: 'Une seule règle s’applique à la fois.',
    first: 'Les règles se lisent de haut en bas : la première qui convient compte.',
    ranked: 'De toutes les règles qui conviennent, celle du rang le plus haut compte.',
    all: 'Toutes les règles qui conviennent comptent.',
    sum: 'Les résultats de toutes les règles qui conviennent s’additionnent.',
    least: 'De toutes les règles qui conviennent, le plus petit résultat compte.',
    most: 'De toutes les règles qui conviennent, le plus grand résultat compte.',
    count: 'Le résultat est le nombre de règles qui conviennent.',
  },
}
