import { expect, test } from 'vitest'
import { showBytes } from './show-bytes.ts'

const plain = (text: string) => text.replace(/\s/g, ' ')

test.each([
  [0, '0 o', '0 byte', '0 Byte'], [999, '999 o', '999 byte', '999 Byte'], [1_000, '1 ko', '1 kB', '1 kB'], [999_499, '999 ko', '999 kB', '999 kB'],
  [999_500, '1 Mo', '1 MB', '1 MB'], [1_249_000, '1,2 Mo', '1.2 MB', '1,2 MB'], [500_000_000, '500 Mo', '500 MB', '500 MB'],
])('%d bytes', (bytes, fr, en, de) => {
  expect([showBytes(bytes, 'fr'), showBytes(bytes, 'en'), showBytes(bytes, 'de')].map(plain)).toEqual([fr, en, de])
})
