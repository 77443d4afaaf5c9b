import { describe, expect, test } from 'vitest'
import reference from '../../../docs/reference/decision-tables.md?raw'
import { compileExpression } from './compile-expression.ts'
import { compileTest } from './compile-test.ts'
import { outcome } from './dmn-test-support.ts'
import { examine } from './examine.ts'
import { readDecisions } from './read-decisions.ts'

/* What docs/reference/decision-tables.md shows can be copied. */

describe('the reference of decision tables', () => {
  test('shows a file that is read, without gap or overlap', async () => {
    const read = await readDecisions(/```xml\n([\s\S]*?)```/.exec(reference)![1]!)
    if ('faults' in read) throw new Error(JSON.stringify(read.faults))
    const [price] = read.decisions
    expect(examine(price!)).toEqual({ gaps: [], overlaps: [], never: [], notChecked: [], together: [], tooMany: false })
    expect([outcome(price!, { quotient: 39_999, resident: true }), outcome(price!, { quotient: 1, resident: false })]).toEqual([100, 700])
  })

  test('shows tests that can be read', () => {
    const rows = /## Tests\n([\s\S]*?)\n## /.exec(reference)![1]!.match(/^\| `.*?(?= \|)/gm)!
    expect(rows).toHaveLength(9)
    for (const text of rows.flatMap(row => [...row.matchAll(/`([^`]+)`/g)].map(([, one]) => one!))) expect(compileTest(text), text).not.toHaveProperty('fault')
    expect(compileExpression('round half up(quotient * 0.005, 0)')).not.toHaveProperty('fault')
  })
})
