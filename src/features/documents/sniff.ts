import { createReadStream } from 'node:fs'
import { fileTypeFromFile } from 'file-type'

/** What file-type calls by several names, or by one that we do not use. */
const names: Readonly<Record<string, string>> = { 'image/heic-sequence': 'image/heic', 'image/heif-sequence': 'image/heif', 'image/apng': 'image/png' }

/**
 * The type of a file, by its content alone: what its name or its sender says counts for nothing. `null` where it is nothing
 * that we know. Text is what has no control signs and does not begin as a page, a picture or a program would.
 */
export async function sniffType(path: string): Promise<string | null> {
  const found = await fileTypeFromFile(path).catch(() => null)
  if (found === null) return null
  if (found) return names[found.mime] ?? found.mime
  return (await isText(path)) ? 'text/plain' : null
}

async function isText(path: string): Promise<boolean> {
  let first = true
  for await (const part of createReadStream(path, { highWaterMark: 256 * 1024 }) as AsyncIterable<Buffer>) {
    // Control signs but tab, line feed, form feed and carriage return: no text, in whichever of the usual encodings.
    if (part.some(byte => (byte < 32 && byte !== 9 && byte !== 10 && byte !== 12 && byte !== 13) || byte === 127)) return false
    if (first && isMarkup(part.toString('latin1', 0, 4096))) return false
    first = false
  }
  return !first
}

/** HTML, SVG, XML, scripts: read as text they are harmless, but a browser or a system might run them. */
const isMarkup = (start: string): boolean => /^(?:\xef\xbb\xbf)?\s*(?:<|#!|%!|\{\\rtf)/.test(start) || /<(?:!doctype|html|head|body|script|svg|iframe|object|embed|\?xml|\?php)\b/i.test(start)
