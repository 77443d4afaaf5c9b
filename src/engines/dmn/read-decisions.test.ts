import { describe, expect, test } from 'vitest'
import { decision, faultsOf, file, input, outcome, sound, table, type Draft } from './dmn-test-support.ts'
import { needed } from './needed.ts'
import { readDecisions } from './read-decisions.ts'

const draft: Draft = { inputs: [{ text: 'n', type: 'number' }], outputs: [{ type: 'string' }], rows: [['< 5', '"few"'], ['>= 5', '"many"']] }
const fee = (more: Partial<Draft>, variable?: string) => [input('n'), decision('fee', 'n', table({ ...draft, ...more }), { type: variable, label: 'Fee' })]
const item = (name: string, inner: string, more = '') => `<itemDefinition name="${name}"${more}>${inner}</itemDefinition>`

describe('what is not evaluated is refused, by the name of its element', () => {
  test.each<[string, string[], object]>([
    ['a test that cannot be read', fee({ rows: [['< 5', '"few"'], ['>', '"many"']] }), { element: 'Fee', row: 2, what: expect.stringContaining('">" cannot be read') }],
    ['two values side by side', fee({ rows: [['5 6', '"few"']] }), { element: 'Fee', row: 1 }],
    ['a condition without "?"', fee({ rows: [['n > 5', '"few"']] }), { row: 1, what: expect.stringContaining('write it with "?"') }],
    ['a comparison within a limit', fee({ rows: [['< 5 and > 3', '"few"']] }), { row: 1 }],
    ['"=" before a value', fee({ rows: [['= 5', '"few"']] }), { row: 1, what: expect.stringContaining('write the value alone') }],
    ['an empty range', fee({ rows: [['[5..1]', '"few"']] }), { row: 1, what: expect.stringContaining('its range is empty') }],
    ['a range between kinds', fee({ rows: [['[1.."x"]', '"few"']] }), { row: 1 }],
    ['a limit without order', fee({ rows: [['< true', '"few"']] }), { row: 1, what: expect.stringContaining('has no order') }],
    ['a day that does not exist', fee({ rows: [['date("2026-02-30")', '"few"']] }), { row: 1, what: expect.stringContaining('it has no value') }],
    ['a comment in a cell', fee({ rows: [['5 // five', '"few"']] }), { row: 1 }],
    ['the clock', fee({ rows: [['< today()', '"few"']] }), { row: 1, what: expect.stringContaining('today') }],
    ['a test of another kind', fee({ rows: [['"five"', '"few"']] }), { row: 1, what: expect.stringContaining('another kind') }],
    ['a value of another type', fee({ rows: [['5', '3']] }), { row: 1, what: expect.stringContaining('not of type string') }],
    ['a text without quotation marks', fee({ rows: [['5', 'few']] }), { row: 1, what: expect.stringContaining('"few", which the decision does not require') }],
    ['money that is no whole cents', fee({ outputs: [{ type: 'money' }], rows: [['5', '4.50']] }), { row: 1, what: expect.stringContaining('cents') }],
    ['the same by the variable', fee({ outputs: [{}], rows: [['5', '4.50']] }, 'money'), { row: 1, what: expect.stringContaining('cents') }],
    ['a value that is not allowed', fee({ outputs: [{ values: '"few", "many"' }], rows: [['5', '"some"']] }), { row: 1, what: expect.stringContaining('not among') }],
    ['a default that is not allowed', fee({ outputs: [{ values: '"few", "many"', otherwise: '"some"' }] }), { row: null, what: expect.stringContaining('its default') }],
    ['allowed values that are no constants', fee({ inputs: [{ text: 'n', values: '< n' }] }), { row: null }],
    ['a row with too few cells', fee({ rows: [['5']] }), { row: 1, what: expect.stringContaining('1 tests and 0 values') }],
    ['no row', fee({ rows: [] }), { what: expect.stringContaining('no row') }],
    ['no output', [input('n'), decision('fee', 'n', table({ ...draft, outputs: [], rows: [['5']] }))], { what: expect.stringContaining('no output') }],
    ['an unknown hit policy', fee({ hit: 'BEST' }), { what: expect.stringContaining('"BEST"') }],
    ['an aggregation without collect', fee({ hit: 'FIRST', aggregation: 'SUM' }), { what: expect.stringContaining('"SUM"') }],
    ['a sum of texts', fee({ hit: 'COLLECT', aggregation: 'SUM' }), { what: expect.stringContaining('"C+" needs one output') }],
    ['priority without an order', fee({ hit: 'PRIORITY' }), { what: expect.stringContaining('order of their priority') }],
    ['priority by a range', fee({ hit: 'OUTPUT ORDER', outputs: [{ values: '[1..5]' }], rows: [['5', '3']] }), { what: expect.stringContaining('order of their priority') }],
    ['a default beside a list', fee({ hit: 'RULE ORDER', outputs: [{ otherwise: '"x"' }] }), { what: expect.stringContaining('no meaning') }],
    ['a default for some', fee({ outputs: [{ name: 'a', otherwise: '"x"' }, { name: 'b' }], rows: [['5', '"a"', '"b"']] }), { what: expect.stringContaining('some of its outputs') }],
    ['outputs that no expression can name', fee({ outputs: [{ name: 'the price' }, { name: 'b' }], rows: [['5', '1', '1']] }), { what: expect.stringContaining('the price') }],
    ['outputs of one name', fee({ outputs: [{ name: 'a' }, { name: 'a' }], rows: [['5', '1', '1']] }), { what: expect.stringContaining('"a"') }],
    ['an unknown type', fee({ inputs: [{ text: 'n', type: 'dateTime' }] }), { what: expect.stringContaining('"dateTime"') }],
    ['two types of one value', [input('n', 'string'), decision('fee', 'n', table(draft))], { what: expect.stringContaining('of type number here') }],
    ['an output that is not what its variable is', fee({}, 'number'), { what: expect.stringContaining('its variable') }],
    ['a type with components', [item('person', '<itemComponent name="age"/>'), input('n', 'person'), decision('fee', 'n', table({ ...draft, inputs: [{ text: 'n' }] }))], { element: 'n', what: expect.stringContaining('components') }],
    ['a type of itself', [item('a', '<typeRef>a</typeRef>'), input('n', 'a')], { element: 'n', what: expect.stringContaining('by itself') }],
    ['a type that is a list', [item('a', '<typeRef>string</typeRef>', ' isCollection="true"'), input('n', 'a')], { element: 'n', what: expect.stringContaining('list') }],
    ['a name nobody requires', [input('n'), input('m'), decision('fee', 'n', table({ ...draft, rows: [['< m', '"few"']] }))], { element: 'fee', row: 1, what: expect.stringContaining('looks at "m"') }],
    ['a requirement into nothing', [decision('fee', 'n', table(draft))], { element: 'fee', what: expect.stringContaining('"n", which is not in the file') }],
    ['a name with a space', [`<inputData id="n" name="the number"/>`, decision('fee', '', '<literalExpression><text>1</text></literalExpression>')], { element: 'the number', what: expect.stringContaining('cannot be used') }],
    ['two of one name', [input('n'), decision('fee', '', '<literalExpression><text>1</text></literalExpression>'), decision('cost', '', '<literalExpression><text>1</text></literalExpression>').replace('variable name="cost"', 'variable name="fee"')], { element: 'cost', what: expect.stringContaining('twice') }],
    ['no id', [input('n').replace('id="n"', '')], { element: 'n', what: 'it has no id' }],
    ['another language in a cell', [input('n'), decision('fee', 'n', table(draft).replace('<inputEntry>', '<inputEntry expressionLanguage="javascript">'))], { element: 'fee', row: 1, what: expect.stringContaining('javascript') }],
    ['imported values', [decision('fee', '', '<literalExpression><importedValues namespace="x" importType="y"><importedElement>a</importedElement></importedValues></literalExpression>')], { element: 'fee' }],
    ['knowledge', [decision('fee', '', '<knowledgeRequirement><requiredKnowledge href="#bkm"/></knowledgeRequirement><literalExpression><text>1</text></literalExpression>')], { element: 'fee', what: expect.stringContaining('the knowledge "bkm"') }],
    ['a business knowledge model', ['<businessKnowledgeModel id="bkm" name="Reckoning"/>'], { element: 'Reckoning', what: expect.stringContaining('BusinessKnowledgeModel') }],
    ['a decision service', ['<decisionService id="s" name="Desk"/>'], { element: 'Desk' }],
    ['an import', ['<import namespace="x" importType="y" locationURI="z"/>'], { element: 'file', what: expect.stringContaining('imports') }],
    ['an empty expression', [decision('fee', '', '<literalExpression/>')], { element: 'fee', what: 'it is empty' }],
    ['no logic', [decision('fee', '', '')], { element: 'fee', what: expect.stringContaining('does not say') }],
    ['no decision', [input('n')], { element: 'file', what: expect.stringContaining('no decision') }],
    ['an unknown element', ['<wish id="w"/>'], { element: 'the file' }],
    ...['context', 'invocation', 'list', 'relation', 'functionDefinition'].map((kind): [string, string[], object] => [`a boxed ${kind}`, [decision('fee', '', `<${kind}/>`)], { element: 'fee', what: expect.stringMatching(new RegExp(kind, 'i')) }]),
  ])('%s', async (_, elements, expected) => {
    const faults = await faultsOf(...elements)
    expect(faults).toContainEqual({ element: expect.stringMatching(/\S/), row: expect.toSatisfy(row => row === null || row > 0), what: expect.stringMatching(/\S/), mend: expect.stringMatching(/\S/), ...expected })
  })

  test('what is no DMN 1.3 at all', async () => {
    for (const xml of ['', 'nope', '<x/>', '<definitions xmlns="http://www.omg.org/spec/DMN/20180521/MODEL/"/>', '<definitions'])
      expect(await readDecisions(xml)).toMatchObject({ faults: [{ element: 'the file', what: expect.stringContaining('no DMN 1.3') }] })
  })

  test('a circle, once, by its way', async () => {
    const one = (name: string, requires: string) => decision(name, requires, '<literalExpression><text>1</text></literalExpression>')
    expect(await faultsOf(one('a', '@b'), one('b', '@c'), one('c', '@a'), one('d', '@a'))).toEqual([{ element: 'a', row: null, what: 'it requires itself: a → b → c → a', mend: expect.any(String) }])
  })

  test('a fault in one decision does not hide another', async () => {
    const faults = await faultsOf(...fee({ rows: [['>', '"a"'], ['5', 'b']] }), decision('other', '@fee', '<literalExpression><text>fee</text></literalExpression>'), decision('third', '', '<context/>'))
    expect(faults.map(({ element, row }) => [element, row])).toEqual([['Fee', 1], ['Fee', 2], ['third', null]])
  })

  test('a table without end', async () => {
    expect(await faultsOf(...fee({ rows: Array.from({ length: 10_001 }, () => ['5', '"few"']) }))).toMatchObject([{ what: expect.stringContaining('cells') }])
  })
})

describe('what is read', () => {
  test('types narrowed by the file, laws and words beside', async () => {
    const { fee: one } = await sound(
      item('money', '<typeRef>number</typeRef>'), item('zone', '<typeRef>feel:string</typeRef><allowedValues><text>"a", "b"</text></allowedValues>'),
      '<knowledgeSource id="law" name="Council of 12 May"/>', input('zone', 'zone', 'Zone of the car park'),
      decision('fee', 'zone', table({ inputs: [{ text: 'zone' }], outputs: [{ type: 'money' }], rows: [['"a"', '450'], ['"b"', '300']] })).replace('<decisionTable', '<authorityRequirement><requiredAuthority href="#law"/></authorityRequirement><decisionTable'),
    )
    expect([outcome(one!, { zone: 'a' }), outcome(one!, { zone: 'c' })]).toEqual([450, 'InputNotAllowed'])
    expect(one!.logic).toMatchObject({ inputs: [{ label: 'Zone of the car park', type: { kind: 'text' } }], outputs: [{ type: { kind: 'money' } }] })
  })

  test('what whoever asks has to tell, once', async () => {
    const sum = (text: string) => `<literalExpression><text>${text}</text></literalExpression>`
    const { d } = await sound(input('x', 'number', 'Age'), input('y'), decision('a', 'x', sum('x')), decision('b', '@a x', sum('a + x')), decision('c', '@a', sum('a')), decision('d', 'y @b @c', sum('b + c + y')))
    expect(needed(d!).map(({ name, label }) => [name, label])).toEqual([['y', 'y'], ['x', 'Age']])
    expect(outcome(d!, { x: 1, y: 2 })).toBe(5)
  })

  test('a file of another tool’s making: ids for names, FEEL by its address, a row’s description', async () => {
    const xml = file(input('n'), `<decision id="fee"><informationRequirement><requiredInput href="#n"/></informationRequirement>${table(draft).replace('<rule>', '<rule><description>By hand</description>')}</decision>`)
      .replace('id="file"', 'id="file" expressionLanguage="https://www.omg.org/spec/DMN/20191111/FEEL/"')
    const read = await readDecisions(xml)
    if ('faults' in read) throw new Error(JSON.stringify(read.faults))
    expect(read.decisions[0]).toMatchObject({ name: 'fee', logic: { rules: [{ annotations: [{ name: '', text: 'By hand' }] }, {}] } })
  })

  test('a row in words of data', async () => {
    const { fee: one } = await sound(
      input('age', 'number', 'Age of the child'), input('zone'), input('limit'),
      decision('fee', 'age zone limit', table({
        inputs: [{ text: 'age' }, { text: 'zone', label: 'Zone' }, { text: 'limit' }], outputs: [{ type: 'money', label: 'Price', otherwise: '0' }], notes: ['Council of 12 May'],
        rows: [['[3..limit[', 'not("a", "b")', '-', 'age * 100'], ['< 3', '? != "c"', '-', '450']],
      })),
    )
    const { logic } = one!
    if (logic.kind !== 'table') throw new Error('no table')
    expect(logic.rules[0]!.tests.map(({ always, not, parts }) => ({ always, not, parts }))).toEqual([
      { always: false, not: false, parts: [{ kind: 'range', from: { constant: 3 }, fromIn: true, to: { text: 'limit' }, toIn: false }] },
      { always: false, not: true, parts: [{ kind: 'value', value: { constant: 'a' } }, { kind: 'value', value: { constant: 'b' } }] },
      { always: true, not: false, parts: [] },
    ])
    expect([logic.rules[0]!.outputs[0], logic.rules[0]!.annotations]).toMatchObject([{ text: 'age * 100', constant: null }, [{ name: 'Why', text: 'Council of 12 May' }]])
    expect(logic.rules[1]!.tests.map(({ parts }) => parts)).toMatchObject([[{ kind: 'order', sign: '<', value: { constant: 3 } }], [{ kind: 'expression', text: '? != "c"' }], []])
    expect([logic.inputs.map(({ label }) => label), logic.outputs[0]]).toMatchObject([['Age of the child', 'Zone', 'limit'], { label: 'Price', otherwise: { constant: { value: 0 } } }])
  })
})
