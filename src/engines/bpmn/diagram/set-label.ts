import type { Box, Label } from './diagram.ts'

/*
 * Text does not wrap in SVG: lines are broken here, by how wide letters are on average in the house's type (a text that
 * turns out narrower is fine; a wider one would leave its box, so the estimate is generous).
 */

export const textSize = 12
export const smallText = 11
/** From one line to the next, in sizes of the text. */
export const lineHeight = 1.22

/** The estimated width of a text of size 1. */
export function widthOf(text: string): number {
  let width = 0
  for (const sign of text) width += /[ijlI.,:;'’|!()[\]tfr ]/.test(sign) ? 0.34 : /[mwMW@%—…]/.test(sign) ? 0.88 : /[A-ZÀ-ÖØ-Þ&_#]/.test(sign) ? 0.66 : sign > '\u2e7f' ? 1 : 0.54
  return width
}

/** Breaks a text into lines no wider than `width`, never before a lone question mark or colon (French puts a space there); words that are too long are cut, what is too much ends in an ellipsis. */
export function wrap(text: string, width: number, most: number, size: number = textSize): readonly string[] {
  const room = Math.max(width, 4 * size) / size
  const lines: string[] = []
  for (const paragraph of text.trim().split(/\s*\n\s*/)) {
    let line = ''
    for (const word of paragraph.split(/\s+(?![?!:;»](?:\s|$))/).flatMap(one => cut(one, room))) {
      const longer = line === '' ? word : /[-/]$/.test(line) && glued(paragraph, line, word) ? line + word : `${line} ${word}`
      if (line === '' || widthOf(longer) <= room) line = longer
      else {
        lines.push(line)
        line = word
      }
    }
    if (line) lines.push(line)
  }
  if (lines.length <= most) return lines
  let last = lines[most - 1]!
  while (last.length > 1 && widthOf(`${last}…`) > room) last = last.slice(0, -1)
  return [...lines.slice(0, most - 1), `${last.trimEnd()}…`]
}

/** Two parts of one word that were cut at its hyphen belong together again where there is room. */
const glued = (paragraph: string, line: string, word: string): boolean => paragraph.includes(line.slice(line.lastIndexOf(' ') + 1) + word)

/** A word as parts that fit: cut behind hyphens and slashes, else anywhere. */
function cut(word: string, room: number): string[] {
  if (widthOf(word) <= room) return [word]
  const parts: string[] = []
  for (const piece of word.split(/(?<=[-/_.])/)) {
    let part = ''
    for (const sign of piece) {
      if (part !== '' && widthOf(part + sign) > room) {
        parts.push(part)
        part = ''
      }
      part += sign
    }
    if (part) parts.push(part)
  }
  return parts
}

/** A label in the middle of a box. */
export function labelWithin(text: string, box: Box, { top = 0, bottom = 0, side = 6 }: { top?: number; bottom?: number; side?: number } = {}): Label | null {
  if (!text.trim()) return null
  const height = box.height - top - bottom
  for (const size of [textSize, smallText, 10]) {
    const most = Math.max(1, Math.floor(height / (size * lineHeight)))
    const lines = wrap(text, box.width - 2 * side, most, size)
    if (!lines.at(-1)!.endsWith('…') || size === 10) return { lines, x: box.x + box.width / 2, y: box.y + top + height / 2, size, anchor: 'middle', upright: false }
  }
  return null
}

/** A label that begins at the top of a box. */
export function labelAtTop(text: string, box: Box, { left = false, size = textSize }: { left?: boolean; size?: number } = {}): Label | null {
  if (!text.trim()) return null
  const lines = wrap(text, box.width - 12, Math.max(1, Math.floor((box.height - 6) / (size * lineHeight))), size)
  return { lines, x: left ? box.x + 8 : box.x + box.width / 2, y: box.y + 6 + (lines.length * size * lineHeight) / 2, size, anchor: left ? 'start' : 'middle', upright: false }
}

/** A label that stands free below a point. */
export function labelBelow(text: string, x: number, y: number, width = 92): Label | null {
  if (!text.trim()) return null
  const lines = wrap(text, width, 6, smallText)
  return { lines, x, y: y + (lines.length * smallText * lineHeight) / 2, size: smallText, anchor: 'middle', upright: false }
}

/** What a label covers. */
export function labelBox(label: Label): Box {
  const width = Math.max(...label.lines.map(line => widthOf(line))) * label.size
  const height = label.lines.length * label.size * lineHeight
  if (label.upright) return { x: label.x - height / 2, y: label.y - width / 2, width: height, height: width }
  return { x: label.anchor === 'start' ? label.x : label.x - width / 2, y: label.y - height / 2, width, height }
}
