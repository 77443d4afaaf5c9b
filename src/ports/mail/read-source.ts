import type { Arrived } from './mailer-contract.ts'

/** Reads the source of a message of ours in tests (RFC 5322, MIME with quoted-printable or base64 parts, RFC 2047 words): no general parser. */
export function readSource(source: string): Arrived {
  const { headers, body } = split(source)
  const parts = partsOf(headers, body)
  const bodyOf = (type: string): string => parts.find(part => part.type === type)?.text ?? ''
  return {
    messageId: headers['message-id'] ?? '', from: words(headers['from'] ?? ''), to: headers['to'] ?? '', subject: words(headers['subject'] ?? ''),
    text: bodyOf('text/plain'), html: bodyOf('text/html'), headers,
  }
}

function split(source: string): { headers: Record<string, string>; body: string } {
  const at = source.indexOf('\r\n\r\n')
  const lines = source.slice(0, at).replace(/\r\n[ \t]+/g, ' ').split('\r\n')
  return { headers: Object.fromEntries(lines.map(line => [line.slice(0, line.indexOf(':')).toLowerCase(), line.slice(line.indexOf(':') + 1).trim()])), body: source.slice(at + 4) }
}

function partsOf(headers: Record<string, string>, body: string): { type: string; text: string }[] {
  const type = headers['content-type'] ?? ''
  const boundary = /boundary="?([^";]+)/.exec(type)?.[1]
  if (boundary !== undefined) return body.split(`--${boundary}`).slice(1, -1).flatMap(part => {
    const inner = split(part.replace(/^\r\n/, ''))
    return partsOf(inner.headers, inner.body.replace(/\r\n$/, ''))
  })
  return [{ type: type.split(';')[0]!, text: decode(body, headers['content-transfer-encoding'] ?? '7bit').replaceAll('\r\n', '\n') }]
}

function decode(body: string, encoding: string): string {
  if (encoding === 'base64') return Buffer.from(body, 'base64').toString()
  return encoding === 'quoted-printable' ? quoted(body.replace(/=\r\n/g, '')) : body
}

const quoted = (text: string): string => Buffer.from(text.replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))), 'latin1').toString()

const words = (text: string): string => text.replace(/\?=\s+=\?/g, '?==?').replace(/=\?utf-8\?([qb])\?([^?]*)\?=/gi, (_, form: string, word: string) =>
  form.toLowerCase() === 'b' ? Buffer.from(word, 'base64').toString('latin1') : quotedBytes(word)).replace(/[\x80-\xff]+/g, bytes => Buffer.from(bytes, 'latin1').toString())

const quotedBytes = (word: string): string => word.replaceAll('_', ' ').replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
