import { deflateSync } from 'node:zlib'

/* Small files of each kind, made here: whole enough for what looks at them. */

export const pdf = Buffer.from('%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n')

/** A PNG of one colour. */
export function png(width: number, height: number, colour: readonly [number, number, number] = [200, 80, 40]): Buffer {
  const row = Buffer.concat([Buffer.from([0]), Buffer.alloc(width * 3, Buffer.from(colour))])
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    chunk('IHDR', Buffer.concat([uint32(width), uint32(height), Buffer.from([8, 2, 0, 0, 0])])),
    chunk('IDAT', deflateSync(Buffer.concat(Array.from({ length: height }, () => row)))),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

/** A baseline JPEG of 8 × 8 grey points, with an EXIF orientation where one is given. */
export function jpeg(orientation?: number): Buffer {
  const exif = orientation === undefined ? Buffer.alloc(0) : Buffer.from(`ffe100224578696600004d4d002a0000000800010112000300000001000${orientation}000000000000`, 'hex')
  return Buffer.concat([Buffer.from('ffd8', 'hex'), exif, Buffer.from(
    'ffdb004300080606070605080707070909080a0c140d0c0b0b0c1912130f141d1a1f1e1d1a1c1c20242e2720222c231c1c2837292c30313434341f27393d38323c2e333432'
    + 'ffc0000b080008000801011100ffc4001f0000010501010101010100000000000000000102030405060708090a0bffc400b5100002010303020403050504040000017d01020300041105122131410613516107227114328191a1082342b1c11552d1f02433627282090a161718191a25262728292a3435363738393a434445464748494a535455565758595a636465666768696a737475767778797a838485868788898a92939495969798999aa2a3a4a5a6a7a8a9aab2b3b4b5b6b7b8b9bac2c3c4c5c6c7c8c9cad2d3d4d5d6d7d8d9dae1e2e3e4e5e6e7e8e9eaf1f2f3f4f5f6f7f8f9faffda0008010100003f00bf800000ffd9', 'hex')])
}

/** The start of a HEIC picture, as phones write it. */
export const heic = Buffer.concat([Buffer.from('00000018667479706865696300000000686569636d696631', 'hex'), Buffer.alloc(2000, 1)])

/** A ZIP with these files, stored without packing: the shape of office documents. */
export function zip(files: Readonly<Record<string, string>>): Buffer {
  const locals: Buffer[] = []
  const centrals: Buffer[] = []
  let at = 0
  for (const [name, text] of Object.entries(files)) {
    const content = Buffer.from(text)
    const about = Buffer.concat([Buffer.from('14000000000000002100', 'hex'), uint32le(crc(content)), uint32le(content.length), uint32le(content.length), uint16le(name.length)])
    const local = Buffer.concat([Buffer.from('504b0304', 'hex'), about, uint16le(0), Buffer.from(name), content])
    centrals.push(Buffer.concat([Buffer.from('504b01021400', 'hex'), about, Buffer.alloc(12), uint32le(at), Buffer.from(name)]))
    locals.push(local)
    at += local.length
  }
  const central = Buffer.concat(centrals)
  const end = Buffer.concat([Buffer.from('504b0506', 'hex'), Buffer.alloc(4), uint16le(centrals.length), uint16le(centrals.length), uint32le(central.length), uint32le(at), uint16le(0)])
  return Buffer.concat([...locals, central, end])
}

const ooxml = (kind: string, type: string): Buffer => zip({
  '[Content_Types].xml': `<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/${kind}/main.xml" ContentType="${type}.main+xml"/></Types>`,
  [`${kind}/main.xml`]: '<x/>',
})
export const docx = ooxml('word', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document')
export const docm = ooxml('word', 'application/vnd.ms-word.document.macroEnabled')
export const odt = zip({ mimetype: 'application/vnd.oasis.opendocument.text', 'content.xml': '<x/>' })

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type), data])
  return Buffer.concat([uint32(data.length), body, uint32(crc(body))])
}

function crc(bytes: Buffer): number {
  let sum = 0xffffffff
  for (const byte of bytes) {
    sum ^= byte
    for (let bit = 0; bit < 8; bit++) sum = sum & 1 ? (sum >>> 1) ^ 0xedb88320 : sum >>> 1
  }
  return (sum ^ 0xffffffff) >>> 0
}

function uint32(value: number): Buffer {
  return Buffer.from([value >>> 24, (value >>> 16) & 255, (value >>> 8) & 255, value & 255])
}

function uint32le(value: number): Buffer {
  return uint32(value).reverse()
}

function uint16le(value: number): Buffer {
  return Buffer.from([value & 255, value >>> 8])
}
