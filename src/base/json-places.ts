/*
 * JSON with the place of everything in it, for people who write it by hand. It takes what JSON.parse takes, says each fault of
 * syntax with its line, and goes on behind the usual ones (a comma too many or too few, a comment), so that one look finds all.
 */

export type Place = { readonly line: number; readonly column: number }
export type JsonFault = Place & { readonly what: string; readonly mend: string }
export type PlacedJson = {
  /** What the text says; `undefined` where nothing can be read. */
  readonly value: unknown
  readonly faults: readonly JsonFault[]
  /** Where the thing under this path begins (`groups[0].pages[1].id`, '' is the whole), or the nearest above it. */
  placeOf(path: string): Place
}

/** Reads a text as JSON. Objects and lists may stand in each other a hundred deep. */
export function readJsonPlaces(text: string): PlacedJson {
  const r: Reader = { text, at: text.startsWith('\ufeff') ? 1 : 0, starts: new Map(), faults: [] }
  let value: unknown
  try {
    value = readValue(r, '', 0)
    skip(r)
    if (r.at < text.length) fault(r, r.at, 'there is something behind the end', 'remove it, or a bracket that closes too early')
  } catch (thrown) {
    if (!(thrown instanceof Stop)) throw thrown
  }
  const lines = lineStarts(text)
  return {
    value,
    faults: r.faults.map(({ at, what, mend }) => ({ ...placeAt(lines, at), what, mend })),
    placeOf(path) {
      for (let above = path; ; above = above.replace(/(?:^|\.)[^.[\]]*$|\[\d+\]$/, '')) {
        const start = r.starts.get(above)
        if (start !== undefined || above === '') return placeAt(lines, start ?? 0)
      }
    },
  }
}

type Reader = { readonly text: string; at: number; readonly starts: Map<string, number>; readonly faults: { at: number; what: string; mend: string }[] }

/** Thrown where reading cannot go on. */
class Stop extends Error {}

const deepest = 100
const fault = (r: Reader, at: number, what: string, mend: string): void => void r.faults.push({ at, what, mend })
function stop(r: Reader, what: string, mend: string): never {
  fault(r, r.at, r.at < r.text.length ? what : 'the file ends too early', r.at < r.text.length ? mend : 'close every quotation mark, bracket and brace')
  throw new Stop()
}

function readValue(r: Reader, path: string, depth: number): unknown {
  skip(r)
  if (!r.starts.has(path)) r.starts.set(path, r.at)
  if (depth > deepest) stop(r, 'there are too many brackets inside each other', `use at most ${deepest}`)
  const sign = r.text[r.at]
  if (sign === '{') return readObject(r, path, depth)
  if (sign === '[') return readList(r, path, depth)
  if (sign === '"') return readText(r)
  const word = /[-+.\w]+/y
  word.lastIndex = r.at
  const found = word.exec(r.text)?.[0] ?? ''
  if (found === 'true' || found === 'false' || found === 'null' || /^-?(0|[1-9]\d*)(\.\d+)?([eE][-+]?\d+)?$/.test(found)) {
    r.at += found.length
    return JSON.parse(found) as unknown
  }
  if (sign === "'" || sign === '“' || sign === '«') stop(r, `a text begins with ${sign}`, 'put texts between "straight" quotation marks')
  return stop(r, `${found || sign} is no value`, 'write a "text", a number, true, false, null, { … } or [ … ]')
}

function readObject(r: Reader, path: string, depth: number): Record<string, unknown> {
  const object: Record<string, unknown> = {}
  readEntries(r, '}', () => {
    const start = r.at
    if (r.text[r.at] !== '"') stop(r, 'a name is not between quotation marks', 'write "name": value')
    const key = readText(r)
    const inside = path === '' ? key : `${path}.${key}`
    if (Object.hasOwn(object, key)) fault(r, start, `"${key}" stands here twice`, 'keep one of the two')
    else r.starts.set(inside, start)
    skip(r)
    if (r.text[r.at] === ':') r.at++
    else stop(r, `a colon is missing behind "${key}"`, `write "${key}": and its value`)
    // A plain assignment of "__proto__" would change the object itself.
    Object.defineProperty(object, key, { value: readValue(r, inside, depth + 1), enumerable: true, configurable: true, writable: true })
  })
  return object
}

function readList(r: Reader, path: string, depth: number): unknown[] {
  const list: unknown[] = []
  readEntries(r, ']', () => void list.push(readValue(r, `${path}[${list.length}]`, depth + 1)))
  return list
}

function readEntries(r: Reader, close: '}' | ']', entry: () => void): void {
  r.at++
  for (let first = true; ; first = false) {
    skip(r)
    if (r.text[r.at] === close) return void r.at++
    if (!first) {
      if (r.text[r.at] === ',') {
        const comma = r.at++
        skip(r)
        if (r.text[r.at] === close) {
          fault(r, comma, 'a comma stands behind the last entry', 'remove it')
          return void r.at++
        }
      } else if (r.text[r.at] === '"' || r.text[r.at] === '{' || r.text[r.at] === '[') fault(r, r.at, 'a comma is missing before this', 'write a comma between two entries')
      else stop(r, `${JSON.stringify(r.text[r.at] ?? '')} is not expected here`, `write a comma and the next entry, or ${close}`)
    }
    entry()
  }
}

function readText(r: Reader): string {
  const quoted = /"(?:[^"\\\x00-\x1f]|\\(?:["\\/bfnrt]|u[\da-fA-F]{4}))*"/y
  quoted.lastIndex = r.at
  const found = quoted.exec(r.text)?.[0]
  if (found === undefined) return stop(r, 'a text does not end on its line, or holds a \\ that means nothing', 'end it with ", write line breaks as \\n and a backslash as \\\\')
  r.at += found.length
  return JSON.parse(found) as string
}

function skip(r: Reader): void {
  const space = /[ \t\r\n]*/y
  const comment = /\/\/[^\n]*|\/\*[\s\S]*?\*\//y
  for (;;) {
    space.lastIndex = r.at
    space.exec(r.text)
    r.at = comment.lastIndex = space.lastIndex
    const found = comment.exec(r.text)
    if (!found) return
    fault(r, r.at, 'JSON has no comments', 'remove it')
    r.at = comment.lastIndex
  }
}

function lineStarts(text: string): readonly number[] {
  const starts = [0]
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1)
  return starts
}

function placeAt(lines: readonly number[], at: number): Place {
  let low = 0
  let high = lines.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if (lines[middle]! <= at) low = middle
    else high = middle - 1
  }
  return { line: low + 1, column: at - lines[low]! + 1 }
}
