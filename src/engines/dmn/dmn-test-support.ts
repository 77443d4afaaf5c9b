import type { Refusal } from '../../base/result.ts'
import type { Decision, DecisionFault } from './decision.ts'
import { evaluate, type Decided } from './evaluate.ts'
import { readDecisions } from './read-decisions.ts'

/** A table as short as tests want it; cells as text, the inputs' first. */
export type Draft = {
  readonly hit?: string
  readonly aggregation?: string
  readonly inputs: readonly { readonly text: string; readonly type?: string; readonly label?: string; readonly values?: string }[]
  readonly outputs: readonly { readonly name?: string; readonly type?: string; readonly label?: string; readonly values?: string; readonly otherwise?: string }[]
  readonly rows: readonly (readonly string[])[]
  readonly notes?: readonly string[]
}

export const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')
const attribute = (name: string, value: string | undefined): string => (value === undefined ? '' : ` ${name}="${escaped(value)}"`)
const texts = (element: string, text: string | undefined): string => (text === undefined ? '' : `<${element}><text>${escaped(text)}</text></${element}>`)

export const table = ({ hit, aggregation, inputs, outputs, rows, notes }: Draft): string => `<decisionTable${attribute('hitPolicy', hit)}${attribute('aggregation', aggregation)}>
${inputs.map(one => `<input${attribute('label', one.label)}><inputExpression${attribute('typeRef', one.type)}><text>${escaped(one.text)}</text></inputExpression>${texts('inputValues', one.values)}</input>`).join('')}
${outputs.map(one => `<output${attribute('name', one.name)}${attribute('typeRef', one.type)}${attribute('label', one.label)}>${texts('outputValues', one.values)}${texts('defaultOutputEntry', one.otherwise)}</output>`).join('')}
${notes ? '<annotation name="Why"/>' : ''}
${rows.map((cells, at) => `<rule>${cells.map((cell, column) => texts(column < inputs.length ? 'inputEntry' : 'outputEntry', cell)).join('')}${notes ? texts('annotationEntry', notes[at]) : ''}</rule>`).join('\n')}
</decisionTable>`

export const decision = (name: string, requires: string, logic: string, more: { type?: string; label?: string } = {}): string =>
  `<decision id="${name}" name="${name}"${attribute('label', more.label)}><variable name="${name}"${attribute('typeRef', more.type)}/>${requires
    .split(' ')
    .filter(one => one !== '')
    .map(one => `<informationRequirement>${one.startsWith('@') ? `<requiredDecision href="#${one.slice(1)}"/>` : `<requiredInput href="#${one}"/>`}</informationRequirement>`)
    .join('')}${logic}</decision>`

export const input = (name: string, type?: string, label?: string): string => `<inputData id="${name}" name="${name}"${attribute('label', label)}><variable name="${name}"${attribute('typeRef', type)}/></inputData>`

export const file = (...elements: readonly string[]): string => `<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="file" name="file" namespace="urn:test">${elements.join('\n')}</definitions>`

/** Decisions of a sound file, by name. */
export async function sound(...elements: readonly string[]): Promise<Readonly<Record<string, Decision>>> {
  const read = await readDecisions(file(...elements))
  if ('faults' in read) throw new Error(read.faults.map(({ element, row, what }) => `${element} ${row ?? ''}: ${what}`).join('\n'))
  return Object.fromEntries(read.decisions.map(one => [one.name, one]))
}

export async function faultsOf(...elements: readonly string[]): Promise<readonly DecisionFault[]> {
  const read = await readDecisions(file(...elements))
  return 'faults' in read ? read.faults : []
}

/** One table `fee` over its own input data. */
export async function sole(draft: Draft, type?: string): Promise<Decision> {
  const names = [...new Set(draft.inputs.map(({ text }) => text.match(/[a-z]\w*/)![0]))]
  return (await sound(...names.map(name => input(name)), decision('fee', names.join(' '), table(draft), { type }))).fee!
}

export const decide = (one: Decision, data: Readonly<Record<string, unknown>>): Decided | Refusal => evaluate(one, new Map(Object.entries(data)))

/** The value alone, or the refusal's name. */
export function outcome(one: Decision, data: Readonly<Record<string, unknown>>): unknown {
  const decided = decide(one, data)
  return 'refused' in decided ? decided.refused : decided.value
}
