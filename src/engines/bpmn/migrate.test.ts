import { describe, expect, test } from 'vitest'
import { after, at, both, day, does, each, file, modelOf, open, standing, sub, tasks, ways } from '../../../test/bpmn/small-process.ts'
import { openEndCheck } from './check-soundness.ts'
import { migrate } from './migrate.ts'
import { placeFaults, type Places } from './places.ts'
import { offered } from './play.ts'
import type { ProcessState } from './state.ts'

/* Small processes, two versions each. */

const sure = (result: ReturnType<typeof migrate>): ProcessState => {
  if ('unmoved' in result) throw new Error(JSON.stringify(result.unmoved))
  return result.move.state
}
const unmoved = (result: ReturnType<typeof migrate>): string[] => ('unmoved' in result ? result.unmoved.map(one => `${one.at} ${one.needs}: ${one.what}`) : [])

/** Two versions, and a way from one to the other. */
async function versions(before: string, now: string) {
  const [from, to] = [await modelOf(before), await modelOf(now)]
  const check = await openEndCheck(now)
  return {
    from, to,
    moves: (state: ProcessState, places: Places = {}, when = 0) => migrate(from, to, JSON.parse(JSON.stringify(state)) as ProcessState, places, at(when), check),
  }
}

describe('what stands at a step', () => {
  test('that both have stays, with its number; steps around it may come and go', async () => {
    const v = await versions(file(tasks('a', 'b', 'c'), 'start>a a>b b>c c>end'), file(tasks('b', 'x', 'c'), 'start>b b>x x>c c>end'))
    const before = standing(v.from, 'a')
    const state = sure(v.moves(before))
    expect(state).toEqual(before)
    expect(open(v.to, does(v.to, state, { do: 'complete', token: offered(v.to, state)[0]!.token.id }))).toBe('x')
  })

  test('that is gone needs an entry, by its id; its outcome is known under the new one', async () => {
    const v = await versions(file(tasks('a', 'b'), 'start>a a>b b>end'), file(tasks('one', 'b'), 'start>one one>b b>end'))
    expect(unmoved(v.moves(standing(v.from)))).toEqual(['a entry: the new version does not have it: write a=STEP'])
    expect(open(v.to, sure(v.moves(standing(v.from), { a: 'one' })))).toBe('one')
    const { from } = v
    const state = does(from, standing(from), { do: 'complete', token: offered(from, standing(from))[0]!.token.id, sets: { a: 'yes' } })
    expect(sure(v.moves(state, { a: 'one' })).tokens[0]!.data).toEqual({ a: 'yes', one: 'yes' })
  })

  test('that is another kind now needs an entry, and is then begun anew', async () => {
    const v = await versions(file(tasks('a'), 'start>a a>end'), file(each('a', 2), 'start>a a>end'))
    expect(unmoved(v.moves(standing(v.from)))).toEqual(['a entry: it is something else now: write a=a to begin it anew, or a=STEP'])
    const state = sure(v.moves(standing(v.from), { a: 'a' }))
    expect(state.tokens.map(token => [token.at, token.of, token.item])).toEqual([['p', undefined, undefined], ['a', 2, undefined], ['a', undefined, 0], ['a', undefined, 1]])
  })

  test('whose act is another one does not stay', async () => {
    const v = await versions(file('<userTask id="a" parvis:act="check"/>', 'start>a a>end'), file('<userTask id="a" parvis:act="decide"/>', 'start>a a>end'))
    expect(unmoved(v.moves(standing(v.from)))).toHaveLength(1)
  })

  test('goes to an end where its way is over', async () => {
    const v = await versions(file(tasks('a', 'b') + both, 'start>fork fork>a fork>b a>join b>join join>end'), file(tasks('a'), 'start>a a>end'))
    const state = sure(v.moves(standing(v.from), { b: 'end' }))
    expect(open(v.to, state)).toBe('a')
  })

  test('is not sent to what neither version has, to an edge, or to a step that another one goes on at', async () => {
    const v = await versions(file(tasks('a', 'b') + both, 'start>fork fork>a fork>b a>join b>join join>end'), file(tasks('one') + after('late', 'one', 3) + tasks('x'), 'start>one one>end late>x x>end'))
    expect(placeFaults(v.from, v.to, { a: 'nowhere', gone: 'one' })).toEqual(['"nowhere" is no element of the version that requests go to', '"gone" is no element of the version that requests come from'])
    expect(unmoved(v.moves(standing(v.from), { a: 'nowhere', b: 'late' }))).toEqual(['a entry: the new version has no "nowhere"', 'b entry: a request cannot stand at "late"'])
    expect(unmoved(v.moves(standing(v.from), { a: 'one', b: 'one' }))).toEqual(['b entry: "a" and "b" would go on at "one", which would be done twice: let one of them end, for example b=end'])
  })
})

describe('timers', () => {
  const before = file(tasks('a', 'x') + after('late', 'a', 10), 'start>a a>end late>x x>end')

  test('that still exist keep their instant, whatever they would be set to now', async () => {
    const v = await versions(before, file(tasks('a', 'x') + after('late', 'a', 20), 'start>a a>end late>x x>end'))
    expect(sure(v.moves(standing(v.from), {}, 5 * day)).tokens[1]!.due).toEqual({ late: 10 * day })
  })

  test('that are new begin now; that are gone are dropped; that are renamed go with an entry', async () => {
    const v = await versions(before, file(tasks('a', 'x') + after('soon', 'a', 2), 'start>a a>end soon>x x>end'))
    expect(sure(v.moves(standing(v.from), {}, 5 * day)).tokens[1]!.due).toEqual({ soon: 7 * day })
    expect(sure(v.moves(standing(v.from), { late: 'soon' }, 5 * day)).tokens[1]!.due).toEqual({ soon: 10 * day })
    const without = await versions(before, file(tasks('a'), 'start>a a>end'))
    expect(sure(without.moves(standing(without.from))).tokens[1]).not.toHaveProperty('due')
  })

  test('that have rung are not set again', async () => {
    const v = await versions(before, before)
    const rung = does(v.from, standing(v.from), { do: 'ring', token: 1, event: 'late' }, 10 * day)
    expect(sure(v.moves(rung, {}, 11 * day))).toEqual(rung)
  })

  test('of the whole request begin when it comes to a version that has one', async () => {
    const late = `<subProcess id="all" triggeredByEvent="true"><startEvent id="over" isInterrupting="false"><timerEventDefinition><timeDuration xsi:type="tFormalExpression">P30D</timeDuration></timerEventDefinition></startEvent>${tasks('hurry')}<endEvent id="hurried"/>${ways('over>hurry hurry>hurried')}</subProcess>`
    const v = await versions(file(tasks('a'), 'start>a a>end'), file(tasks('a') + late, 'start>a a>end'))
    const state = sure(v.moves(standing(v.from), {}, day))
    expect(state.tokens[0]!.due).toEqual({ over: 31 * day })
    expect(open(v.to, does(v.to, state, { do: 'ring', token: 0, event: 'over' }, 31 * day))).toBe('a hurry')
    // And back: what the other version does not know is over, and what is done in it has to go on somewhere.
    const back = await versions(file(tasks('a') + late, 'start>a a>end'), file(tasks('a', 'b'), 'start>a a>b b>end'))
    expect(sure(back.moves(standing(back.from), {}, day)).tokens[0]).not.toHaveProperty('due')
    const rung = does(back.from, standing(back.from), { do: 'ring', token: 0, event: 'over' }, 30 * day)
    expect(unmoved(back.moves(rung))).toEqual(['hurry entry: the new version does not have it: write hurry=STEP'])
    expect(sure(back.moves(rung, { hurry: 'end' })).tokens.map(token => token.at)).toEqual(['p', 'a'])
  })
})

describe('a join that waits', () => {
  const before = file(tasks('a', 'b') + both, 'start>fork fork>a fork>b a>join b>join join>end')

  test('keeps the ways that are done, also by flows with other ids', async () => {
    const v = await versions(before, file(tasks('a', 'b', 'c') + both, 'start>fork fork>a fork>b a>join b>join join>c c>end').replace('id="a-join"', 'id="other"'))
    const state = sure(v.moves(standing(v.from, 'a')))
    expect(state.tokens.find(token => token.at === 'join')!.by).toBe('other')
  })

  test('keeps the very flow where several come from one step', async () => {
    const twice = before.replace('</process>', '<sequenceFlow id="a-join-again" sourceRef="a" targetRef="join"/></process>')
    const v = await versions(twice, twice)
    const state = standing(v.from, 'a')
    expect(sure(v.moves(state)).tokens.filter(token => token.at === 'join').map(token => token.by)).toEqual(['a-join', 'a-join-again'])
    // One of them has another id, and could be either of the two others.
    const w = await versions(twice, twice.replaceAll('a-join-again', 'second').replace('</process>', '<sequenceFlow id="third" sourceRef="a" targetRef="join"/></process>'))
    expect(unmoved(w.moves(state))).toEqual([expect.stringContaining('write a-join-again=FLOW with one of a-join, b-join, second, third')])
  })

  test('is not misled by an id that another flow has now', async () => {
    const v = await versions(before, before.replace('"a-join"', '"x"').replace('"b-join"', '"a-join"').replace('"x"', '"b-join"'))
    expect(sure(v.moves(standing(v.from, 'a'))).tokens.find(token => token.at === 'join')!.by).toBe('b-join')
  })

  test('that waits for less is open', async () => {
    const v = await versions(file(tasks('a', 'b', 'c') + both, 'start>fork fork>a fork>b fork>c a>join b>join c>join join>end'), file(tasks('a', 'b', 'last') + both, 'start>fork fork>a fork>b a>join b>join join>last last>end'))
    const state = sure(v.moves(standing(v.from, 'a', 'b'), { c: 'end' }))
    expect(open(v.to, state)).toBe('last')
  })

  test('asks by which way it came where a step was put between', async () => {
    const v = await versions(before, file(tasks('a', 'b', 'x') + both, 'start>fork fork>a fork>b a>x x>join b>join join>end'))
    const state = standing(v.from, 'a')
    expect(unmoved(v.moves(state))).toEqual(['join entry: one way of several is done (flow a-join, from "a") and the new version does not have it: write a-join=FLOW with one of x-join, b-join, or a-join=STEP'])
    const passed = sure(v.moves(state, { 'a-join': 'x-join' }))
    expect(open(v.to, passed)).toBe('b')
    const begun = sure(v.moves(state, { 'a-join': 'x' }))
    expect(open(v.to, begun)).toBe('b x')
    // By the way on which the other one still comes it would wait for ever.
    expect(unmoved(v.moves(state, { 'a-join': 'b-join' }))).toEqual([expect.stringContaining('would not end. "join"')])
  })

  test('where a way is added, of which nothing comes any more, would wait for ever: the check says so', async () => {
    const v = await versions(before, file(tasks('a', 'b', 'c') + both, 'start>fork fork>a fork>b fork>c a>join b>join c>join join>end'))
    expect(unmoved(v.moves(standing(v.from)))).toEqual(['b entry: from here the new version would not end. "join": a request can wait here for ever: what it waits for does not come. Write b=STEP for a step before it'])
    // One of the two goes back to where all three begin.
    expect(unmoved(v.moves(standing(v.from), { a: 'end', b: 'fork' }))).toEqual([])
  })
})

describe('sub-processes', () => {
  const inner = (id: string) => sub(id, `<startEvent id="s"/>${tasks('a', 'b')}<endEvent id="e"/>`, 's>a a>b b>e')
  const before = file(inner('box') + tasks('c'), 'start>box box>c c>end')
  const flat = file(tasks('a', 'b', 'c'), 'start>a a>b b>c c>end')

  test('what stands in one that is gone goes on where somebody says, and nothing of it is left', async () => {
    const v = await versions(before, flat)
    expect(unmoved(v.moves(standing(v.from, 'a')))).toEqual(['b entry: it stands in another sub-process now: write b=b to go on there'])
    const state = sure(v.moves(standing(v.from, 'a'), { b: 'b' }))
    expect(state.tokens.map(token => token.at)).toEqual(['p', 'b'])
    expect(open(v.to, sure(v.moves(standing(v.from, 'a'), { box: 'c' })))).toBe('c')
  })

  test('one that is new is entered for what moves into it, with its timers', async () => {
    const v = await versions(flat, before.replace('<userTask id="c"/>', '<userTask id="c"/>' + after('late', 'box', 4)).replace('</process>', `${ways('late>end')}</process>`))
    expect(unmoved(v.moves(standing(v.from, 'a')))).toEqual(['b entry: it stands in another sub-process now: write b=b to go on there'])
    const state = sure(v.moves(standing(v.from, 'a'), { b: 'b' }, day))
    expect(state.tokens.map(token => [token.at, token.due])).toEqual([['p', undefined], ['box', { late: 5 * day }], ['b', undefined]])
    expect(open(v.to, does(v.to, state, { do: 'complete', token: offered(v.to, state)[0]!.token.id }))).toBe('c')
  })

  test('one that everything has left is over', async () => {
    const v = await versions(before, file(inner('box') + tasks('c'), 'start>box box>c c>end'))
    const state = sure(v.moves(standing(v.from, 'a'), { b: 'c' }))
    expect(state.tokens.map(token => token.at)).toEqual(['p', 'c'])
  })

  test('a renamed one goes with all that stands in it', async () => {
    const v = await versions(before, file(inner('crate') + tasks('c'), 'start>crate crate>c c>end'))
    const state = sure(v.moves(standing(v.from, 'a'), { box: 'crate' }))
    expect(state.tokens.map(token => token.at)).toEqual(['p', 'crate', 'b'])
  })
})

describe('a repeated step', () => {
  const thrice = file(each('a', 3) + tasks('b'), 'start>a a>b b>end')

  test('keeps how many are done', async () => {
    const v = await versions(thrice, file(each('a', 3) + tasks('x', 'b'), 'start>a a>x x>b b>end'))
    const state = sure(v.moves(standing(v.from, 'a')))
    expect(state.tokens.map(token => [token.at, token.of, token.done, token.item])).toEqual([['p', undefined, undefined, undefined], ['a', 3, 1, undefined], ['a', undefined, undefined, 1], ['a', undefined, undefined, 2]])
    expect(open(v.to, ['a', 'a'].reduce((s, id) => does(v.to, s, { do: 'complete', token: offered(v.to, s).find(one => one.node.id === id)!.token.id }), state))).toBe('x')
  })

  test('that is repeated otherwise is refused once, not for each of its instances', async () => {
    const v = await versions(thrice, file(each('a', 3, 'isSequential="true"') + tasks('b'), 'start>a a>b b>end'))
    expect(unmoved(v.moves(standing(v.from)))).toEqual(['a entry: it is something else now: write a=a to begin it anew, or a=STEP'])
    expect(open(v.to, sure(v.moves(standing(v.from), { a: 'b' })))).toBe('b')
  })
})

test('what was done and may have to be undone is not forgotten', async () => {
  const undone = (id: string) => `<userTask id="${id}"/><boundaryEvent id="undo" attachedToRef="${id}"><compensateEventDefinition/></boundaryEvent><userTask id="back" isForCompensation="true"/><association id="x" associationDirection="One" sourceRef="undo" targetRef="back"/>`
  const process = (id: string) => file(`${undone(id)}${tasks('b')}`, `start>${id} ${id}>b b>end`)
  const v = await versions(process('a'), process('one'))
  const state = standing(v.from, 'a')
  expect(unmoved(v.moves(state))).toEqual(['p entry: "a" was done in it and may have to be undone, and the new version does not have it: write a=STEP'])
  expect(sure(v.moves(state, { a: 'one' })).tokens[0]!.made).toEqual([{ at: 'one' }])
})

test('a process that stopped or is over', async () => {
  const v = await versions(file(tasks('a'), 'start>a a>end'), file(tasks('b'), 'start>b b>end'))
  expect(unmoved(v.moves({ ...standing(v.from), failed: 'NoWay' }))).toEqual([expect.stringContaining('stopped ("NoWay")')])
  expect(sure(v.moves({ next: 3, tokens: [] }))).toEqual({ next: 3, tokens: [] })
})
