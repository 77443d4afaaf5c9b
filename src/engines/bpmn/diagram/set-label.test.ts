import fc from 'fast-check'
import { expect, test } from 'vitest'
import { labelBox, labelWithin, widthOf, wrap } from './set-label.ts'

test('every sign of a text is on some line, and no line is wider than the room', () => {
  fc.assert(fc.property(fc.string({ maxLength: 200, unit: 'grapheme' }), fc.integer({ min: 48, max: 200 }), (text, width) => {
    const lines = wrap(text, width, 1000)
    expect(lines.join('').replace(/\s/g, '')).toBe(text.replace(/\s/g, ''))
    for (const line of lines) if ([...line].length > 1) expect(widthOf(line) * 12).toBeLessThanOrEqual(width + 0.001)
  }))
})

test('a label stays within its box, whatever its name is', () => {
  fc.assert(fc.property(fc.string({ maxLength: 300 }), fc.integer({ min: 60, max: 400 }), fc.integer({ min: 30, max: 200 }), (text, width, height) => {
    const label = labelWithin(text, { x: 0, y: 0, width, height })
    expect(label === null).toBe(text.trim() === '')
    if (!label) return
    const box = labelBox(label)
    expect([box.x >= -0.001, box.y >= -0.001, box.x + box.width <= width + 0.001, box.y + box.height <= height + 0.001]).toEqual([true, true, true, true])
  }))
})

test('what does not fit ends in an ellipsis; words are cut behind hyphens', () => {
  expect(wrap('one two three four five six', 50, 2)).toEqual(['one two', 'three…'])
  expect(wrap('Sous-préfecture', 60, 3)).toEqual(['Sous-', 'préfecture'])
  expect(wrap('Sous-préfet', 80, 3)).toEqual(['Sous-préfet'])
})
