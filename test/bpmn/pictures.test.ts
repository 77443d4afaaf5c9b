import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { root } from '../../src/journal/root.ts'
import { drawPictures, page } from './draw-pictures.ts'

test('the pictures of processes are those of today’s processes (npm run pictures), and stand on their page with words', async () => {
  const text = readFileSync(join(root, page), 'utf8')
  const drawn = await drawPictures(root)
  for (const [path, svg] of drawn) {
    expect(readFileSync(join(root, path), 'utf8'), path).toBe(svg)
    expect(text).toMatch(new RegExp(`!\\[[^\\]]{20,}\\]\\(\\.\\./images/${path.split('/').at(-1)}\\)`))
    // Nothing is fetched, nothing is run, and no colour was forgotten.
    expect(svg).not.toMatch(/var\(|undefined|https?:(?!\/\/www\.w3\.org\/2000\/svg")|<script|NaN/)
    expect(Buffer.byteLength(svg)).toBeLessThan(40_000)
  }
})
