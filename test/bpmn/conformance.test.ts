import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { readModel } from '../../src/engines/bpmn/read-model.ts'
import { betsyFolder, fits, java, playCase, readCases } from './betsy.ts'

/*
 * Conformance of the engine: runs where PARVIS_DATASETS names the folder of the models, and says "not run" elsewhere.
 * Models of other authors can be tried too: PARVIS_BPMN_MODELS names a folder of which every file must be read, or refused by name.
 */

const folder = betsyFolder()

/** Cases that cannot hold, and why. Everything else must. */
const contradictory: Readonly<Record<string, string>> = {
  'AdHocSubProcess_Parallel': 'expects SCRIPT_task3, which no task of the model runs',
  'AdHocSubProcess_Sequential': 'expects SCRIPT_task3, which no task of the model runs',
  'MultiInstance_ComplexBehavior': 'expects one of three instances to run, and the way on as well as the way of what ended it',
  'WCP19_CancelTask': 'expects two different traces of the same input; the first is the one that holds',
  'Conditional_StartEvent_EventSubProcess_NonInterrupting': 'its condition ends in a stray ">": it is refused by name',
}

describe.skipIf(!folder)(`the models of betsy${folder ? '' : ' (not run: PARVIS_DATASETS names no folder with bpmn/betsy)'}`, () => {
  const models = folder ? readCases(folder) : []
  for (const model of models) {
    for (const [index, one] of model.cases.entries()) {
      const wrong = model.name in contradictory && (model.name !== 'WCP19_CancelTask' || index > 0)
      test.runIf(!wrong)(`${model.group} ${model.name} ${one.test ?? one.integerVariable ?? ''}`, async () => {
        const log = await playCase(folder!, model, one)
        expect(fits(log, one), `expected ${one.trace.join(' ')}, played ${log.join(' ')}`).toBe(true)
      })
    }
  }
})

const others = [folder && join(folder, '../miwg'), process.env['PARVIS_BPMN_MODELS']].filter(one => typeof one === 'string')

describe.skipIf(others.length === 0)('models of other tools are read, or refused by the name of an element', () => {
  for (const place of others) {
    for (const file of readdirSync(place, { recursive: true, encoding: 'utf8' }).filter(name => /\.bpmn2?$|\.xml$/.test(name))) {
      test(file, async () => {
        const read = await readModel(readFileSync(join(place, file), 'utf8'), java)
        if ('faults' in read) for (const fault of read.faults) expect(fault.element, fault.what).not.toBe('')
        else expect(read.model.nodes.size).toBeGreaterThan(0)
      })
    }
  }
})
