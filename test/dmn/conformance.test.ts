import { describe, expect, test } from 'vitest'
import { isRefusal } from '../../src/base/result.ts'
import { evaluate } from '../../src/engines/dmn/evaluate.ts'
import { readDecisions } from '../../src/engines/dmn/read-decisions.ts'
import { readTck, tckFolder } from './tck.ts'

/*
 * Conformance of the decision engine: runs where PARVIS_DMN_TCK names the TestCases of the DMN TCK, and says "not run" elsewhere.
 * Each model is refused by name, or decides as the kit expects.
 */

const folder = tckFolder()

describe.skipIf(!folder)(`the models of the DMN TCK${folder ? '' : ' (not run: PARVIS_DMN_TCK names no folder)'}`, () => {
  let decided = 0
  for (const model of folder ? readTck(folder) : []) {
    test(model.name, async () => {
      const read = await readDecisions(model.xml)
      if ('faults' in read) {
        for (const fault of read.faults) for (const said of [fault.element, fault.what, fault.mend]) expect(said).toMatch(/\S/)
        return
      }
      decided++
      for (const one of model.cases) {
        for (const { decision, expected, error } of one.results) {
          const found = read.decisions.find(({ name }) => name === decision)
          // Some cases are about a file that imports this one.
          if (!found) continue
          const answer = evaluate(found, new Map(Object.entries(one.inputs)))
          // Where nothing can be decided the standard says null; ours says why.
          const value = isRefusal(answer) ? null : answer.value
          expect.soft(value, `${one.id} ${decision} ${isRefusal(answer) ? answer.refused : ''}`).toEqual(error ? null : typeof expected === 'number' ? expect.closeTo(expected, 9) : expected)
        }
      }
    })
  }
  test('some of them decide', () => expect(decided).toBeGreaterThan(0))
})
