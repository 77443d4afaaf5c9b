import { crc32, deflateRawSync } from 'node:zlib'

/** A file of a ZIP for tests, with whatever a usual program would never write. */
export type RawEntry = {
  readonly name: string | Buffer
  readonly content?: string | Buffer
  /** The name at the file's place, where it differs from that of the archive's list. */
  readonly localName?: string
  readonly stored?: boolean
  readonly method?: number
  readonly flags?: number
  readonly crc?: number
  /** The unpacked size that the archive claims. */
  readonly claims?: number
  /** Unix mode with the file's kind: 0o120777 is a link. */
  readonly mode?: number
  /** Where the file's place is said to be. */
  readonly at?: number
}

/** Writes a ZIP byte by byte (PKWARE APPNOTE 6.3), so that every part of it can be wrong. */
export function rawZip(entries: readonly RawEntry[], { count = entries.length } = {}): Buffer {
  const files: Buffer[] = []
  const list: Buffer[] = []
  let offset = 0
  for (const one of entries) {
    const content = Buffer.from(one.content ?? '')
    const packed = one.stored ? content : deflateRawSync(content)
    const method = one.method ?? (one.stored ? 0 : 8)
    const common = (name: Buffer) => [u16(20), u16(one.flags ?? 0x800), u16(method), u32(0), u32(one.crc ?? crc32(content)), u32(packed.length), u32(one.claims ?? content.length), u16(name.length), u16(0)]
    const name = Buffer.from(one.name)
    const local = Buffer.from(one.localName ?? name)
    const file = Buffer.concat([u32(0x04034b50), ...common(local), local, packed])
    list.push(Buffer.concat([u32(0x02014b50), u16((3 << 8) | 20), ...common(name), u16(0), u16(0), u16(0), u32(((one.mode ?? 0o100644) << 16) >>> 0), u32(one.at ?? offset), name]))
    files.push(file)
    offset += file.length
  }
  const directory = Buffer.concat(list)
  return Buffer.concat([...files, directory, u32(0x06054b50), u16(0), u16(0), u16(count), u16(count), u32(directory.length), u32(offset), u16(0)])
}

function u16(value: number): Buffer {
  const bytes = Buffer.alloc(2)
  bytes.writeUInt16LE(value)
  return bytes
}

function u32(value: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32LE(value)
  return bytes
}
