import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { isRefusal } from '../../src/base/result.ts'
import { instantOf } from '../../src/engines/bpmn/listen.ts'
import type { Environment, Expression, Performed, TimerDefinition } from '../../src/engines/bpmn/model.ts'
import { begin, offered, play } from '../../src/engines/bpmn/play.ts'
import { readModel } from '../../src/engines/bpmn/read-model.ts'

/*
 * The conformance models of betsy (University of Bamberg) on a virtual clock: `SCRIPT_x` logs x, conditions are Java's
 * (`test.contains("a")`), timers ring as soon as nothing else moves. The models stay outside of the repository.
 */

export type BetsyModel = { readonly group: string; readonly name: string; readonly file: string; readonly cases: readonly BetsyCase[] }
export type BetsyCase = { readonly trace: readonly string[]; readonly test?: string; readonly integerVariable?: number; readonly parallelProcess?: boolean; readonly delay?: number }

/** The folder of the models: PARVIS_DATASETS/bpmn/betsy; `null` where there is none. */
export function betsyFolder(): string | null {
  const folder = process.env['PARVIS_DATASETS']
  const found = folder ? join(folder, 'bpmn/betsy') : ''
  return existsSync(join(found, 'cases.json')) ? found : null
}

export const readCases = (folder: string): readonly BetsyModel[] => JSON.parse(readFileSync(join(folder, 'cases.json'), 'utf8')) as BetsyModel[]

/** Whether a log is what a case expects: the same entries, whatever their order (branches run side by side). A marker says at least once. */
export function fits(log: readonly string[], one: BetsyCase): boolean {
  const marks = (entries: readonly string[]) => [...entries].filter((entry, at) => entry !== 'MARKER_exists' || entries.indexOf(entry) === at).sort().join()
  return marks(log) === marks(one.trace)
}

const seconds = (text: string): number => {
  const [, days = '0', hours = '0', minutes = '0', rest = '0'] = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:([\d.]+)S)?)?$/.exec(text) ?? []
  return ((Number(days) * 24 + Number(hours)) * 60 + Number(minutes)) * 60 + Number(rest)
}

function due(timer: TimerDefinition, now: number): { at: number; times: number | null } {
  const [, times, span = timer.text] = /^R(\d*)\/(.*)$/.exec(timer.text) ?? []
  return { at: now + seconds(span) * 1_000, times: times ? Number(times) : null }
}

/** Java's expressions as far as the models use them. */
export function java(text: string): Expression | string {
  const body = text.replaceAll('.contains(', '.includes(').replace(/^\$\{(.*)\}$/, '$1')
  const names = ['test', 'integerVariable', 'activationCount', 'nrOfInstances', 'nrOfCompletedInstances', 'nrOfActiveInstances', 'loopCounter']
  try {
    // The models are a checked data set, read in tests only.
    const run = new Function(...names, `return (${body})`)
    return { text, value: data => run(...names.map(name => data.get(name))) }
  } catch (thrown) {
    return (thrown as Error).message
  }
}

/** Plays one case to its end and answers its log. */
export async function playCase(folder: string, model: BetsyModel, one: BetsyCase): Promise<readonly string[]> {
  const read = await readModel(readFileSync(join(folder, model.file), 'utf8'), java)
  if ('faults' in read) return ['ERROR', ...(process.env['PARVIS_FAULTS'] ? read.faults.map(fault => `${fault.element}: ${fault.what}`) : [])]
  const { processes, nodes } = read.model
  const log: string[] = []
  const data = new Map<string, unknown>([['test', one.test ?? ''], ['integerVariable', one.integerVariable ?? 0]])
  let now = 0
  const perform = (script: string | null): Performed => {
    if (script?.startsWith('SCRIPT_')) log.push(script)
    else if (script === 'CREATE_MARKER_FILE') log.push('MARKER_exists')
    else if (script?.startsWith('INCREMENT_INTEGER')) {
      data.set('integerVariable', (data.get('integerVariable') as number) + 1)
      if (script.endsWith('LOG')) log.push('INCREMENT_correct')
    } else if (script === 'THROW_ERROR') return { result: 'error', name: 'ERR_CODE' }
    else if (script === 'WAIT_TEN_SECONDS') return { result: 'waits' }
    else if (script === 'SET_STRING_DATA') data.set('data', 'String')
    else if (script === 'LOG_DATA') log.push(data.get('data') === 'String' ? 'DATA_correct' : 'DATA_wrong')
    return { result: 'done' }
  }
  const env = (): Environment => ({ data, now, due: timer => due(timer, now), perform: node => perform(node.script) })
  const first = processes.find(candidate => candidate.id === model.name) ?? processes[0]!
  const others = one.parallelProcess ? processes.filter(candidate => candidate !== first) : []
  let { state } = begin(read.model, [...others, first], env())
  const wakes = new Map<number, number>()
  for (;;) {
    const alarms = state.tokens.flatMap(token => Object.entries(token.due ?? {}).map(([event, at]) => ({ token: token.id, event, at: instantOf(at) })))
    const sleepers = offered(read.model, state).filter(({ node }) => node.script === 'WAIT_TEN_SECONDS').map(({ token }) => {
      if (!wakes.has(token.id)) wakes.set(token.id, now + 10_000)
      return { token: token.id, event: null, at: wakes.get(token.id)! }
    })
    const next = [...alarms, ...sleepers].sort((a, b) => a.at - b.at)[0]
    if (!next || state.failed !== undefined) break
    now = Math.max(now, next.at)
    const move = play(read.model, state, next.event === null ? { do: 'complete', token: next.token } : { do: 'ring', token: next.token, event: next.event }, env())
    if (isRefusal(move)) throw new Error(`${model.name}: ${move.refused}`)
    state = move.state
  }
  if (state.failed !== undefined) log.push(nodes.size > 0 && one.trace.some(entry => entry.startsWith('ERROR_thrown')) ? 'ERROR_thrownErrorEvent' : 'ERROR_runtime')
  return log
}
