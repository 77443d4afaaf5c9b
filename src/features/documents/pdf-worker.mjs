import { readFile, writeFile } from 'node:fs/promises'
import { parentPort, workerData } from 'node:worker_threads'
import { degrees, PDFDocument } from 'pdf-lib'

/*
 * Runs in a thread of its own (join-pictures.ts): decoding a large PNG takes seconds, in which the server answers others.
 * Plain JavaScript, because Node 20 starts no thread from TypeScript.
 */

const a4 = { short: 595.28, long: 841.89 }
const margin = 20
/** A photo of a phone has 12 to 50 million points; pictures that claim far more, together, are made to fill the memory: all lie in it until the end. */
const mostPoints = 80_000_000
/** EXIF orientation: by how much the page is turned for the reader. Mirrored pictures are turned, not mirrored back. */
const turns = { 3: 180, 4: 180, 5: 90, 6: 90, 7: 270, 8: 270 }

/** @type {{ pictures: { path: string, type: string }[], out: string }} */
const { pictures, out } = workerData
const pdf = await PDFDocument.create({ updateMetadata: false })
pdf.setProducer('Parvis')
const read = await Promise.all(pictures.map(async ({ path, type }) => ({ type, bytes: await readFile(path) })))
if (read.reduce((sum, { type, bytes }) => sum + (type === 'image/png' ? pointsOf(bytes) : 0), 0) > mostPoints) throw new Error('The pictures are too large.')
for (const { type, bytes } of read) {
  const picture = type === 'image/png' ? await pdf.embedPng(bytes) : await pdf.embedJpg(bytes)
  const lies = picture.width > picture.height
  const page = pdf.addPage(lies ? [a4.long, a4.short] : [a4.short, a4.long])
  const { width, height } = page.getSize()
  const scale = Math.min((width - 2 * margin) / picture.width, (height - 2 * margin) / picture.height)
  const size = { width: picture.width * scale, height: picture.height * scale }
  page.drawImage(picture, { ...size, x: (width - size.width) / 2, y: (height - size.height) / 2 })
  const turn = type === 'image/jpeg' ? turns[orientationOf(bytes)] : undefined
  if (turn) page.setRotation(degrees(turn))
}
await writeFile(out, await pdf.save({ useObjectStreams: true }), { mode: 0o600 })
parentPort?.postMessage('done')

/**
 * The points of a PNG that is one picture. The decoder believes the last head that it meets and the frames of an animation, each
 * with a size of its own, so a file with another head or with frames is refused: a megabyte of it took seven gigabytes.
 * @param {Buffer} png
 */
function pointsOf(png) {
  if (png.toString('latin1', 12, 16) !== 'IHDR') throw new Error('The picture does not begin with its head.')
  for (let at = 8; at + 8 <= png.length; at += 12 + png.readUInt32BE(at)) {
    const kind = png.toString('latin1', at + 4, at + 8)
    if ((kind === 'IHDR' && at > 8) || kind === 'acTL' || kind === 'fcTL' || kind === 'fdAT') throw new Error('The file holds more than one picture.')
    if (kind === 'IEND') break
  }
  return png.readUInt32BE(16) * png.readUInt32BE(20)
}

/**
 * How a JPEG was held when it was taken (EXIF, tag 0x0112); 1 where it does not say.
 * @param {Buffer} jpeg
 */
function orientationOf(jpeg) {
  let at = 2
  while (at + 4 < jpeg.length && jpeg[at] === 0xff) {
    const length = jpeg.readUInt16BE(at + 2)
    if (jpeg[at + 1] === 0xe1 && jpeg.toString('latin1', at + 4, at + 10) === 'Exif\0\0') return inTiff(jpeg.subarray(at + 10, at + 2 + length))
    if (jpeg[at + 1] === 0xda) break
    at += 2 + length
  }
  return 1
}

/** @param {Buffer} tiff */
function inTiff(tiff) {
  if (tiff.length < 14) return 1
  const little = tiff.toString('latin1', 0, 2) === 'II'
  const read16 = (/** @type {number} */ at) => (at + 2 > tiff.length ? 0 : little ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at))
  const first = little ? tiff.readUInt32LE(4) : tiff.readUInt32BE(4)
  for (let entry = first + 2, left = read16(first); left > 0 && entry + 12 <= tiff.length; entry += 12, left--) if (read16(entry) === 0x0112) return read16(entry + 8)
  return 1
}
