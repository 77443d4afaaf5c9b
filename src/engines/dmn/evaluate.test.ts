import { describe, expect, test } from 'vitest'
import { FeelDay } from '../feel/feel-day.ts'
import { decide, decision, input, outcome, sole, sound, table } from './dmn-test-support.ts'

const canteen = {
  inputs: [{ text: 'quotient', type: 'money', label: 'Family quotient' }, { text: 'resident', type: 'boolean' }],
  outputs: [{ name: 'price', type: 'money' }],
  rows: [['< 40000', 'true', '100'], ['[40000..120000[', 'true', '300'], ['>= 120000', 'true', '500'], ['-', 'false', '700']],
  notes: ['Council of 12 May', 'Council of 12 May', '', 'Not a resident'],
}

describe('a test in a cell', () => {
  const day = (text: string) => new FeelDay(text)
  test.each<[string, unknown, boolean]>([
    ['-', null, true], ['', 'x', true],
    ['"a"', 'a', true], ['"a"', 'b', false], ['"a"', 3, false], ['"a", "b"', 'b', true], ['not("a", "b")', 'c', true], ['not("a", "b")', 'b', false],
    ['"it\'s, \\"so\\""', 'it\'s, "so"', true],
    ['3', 3, true], ['-3', -3, true], ['3', '3', false], ['1.5', 1.5, true], ['["a", "b"]', 'b', true], ['2 + 3', 5, true],
    ['< 5', 4, true], ['< 5', 5, false], ['<= 5', 5, true], ['> -5', -4, true], ['>= 5', 4, false], ['< 5, > 10', 11, true], ['< 5, > 10', 7, false], ['not(< 5)', 5, true],
    ['[1..5]', 5, true], ['[1..5)', 5, false], ['[1..5[', 5, false], ['(1..5]', 1, false], [']1..5]', 1, false], ['[1..5]', 1, true], ['not([1..5])', 6, true],
    ['true', true, true], ['true', false, false], ['not(true)', false, true],
    ['date("2026-09-01")', day('2026-09-01'), true], ['< date("2026-09-01")', day('2026-08-31'), true], ['[@"2026-09-01"..@"2026-09-30"]', day('2026-09-30'), true],
    ['date("2026-09-01")', '2026-09-01', false], ['< date("2026-09-01")', '2026-08-31', false],
    // Order needs two of a kind, and what is not known is neither.
    ['< 5', '4', false], ['not(< 5)', '4', false], ['not("a")', 3, false], ['> "a"', 'b', true], ['> "a"', 3, false],
    ['< 5', null, false], ['not(< 5)', null, false], ['null', null, true], ['null', 3, false], ['not(null)', 3, true], ['not(null)', null, false], ['not("a")', null, true],
    ['limit', 10, true], ['< limit', 9, true], ['< limit', 10, false], ['[limit..limit + 2]', 12, true], ['limits', 7, true], ['limits', 8, false], ['not(limits)', 8, true],
    ['< max(limit, 3)', 9, true],
    ['? > 5 and ? < limit', 7, true], ['? > 5 and ? < limit', 11, false], ['?.year = 2026', day('2026-09-01'), true], ['list contains(?, "monday")', ['monday'], true],
    ['list contains(?, "monday")', ['friday'], false], ['not(? > 5)', 4, true], ['? > 5, "a"', 'a', true], ['starts with(?, "ab")', 'abc', true], ['? = "what?"', 'what?', true], ['? > 5', null, false],
  ])('%s of %j is %s', async (text, value, expected) => {
    const names = ['value', 'limit', 'limits']
    const one = await sound(...names.map(name => input(name)), decision('fits', names.join(' '), table({ inputs: [{ text: 'value' }], outputs: [{}], rows: [[text, 'true']] })))
    expect(outcome(one.fits!, { value, limit: 10, limits: [5, 7] })).toBe(expected || 'NoRule')
  })
})

describe('hit policies', () => {
  const by = (hit: string, more: object = {}, aggregation?: string) => sole({
    hit, aggregation, inputs: [{ text: 'n', type: 'number' }], outputs: [{ type: 'number', ...more }],
    rows: [['> 0', '10'], ['> 5', '30'], ['> 8', '20'], ['> 9', '10']],
  })
  test('unique: one row, or rows that say the same', async () => {
    const one = await by('UNIQUE')
    expect(decide(one, { n: 1 })).toEqual({ value: 10, rules: [{ decision: 'fee', row: 1, annotations: [] }] })
    expect(decide(one, { n: 6 })).toEqual({ refused: 'RulesOverlap', detail: { decision: 'fee', row: 1, other: 2 } })
    expect(decide(one, { n: 0 })).toEqual({ refused: 'NoRule', detail: { decision: 'fee' } })
  })
  test('any: rows that say the same', async () => {
    const one = await sole({ hit: 'ANY', inputs: [{ text: 'n' }], outputs: [{}], rows: [['> 0', '1'], ['> 5', '1'], ['> 8', '2']] })
    expect(decide(one, { n: 6 })).toMatchObject({ value: 1, rules: [{ row: 1 }, { row: 2 }] })
    expect(outcome(one, { n: 9 })).toBe('RulesOverlap')
  })
  test('first: the first row alone', async () => expect(decide(await by('FIRST'), { n: 10 })).toMatchObject({ value: 10, rules: [{ row: 1 }] }))
  test('priority: by the order of the output’s values', async () => {
    expect(decide(await by('PRIORITY', { values: '20, 30, 10' }), { n: 10 })).toMatchObject({ value: 20, rules: [{ row: 3 }] })
    expect(decide(await by('PRIORITY', { values: '10, 20, 30' }), { n: 10 })).toMatchObject({ value: 10, rules: [{ row: 1 }, { row: 4 }] })
    expect(outcome(await by('PRIORITY', { values: '10, 20, 30' }), { n: 0 })).toBe('NoRule')
  })
  test('priority over several outputs: a tie must say the same', async () => {
    const outputs = [{ name: 'what', values: '"no", "yes"' }, { name: 'why' }]
    const one = await sole({ hit: 'PRIORITY', inputs: [{ text: 'n' }], outputs, rows: [['> 0', '"yes"', '"a"'], ['> 5', '"no"', '"b"'], ['> 8', '"no"', '"c"']] })
    expect(outcome(one, { n: 6 })).toEqual({ what: 'no', why: 'b' })
    expect(outcome(one, { n: 9 })).toBe('RulesOverlap')
  })
  test('rule order, output order and collect: all of them', async () => {
    expect(outcome(await by('RULE ORDER'), { n: 10 })).toEqual([10, 30, 20, 10])
    expect(decide(await by('OUTPUT ORDER', { values: '30, 20, 10' }), { n: 10 })).toMatchObject({ value: [30, 20, 10, 10], rules: [{ row: 2 }, { row: 3 }, { row: 1 }, { row: 4 }] })
    expect(outcome(await by('COLLECT'), { n: 6 })).toEqual([10, 30])
    for (const hit of ['RULE ORDER', 'COLLECT']) expect(outcome(await by(hit), { n: 0 })).toEqual([])
  })
  test('collect as one number', async () => {
    for (const [aggregation, expected] of [['SUM', 70], ['MIN', 10], ['MAX', 30], ['COUNT', 4]] as const) expect(outcome(await by('COLLECT', {}, aggregation), { n: 10 })).toBe(expected)
    for (const aggregation of ['SUM', 'MIN', 'MAX']) expect(outcome(await by('COLLECT', {}, aggregation), { n: 0 })).toBe('NoRule')
    expect(outcome(await by('COLLECT', {}, 'COUNT'), { n: 0 })).toBe(0)
  })
  test('a sum is whole cents that a number can hold', async () => {
    const sum = (value: string, type: string) => sole({ hit: 'COLLECT', aggregation: 'SUM', inputs: [{ text: 'n' }], outputs: [{ type }], rows: [['-', value], ['-', value]] })
    expect(outcome(await sum('9007199254740991', 'money'), { n: 1 })).toBe('OutputNotWholeCents')
    expect(outcome(await sum('n', 'number'), { n: null })).toBe('OutputNotKnown')
    expect(outcome(await sum('', 'number'), { n: 1 })).toBe('OutputNotKnown')
    expect(outcome(await sum('n', 'number'), { n: 1e308 })).toBe('OutputOtherType')
  })
  test('lists of several outputs', async () => {
    const one = await sole({ hit: 'RULE ORDER', inputs: [{ text: 'n' }], outputs: [{ name: 'a' }, { name: 'b' }], rows: [['> 0', '1', '"x"'], ['> 1', '2', '']] })
    expect(outcome(one, { n: 2 })).toEqual([{ a: 1, b: 'x' }, { a: 2, b: null }])
  })
})

describe('a decision', () => {
  test('keeps the rows that fired, with their annotations', async () => {
    const one = await sole(canteen)
    expect(decide(one, { quotient: 74_200, resident: true })).toEqual({ value: 300, rules: [{ decision: 'fee', row: 2, annotations: [{ name: 'Why', text: 'Council of 12 May' }] }] })
    expect(decide(one, { quotient: 120_000, resident: true })).toEqual({ value: 500, rules: [{ decision: 'fee', row: 3, annotations: [] }] })
  })
  test('gives its defaults where no row matches', async () => {
    const one = await sole({ inputs: [{ text: 'n' }], outputs: [{ name: 'a', otherwise: 'n + 1' }, { name: 'b', otherwise: '"none"' }], rows: [['> 5', '1', '"some"']] })
    expect(decide(one, { n: 2 })).toEqual({ value: { a: 3, b: 'none' }, rules: [{ decision: 'fee', row: 'default', annotations: [] }] })
    expect(outcome(one, { n: 6 })).toEqual({ a: 1, b: 'some' })
  })
  test('never rounds money', async () => {
    const one = await sole({ inputs: [{ text: 'n', type: 'money' }], outputs: [{ name: 'price', type: 'money', label: 'Price' }], rows: [['-', 'n * 0.05']] })
    expect(outcome(one, { n: 300 })).toBe(15)
    expect(decide(one, { n: 310 })).toEqual({ refused: 'OutputNotWholeCents', detail: { decision: 'fee', row: 1, output: 'Price' } })
    expect(outcome(one, { n: 3.5 })).toBe('InputNotWholeCents')
    expect(decide(one, { n: null })).toMatchObject({ refused: 'OutputNotKnown' })
    const { share } = await sound(input('n', 'number'), decision('share', 'n', '<literalExpression><text>n / 3</text></literalExpression>', { type: 'money' }))
    expect(outcome(share!, { n: 300 })).toBe(100)
    expect(decide(share!, { n: 100 })).toEqual({ refused: 'OutputNotWholeCents', detail: { decision: 'share' } })
  })
  test('takes no value of another type or beyond what is allowed, and tells no value', async () => {
    const one = await sole({ inputs: [{ text: 'n', type: 'number', label: 'Age', values: '[0..120]' }], outputs: [{ type: 'string', values: '"child", "adult"' }], rows: [['< 18', '"child"'], ['-', 'if n > 100 then "old" else "adult"']], hit: 'FIRST' })
    expect(outcome(one, { n: 30 })).toBe('adult')
    expect(decide(one, { n: 130 })).toEqual({ refused: 'InputNotAllowed', detail: { decision: 'fee', input: 'Age' } })
    expect(outcome(one, { n: 'unknown' })).toBe('InputOtherType')
    expect(outcome(one, { n: [3] })).toBe('InputOtherType')
    expect(outcome(one, { n: 110 })).toBe('OutputNotAllowed')
  })
  test('takes lists only where it asks by "?"', async () => {
    const rows = [['list contains(?, "monday")', '1'], ['-', '0']]
    const one = await sole({ hit: 'FIRST', inputs: [{ text: 'days' }], outputs: [{}], rows })
    expect([outcome(one, { days: ['monday'] }), outcome(one, { days: ['friday'] })]).toEqual([1, 0])
    const mixed = await sole({ hit: 'FIRST', inputs: [{ text: 'days' }], outputs: [{}], rows: [...rows, ['"monday"', '2']] })
    expect(outcome(mixed, { days: ['monday'] })).toBe('InputOtherType')
  })
  test('gives nothing that a decision cannot give', async () => {
    const { late } = await sound(input('from'), input('to'), decision('late', 'from to', '<literalExpression><text>to - from</text></literalExpression>'))
    expect(outcome(late!, { from: new FeelDay('2026-01-01'), to: new FeelDay('2026-02-01') })).toBe('OutputOtherType')
  })
  test('gives days', async () => {
    const { due } = await sound(input('from', 'date'), decision('due', 'from', '<literalExpression><text>from + duration("P10D")</text></literalExpression>', { type: 'date' }))
    expect(outcome(due!, { from: new FeelDay('2026-02-24') })).toEqual(new FeelDay('2026-03-06'))
    expect(outcome(due!, { from: '2026-02-24' })).toBe('InputOtherType')
  })
})

describe('decisions that require one another', () => {
  const graph = () => sound(
    input('age', 'number'), input('quotient', 'money'),
    // Out of order: what is required stands below.
    decision('fee', '@price @discount', '<literalExpression><text>price.amount - discount</text></literalExpression>', { type: 'money' }),
    decision('price', '@group quotient', table({ inputs: [{ text: 'group' }, { text: 'quotient' }], outputs: [{ name: 'amount', type: 'money' }, { name: 'rate', type: 'string' }], rows: [['"child"', '-', '200', '"child"'], ['"adult"', '< 40000', '300', '"low"'], ['"adult"', '>= 40000', '600', '"full"']] })),
    decision('discount', '@group', table({ inputs: [{ text: 'group' }], outputs: [{ type: 'money', otherwise: '0' }], rows: [['"child"', '50']] })),
    decision('group', 'age', table({ inputs: [{ text: 'age' }], outputs: [{ type: 'string' }], rows: [['< 18', '"child"'], ['>= 18', '"adult"']] })),
  )
  test('are decided once each, what is required first, and explain themselves', async () => {
    const { fee } = await graph()
    expect(decide(fee!, { age: 7, quotient: 50_000 })).toMatchObject({ value: 150, rules: [{ decision: 'group', row: 1 }, { decision: 'price', row: 1 }, { decision: 'discount', row: 1 }] })
    expect(decide(fee!, { age: 40, quotient: 50_000 })).toMatchObject({ value: 600, rules: [{ decision: 'group', row: 2 }, { decision: 'price', row: 3 }, { decision: 'discount', row: 'default' }] })
  })
  test('refuse by the name of the one that cannot decide', async () => {
    const { fee } = await graph()
    expect(decide(fee!, { quotient: 50_000 })).toEqual({ refused: 'NoRule', detail: { decision: 'group' } })
    expect(decide(fee!, { age: 'x', quotient: 1 })).toMatchObject({ refused: 'InputOtherType', detail: { input: 'age' } })
  })
  test('see only what they require', async () => {
    const { seen } = await sound(input('a'), decision('seen', 'a', '<literalExpression><text>if a = null then "none" else a</text></literalExpression>'))
    expect([outcome(seen!, { b: 1 }), outcome(seen!, { a: 2 })]).toEqual(['none', 2])
  })
})
