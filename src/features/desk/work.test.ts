import { describe, expect, test } from 'vitest'
import { byUrgency, deadlineOf, nextAfter, readPlace, urgencyOf, writePlace } from './work.ts'
import type { CaseLine } from '../../vocabulary/case-lists.ts'

const id = '019a0000-0000-7000-8000-00000000000a'
const line = (name: string, due = '2026-11-16') => ({ case: name, due }) as CaseLine

test.each([
  ['2026-11-15', 'late'], ['2026-11-16', 'today'], ['2026-11-17', 'week'], ['2026-11-23', 'week'], ['2026-11-24', 'later'],
])('due on %s is %s on the 16th', (due, urgency) => expect(urgencyOf(due, '2026-11-16')).toBe(urgency))

test('groups keep the order of the list; empty ones are left out', () => {
  const groups = byUrgency([line('a', '2026-11-10'), line('b', '2026-11-11'), line('c', '2026-12-24')], '2026-11-16')
  expect(groups.map(group => [group.urgency, group.lines.map(l => l.case)])).toEqual([['late', ['a', 'b']], ['later', ['c']]])
})

test('a deadline counts days of the place, not of the server', () => {
  const filed = Date.UTC(2026, 10, 15, 23, 30)
  expect(deadlineOf({ filed, due: '2026-11-26' }, '2026-11-21', 'Europe/Paris')).toEqual({ daysLeft: 5, share: 0.5 })
  expect(deadlineOf({ filed, due: '2026-11-16' }, '2026-11-18', 'Europe/Paris')).toEqual({ daysLeft: -2, share: 2 })
})

describe('a place in the queue', () => {
  test.each([{ waiting: false }, { waiting: true }, { waiting: true, after: { due: '2026-11-16', case: id } }])('is read as it was written', place =>
    expect(readPlace(new URLSearchParams(writePlace(place)))).toEqual(place))

  test.each(['after=x', `after=2026-02-30.${id}`, 'after=2026-11-16.x', 'list=other'])('that cannot be one is the beginning: %s', query =>
    expect(readPlace(new URLSearchParams(query))).toEqual({ waiting: false }))
})

test('the next case is the one below, else the first that is another', () => {
  const lines = [line('a'), line('b'), line('c')]
  expect(nextAfter(lines, 'a')?.case).toBe('b')
  expect(nextAfter(lines, 'c')?.case).toBe('a')
  expect(nextAfter(lines, 'gone')?.case).toBe('a')
  expect(nextAfter([line('a')], 'a')).toBeUndefined()
})
