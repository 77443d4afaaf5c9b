import type { Operand, Part } from './compile-test.ts'
import type { Annotation, Table, Type } from './decision.ts'

/** A row as its reader needs it, without a word of ours: a page puts it into its own language. */
export type Explained = {
  /** What the row asks, input by input; an input that it does not ask about is left out. `not`: none of `any` may hold. */
  readonly conditions: readonly { readonly input: string; readonly type: Type['kind']; readonly not: boolean; readonly any: readonly Part[] }[]
  readonly outputs: readonly { readonly output: string; readonly type: Type['kind']; readonly value: Operand }[]
  readonly annotations: readonly Annotation[]
}

/** The conditions and the outputs of a row, from 1, or the table's defaults. */
export function explain(table: Table, row: number | 'default'): Explained {
  const rule = row === 'default' ? { tests: [], outputs: table.outputs.flatMap(({ otherwise }) => otherwise ?? []), annotations: [] } : table.rules[row - 1]
  if (!rule) throw new RangeError(`There is no row ${row}`)
  return {
    conditions: rule.tests.flatMap((test, at) => {
      const { label, type } = table.inputs[at]!
      return test.always ? [] : [{ input: label, type: type.kind, not: test.not, any: test.parts }]
    }),
    outputs: rule.outputs.map(({ text, constant }, at) => ({ output: table.outputs[at]!.label, type: table.outputs[at]!.type.kind, value: constant ? { constant: constant.value } : { text } })),
    annotations: rule.annotations,
  }
}
