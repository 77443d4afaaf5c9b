import { Engine } from 'bpmn-engine'
import { isRefusal } from '../src/base/result.ts'
import type { Environment } from '../src/engines/bpmn/model.ts'
import { begin, offered, play } from '../src/engines/bpmn/play.ts'
import { readModel } from '../src/engines/bpmn/read-model.ts'
import { interleave, printTable, report } from './harness.ts'

/*
 * One step of a process as a server takes it: the stored state is parsed, a task is done, the new state is written out; in memory.
 * The ceiling is bpmn-engine, which does the same by recover, resume, signal, getState. The process: two opinions side by side,
 * a commission with a timer at its edge, a choice.
 */
const rounds = Number(process.env['BENCH_ROUNDS'] ?? 5)

const flow = (from: string, to: string, condition = ''): string =>
  `<sequenceFlow id="${from}-${to}" sourceRef="${from}" targetRef="${to}">${condition && `<conditionExpression xsi:type="tFormalExpression">${condition}</conditionExpression>`}</sequenceFlow>`
const xml = `<?xml version="1.0" encoding="UTF-8"?><definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" id="d" targetNamespace="urn:bench"><process id="felling" isExecutable="true">
  <startEvent id="filed"/><userTask id="check"/><parallelGateway id="ask"/><userTask id="roads"/><userTask id="nature"/><parallelGateway id="both"/>
  <userTask id="commission"/><boundaryEvent id="late" attachedToRef="commission" cancelActivity="false"><timerEventDefinition><timeDuration xsi:type="tFormalExpression">P30D</timeDuration></timerEventDefinition></boundaryEvent><userTask id="deputy"/><endEvent id="told"/>
  <exclusiveGateway id="which" default="which-letter"/><userTask id="letter"/><endEvent id="end"/>
  ${flow('filed', 'check')}${flow('check', 'ask')}${flow('ask', 'roads')}${flow('ask', 'nature')}${flow('roads', 'both')}${flow('nature', 'both')}${flow('both', 'commission')}${flow('late', 'deputy')}${flow('deputy', 'told')}${flow('commission', 'which')}${flow('which', 'letter')}${flow('letter', 'end')}
</process></definitions>`

const order = ['check', 'roads', 'nature', 'commission', 'letter']

async function main(): Promise<void> {
  const read = await readModel(xml, text => ({ text, value: () => text === 'true' }))
  if ('faults' in read) throw new Error(JSON.stringify(read.faults))
  const { model } = read
  const env: Environment = { data: new Map(), now: 0, due: () => ({ at: 30 * 86_400_000, times: null }), perform: () => ({ result: 'waits' }) }
  let ours = 0
  let theirs = 0
  // Reading the file is not part of a step, for either.
  const engine = new Engine({ source: xml })
  await engine.execute()
  const begun = JSON.stringify(await engine.getState())
  void engine.stop()

  const playOurs = (times: number): void => {
    for (let i = 0; i < times; i++) {
      let stored = JSON.stringify(begin(model, model.processes, env).state)
      for (const at of order) {
        const state = JSON.parse(stored)
        const task = offered(model, state).find(one => one.node.id === at)!
        const move = play(model, state, { do: 'complete', token: task.token.id }, env)
        if (isRefusal(move)) throw new Error(move.refused)
        stored = JSON.stringify(move.state)
        ours = Math.max(ours, stored.length)
      }
      if (JSON.parse(stored).tokens.length > 0) throw new Error('The process did not end.')
    }
  }
  const playTheirs = async (times: number): Promise<void> => {
    for (let i = 0; i < times; i++) {
      let stored = begun
      for (const at of order) {
        const again = new Engine().recover(JSON.parse(stored))
        const execution = await again.resume()
        execution.signal({ id: at })
        stored = JSON.stringify(await again.getState())
        theirs = Math.max(theirs, stored.length)
        void again.stop()
      }
    }
  }
  const perSecond = async (times: number, run: (times: number) => void | Promise<void>): Promise<number> => {
    const from = process.hrtime.bigint()
    await run(times)
    return (times * order.length) / (Number(process.hrtime.bigint() - from) / 1e9)
  }
  const figures = await interleave([
    { name: 'Parvis', run: () => perSecond(4_000, playOurs) },
    { name: 'bpmn-engine', run: () => perSecond(5, playTheirs) },
  ], rounds)
  printTable(['engine', 'steps per second', 'largest state, bytes'], [['Parvis', figures['Parvis']!, ours], ['bpmn-engine', figures['bpmn-engine']!, theirs]])
  report('process', { ratio: figures['Parvis']! / figures['bpmn-engine']!, stateBytes: ours })
}

await main()
