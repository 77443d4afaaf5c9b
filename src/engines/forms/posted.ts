import type { Posted } from './field.ts'
import type { Files } from './stored-file.ts'

/** Reads a post the way all field types need it. Lines end with \n; what people typed is otherwise kept as it is. */
export function readPosted(fields: URLSearchParams, files: Files = none): Posted {
  return {
    files: (name) => [...new Set(fields.getAll(name).slice(0, mostValues))].flatMap((hash) => files.get(hash) ?? []),
    text: (name, max) => clean(fields.get(name) ?? '').slice(0, max + 1),
    all: (name) => fields.getAll(name).slice(0, mostValues).map(clean),
  }
}

/** Whether text from outside can be stored: PostgreSQL's jsonb takes neither NUL nor half of a surrogate pair. */
export const isStorable = (text: unknown): text is string => typeof text === 'string' && !unstorable.test(text)

const none: Files = new Map()
const mostValues = 200
const unstorable = /[\0\ud800-\udfff]/u

const clean = (text: string): string => text.replace(/[\0\ud800-\udfff]/gu, '').replace(/\r\n?/g, '\n').trim()
