import { describe, expect, test } from 'vitest'
import { FeelDay } from '../feel/feel-day.ts'
import { decision, input, sole, sound, table, type Draft } from './dmn-test-support.ts'
import { examine } from './examine.ts'

const clean = { gaps: [], overlaps: [], never: [], notChecked: [], together: [], tooMany: false }
const of = async (more: Partial<Draft>) => examine(await sole({ inputs: [{ text: 'n', type: 'number' }], outputs: [{}], rows: [], ...more }))
const one = async (type: string | undefined, tests: readonly string[], values?: string) => of({ inputs: [{ text: 'n', type, values }], rows: tests.map((cell, at) => [cell, String(at)]) })
const value = (found: Awaited<ReturnType<typeof of>>) => found.gaps.map(gap => gap.map(entry => entry.value))

describe('holes', () => {
  test.each<[string, string | undefined, string[], unknown[][], string?]>([
    ['between numbers', 'number', ['< 10', '> 10'], [[10]]],
    ['between whole numbers, which numbers are not', 'number', ['<= 10', '>= 11'], [[10.5]]],
    ['none between cents', 'money', ['<= 10', '>= 11'], []],
    ['a cent', 'money', ['< 10', '>= 11'], [[10]]],
    ['none between days', 'date', ['<= date("2026-08-31")', '>= date("2026-09-01")'], []],
    ['a day', 'date', ['< date("2026-08-31")', '>= date("2026-09-01")'], [[new FeelDay('2026-08-31')]]],
    ['below and above', 'number', ['[0..10]'], [[-1]]],
    ['none within the allowed', 'number', ['[0..10]'], [], '[0..10]'],
    ['a truth', 'boolean', ['true'], [[false]]],
    ['none of a truth', 'boolean', ['true', 'false'], []],
    ['one of a list', 'string', ['"a"', '"b"'], [['c']], '"a", "b", "c"'],
    ['any other text', 'string', ['"a"', '"b"'], [['…']]],
    ['none of the texts', 'string', ['"a"', 'not("a")'], []],
    ['numbers and a word', undefined, ['< 5', '"unknown"'], [[5]], '>= 0, "unknown"'],
    ['none of numbers and a word', undefined, ['< 5', '>= 5', '"unknown"'], [], '>= 0, "unknown"'],
    ['what is not known, where it is spoken of', 'number', ['< 5', '>= 5', 'null'], []],
    ['the same', 'number', ['not(null)'], [[null]]],
    ['none where a row takes all', 'number', ['5', '-'], []],
  ])('%s', async (_, type, tests, gaps, values) => expect(value(await one(type, tests, values))).toEqual(gaps))

  test('are looked for where a row has to match', async () => {
    for (const hit of ['UNIQUE', 'ANY', 'FIRST']) expect((await of({ hit, rows: [['5', '1']] })).gaps).toHaveLength(1)
    for (const hit of ['RULE ORDER', 'COLLECT']) expect((await of({ hit, rows: [['5', '1']] })).gaps).toEqual([])
    const outputs = [{ type: 'number' }]
    for (const aggregation of ['SUM', 'MIN', 'MAX']) expect((await of({ hit: 'COLLECT', aggregation, outputs, rows: [['5', '1']] })).gaps).toHaveLength(1)
    expect((await of({ hit: 'COLLECT', aggregation: 'COUNT', rows: [['5', '1']] })).gaps).toEqual([])
    expect((await of({ outputs: [{ otherwise: '0' }], rows: [['5', '1']] })).gaps).toEqual([])
  })

  test('name what matters and leave out what may be anything', async () => {
    const inputs = [{ text: 'age', type: 'number', label: 'Age' }, { text: 'zone', type: 'string', values: '"a", "b"' }, { text: 'member', type: 'boolean' }]
    const found = await of({ inputs, rows: [['< 18', '-', '-', '1'], ['>= 18', '"a"', 'true', '2'], ['>= 18', '"a"', 'false', '3'], ['> 65', '"b"', '-', '4']] })
    expect(found).toEqual({ ...clean, gaps: [[{ input: 'Age', type: 'number', value: 18, other: false }, { input: 'zone', type: 'text', value: 'b', other: false }]] })
  })

  test('of what a decision before it can give, and no others', async () => {
    const { fee } = await sound(input('age', 'number'), decision('group', 'age', table({ inputs: [{ text: 'age' }], outputs: [{ type: 'string' }], rows: [['< 18', '"child"'], ['[18..65[', '"adult"'], ['>= 65', '"senior"']] })),
      decision('fee', '@group age', table({ inputs: [{ text: 'group' }, { text: 'age' }], outputs: [{}], rows: [['"child"', '-', '1'], ['"adult"', '-', '2']] })))
    expect(examine(fee!)).toMatchObject({ gaps: [[{ input: 'group', value: 'senior' }]], together: [['group', 'age']] })
  })

  test('of columns that ask the same are holes of one question', async () => {
    const inputs = [{ text: 'n', type: 'number' }, { text: 'n', type: 'number' }]
    expect(await of({ inputs, rows: [['> 5', '< 10', '1'], ['<= 5', '-', '2'], ['-', '>= 10', '3']] })).toEqual(clean)
    expect(value(await of({ inputs, rows: [['> 5', '< 10', '1'], ['<= 5', '-', '2']] }))).toEqual([[10]])
  })
})

describe('contradictions', () => {
  test('are two rows and what both take', async () => {
    const inputs = [{ text: 'age', type: 'number' }, { text: 'zone', type: 'string' }]
    const rows = [['< 18', '"a"', '1'], ['[10..20]', 'not("b")', '2'], ['> 20', '-', '3'], ['-', '"b"', '3']]
    expect((await of({ inputs, rows })).overlaps).toEqual([{ rows: [1, 2], example: [{ input: 'age', type: 'number', value: 10, other: false }, { input: 'zone', type: 'text', value: 'a', other: false }] }])
    expect((await of({ inputs, rows, hit: 'ANY' })).overlaps).toHaveLength(1)
    for (const hit of ['FIRST', 'COLLECT']) expect((await of({ inputs, rows, hit })).overlaps).toEqual([])
  })
})

describe('what else is told', () => {
  test('rows that no allowed value reaches', async () => expect((await one('number', ['< 0', '[0..10]'], '[0..10]')).never).toEqual([1]))
  test('tests that are not checked: no false hole, no false contradiction', async () => {
    const found = await one('number', ['< 5', '? > 7', '> 9'])
    expect(found.notChecked).toEqual([{ row: 2, input: 'n', test: '? > 7' }])
    expect([found.gaps, found.overlaps]).toEqual([[], []])
    expect((await one('string', ['< "m"', '>= "m"'])).notChecked).toHaveLength(2)
  })
  test('a literal expression has no holes', async () => {
    const { fee } = await sound(decision('fee', '', '<literalExpression><text>1</text></literalExpression>'))
    expect(examine(fee!)).toEqual(clean)
  })
  test('that there is too much to look at', async () => {
    const inputs = ['a', 'b', 'c', 'd', 'e', 'last'].map(text => ({ text, type: 'number' }))
    // Boxes here and there, and two rows that fill everything together: no cell has a hole, and nothing short of all cells shows it.
    const boxes = Array.from({ length: 80 }, (_, row) => [...[7, 11, 13, 17, 19].map(step => `[${(row * step) % 40}..${((row * step) % 40) + 35}]`), '[1..2]', '1'])
    const found = await of({ hit: 'FIRST', inputs, rows: [...boxes, [...Array<string>(5).fill('-'), '< 5', '2'], [...Array<string>(5).fill('-'), '>= 5', '3']] })
    expect(found).toEqual({ ...clean, tooMany: true })
  })
})
