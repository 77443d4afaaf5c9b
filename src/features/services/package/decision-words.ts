import type { Expression } from '../../../engines/dmn/compile-expression.ts'
import type { Decision, Rule, Table } from '../../../engines/dmn/decision.ts'
import type { CompiledForm } from '../../../engines/forms/compile-form.ts'
import type { DecisionWords, ServiceDescription } from '../../../vocabulary/services.ts'
import { aboutFile, type Finding } from './finding.ts'

/*
 * A table decides about people, so people can read it: its name and purpose, what each column asks, each row, each result, in every
 * language of the package. What the form and the process have words for (questions, options, outcomes) needs no others.
 */

type Read = { readonly file: string; readonly decision: Decision }

/** The words that are missing in service.json, and those that are about nothing. */
export function withoutWords(read: readonly Read[], { decisions = [] }: ServiceDescription, form: CompiledForm, steps: ReadonlySet<string>): Finding[] {
  const faults: Finding[] = []
  const blame = (what: string, mend: string): void => void faults.push(aboutFile('service.json', what, mend))
  const worded = new Set([...form.groups.flatMap(group => group.pages.flatMap(page => page.questions.map(question => question.id))), ...form.computed.filter(one => one.source.label).map(one => one.id), ...steps])
  for (const { id } of decisions) if (!read.some(({ decision }) => decision.id === id)) blame(`"decisions" names "${id}", which no .dmn file has`, 'take it out')
  for (const { file, decision } of read) {
    const words = decisions.find(({ id }) => id === decision.id)
    const at = `"${decision.id}" of ${file}`
    if (!words) {
      blame(`"decisions" has no words for ${at}`, `add { "id": "${decision.id}", "name": { … }, "purpose": { … } }`)
      continue
    }
    const pays = outputTypes(decision).includes('money')
    if (pays && !words.currency) blame(`"decisions" says no currency for ${at}, which gives amounts`, 'add "currency": "EUR", "CHF" or "GBP"')
    if (!pays && words.currency) blame(`"decisions" says a currency for ${at}, which gives no amounts`, 'take it out, or give its output the type money')
    if (decision.logic.kind === 'table') inTable(decision.logic, words, at, new Set([...worded, ...decision.decisions.map(one => one.name)]), blame)
  }
  return faults
}

const outputTypes = ({ logic }: Decision): readonly string[] => (logic.kind === 'table' ? logic.outputs.map(({ type }) => type.kind) : [logic.type.kind])

function inTable(table: Table, words: DecisionWords, at: string, worded: ReadonlySet<string>, blame: (what: string, mend: string) => void): void {
  const { inputs = [], rules = [], results = [] } = words
  for (const { id, expression } of table.inputs) {
    if (worded.has(expression.text) || inputs.some(one => one.id === id)) continue
    blame(`"decisions" has no words for the column "${expression.text}" of ${at}`, id === '' ? 'give the input an id, and words under it in "inputs"' : `add { "id": "${id}", "name": { … } } to its "inputs"`)
  }
  table.rules.forEach((rule, row) => {
    if (speaksForItself(rule) || rules.some(one => one.id === rule.id)) return
    blame(`"decisions" has no words for row ${row + 1} of ${at}, which computes something`, rule.id === '' ? 'give the rule an id, and words under it in "rules"' : `add { "id": "${rule.id}", "name": { … } } to its "rules"`)
  })
  for (const result of new Set(textsOf(table))) if (!results.some(({ id }) => id === result)) blame(`"decisions" has no words for the result "${result}" of ${at}`, `add { "id": "${result}", "name": { … } } to its "results"`)
  for (const { id } of inputs) if (!table.inputs.some(one => one.id === id)) blame(`"decisions" names the column "${id}", which ${at} does not have`, 'take it out')
  for (const { id } of rules) if (!table.rules.some(one => one.id === id)) blame(`"decisions" names the row "${id}", which ${at} does not have`, 'take it out')
  for (const { id } of results) if (!textsOf(table).includes(id)) blame(`"decisions" names the result "${id}", which ${at} does not give`, 'take it out')
}

/** Whether a row's cells can be said in words of ours: values and limits, no formula. */
const speaksForItself = ({ tests, outputs }: Rule): boolean =>
  outputs.every(({ constant }) => constant !== null) && tests.every(({ parts }) => parts.every(part => (part.kind === 'range' ? 'constant' in part.from && 'constant' in part.to : part.kind !== 'expression' && 'constant' in part.value)))

/** The texts that a table can give: people read words for them. */
function textsOf({ rules, outputs }: Table): readonly string[] {
  const given = (all: readonly Expression[]): readonly string[] => all.flatMap(({ constant }) => (typeof constant?.value === 'string' ? [constant.value] : []))
  return [...rules.flatMap(rule => given(rule.outputs)), ...given(outputs.flatMap(({ otherwise }) => otherwise ?? []))]
}
