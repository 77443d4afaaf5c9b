import { expect, test } from 'vitest'
import type { OpenStep } from './case-process.ts'
import { mayReadAnswer } from './may-read.ts'

const step = (more: Partial<OpenStep>): OpenStep => ({ token: 1, step: 'one', act: 'work', outcomes: [], ...more })
const note = { question: 'healthNote', protected: 'health' }
const plain = { question: 'school' }

test('a case’s own team reads everything, a step’s team what the step needs, everybody else nothing', () => {
  const file = { team: 'education', open: [step({ team: 'kitchen', reads: ['healthNote'] }), step({ team: 'transport' }), step({})] }
  const may = (team: string) => [note, plain].map(answer => mayReadAnswer([team], file, answer))
  expect(may('education')).toEqual([true, true])
  expect(may('kitchen')).toEqual([true, false])
  expect(may('transport')).toEqual([false, true])
  expect(may('streets')).toEqual([false, false])
  expect(mayReadAnswer(['kitchen', 'transport'], file, plain)).toBe(true)
  // Once the step is done, nothing is left to be read.
  expect(mayReadAnswer(['kitchen'], { ...file, open: [] }, note)).toBe(false)
})
