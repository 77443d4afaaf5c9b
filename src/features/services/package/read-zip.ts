import { buffer } from 'node:stream/consumers'
import { crc32 } from 'node:zlib'
import { fromBufferPromise, type Entry, type ZipFile } from 'yauzl'
import { aboutFile, type Finding } from './finding.ts'
import { decode, mostBytes, notUtf8, roleOf, tooLarge, unknownFile, type PackageFiles } from './package-files.ts'

/*
 * A package as a ZIP, from whoever made it. Names are looked at before anything is unpacked, unpacking stops at a limit, and only
 * files that a package has are unpacked at all, in memory: no name of an archive ever becomes a path here.
 */

/** A larger archive is not even read. */
export const mostOfZip = 5_000_000
const most = { entries: 100, together: 4_000_000, ratio: 200 }

export const tooLargeZip = (archive: string): PackageFiles => ({
  texts: new Map(), faults: [aboutFile(archive, `is larger than ${mostOfZip / 1_000_000} MB`, 'put service.json and form.json into it, nothing else')],
})

/** Reads a ZIP; everything that is wrong with it comes back at once. */
export async function readZip(bytes: Buffer, archive: string): Promise<PackageFiles> {
  const texts = new Map<string, string>()
  if (bytes.length > mostOfZip) return tooLargeZip(archive)
  let zip: ZipFile
  try {
    zip = await fromBufferPromise(bytes, { lazyEntries: true, decodeStrings: false, autoClose: false })
  } catch (error) {
    return { texts, faults: [aboutFile(archive, `cannot be read as a ZIP (${(error as Error).message})`, 'make it anew with a usual program')] }
  }
  const faults: Finding[] = []
  try {
    const entries = await listEntries(zip, archive, faults)
    for (const one of entries) await readEntry(zip, one, texts, faults)
  } catch (error) {
    faults.push(aboutFile(archive, `is damaged (${(error as Error).message})`, 'make it anew with a usual program'))
  } finally {
    zip.close()
  }
  return { texts, faults }
}

type Named = { readonly entry: Entry; readonly name: string; readonly inside: string }

/** The files of the archive whose names and sizes are in order. */
async function listEntries(zip: ZipFile, archive: string, faults: Finding[]): Promise<Named[]> {
  if (zip.entryCount > most.entries) {
    faults.push(aboutFile(archive, `holds ${zip.entryCount} entries`, `put at most ${most.entries} into it`))
    return []
  }
  const found: { entry: Entry; name: string }[] = []
  for await (const entry of zip.eachEntry()) {
    const name = decode(entry.fileNameRaw)
    const wrong = name === null ? ['has a name that is not UTF-8', 'give it a plain name'] as const : badName(name)
    if (wrong) faults.push(aboutFile((name ?? entry.fileNameRaw.toString('latin1')).slice(0, 100), ...wrong))
    else if (name!.endsWith('/')) continue
    else found.push({ entry, name: name! })
  }
  const together = found.reduce((sum, { entry }) => sum + entry.uncompressedSize, 0)
  if (together > most.together) {
    faults.push(aboutFile(archive, `unpacks to ${Math.ceil(together / 1_000_000)} MB`, `keep it below ${most.together / 1_000_000} MB: a form is read by people`))
    return []
  }
  blameTwins(found.map(one => one.name), faults)
  // Whoever packs a folder gets its name before each file.
  const folder = /^[^/]+\//.exec(found.find(({ name }) => roleOf(name) !== 'let lie')?.name ?? '')?.[0] ?? ''
  const all = found.filter(({ name }) => roleOf(name) !== 'let lie')
  const isInside = folder !== '' && all.every(({ name }) => name.startsWith(folder))
  return all.map(one => ({ ...one, inside: isInside ? one.name.slice(folder.length) : one.name }))
}

/** What is wrong with a name, were it a path. */
function badName(name: string): readonly [what: string, mend: string] | null {
  const mend = 'pack the files of the package’s folder by a usual program'
  if (/[\u0000-\u001f\u007f\u202a-\u202e\u2066-\u2069]/.test(name)) return ['has signs in its name that cannot be seen', mend]
  if (name.includes('\\')) return ['has a backslash in its name', mend]
  if (/^[A-Za-z]:/.test(name)) return ['begins with a drive letter', mend]
  if (name.startsWith('/')) return ['begins at the root of a disk', mend]
  if (name.split('/').some((part, i, all) => part === '..' || part === '.' || (part === '' && i < all.length - 1))) return ['leads out of the package, or goes round about', mend]
  return name === '' || name.length > 200 ? ['has no name, or one that is too long', mend] : null
}

/** The same name twice, or once in capitals: which of the two counts would depend on who reads. */
function blameTwins(names: readonly string[], faults: Finding[]): void {
  const seen = new Map<string, string>()
  for (const name of names) {
    const folded = name.normalize('NFC').toLowerCase()
    const other = seen.get(folded)
    if (other !== undefined) faults.push(aboutFile(name, other === name ? 'is in the archive twice' : `is in the archive beside "${other}"`, 'keep one of the two'))
    seen.set(folded, name)
  }
}

async function readEntry(zip: ZipFile, { entry, name, inside }: Named, texts: Map<string, string>, faults: Finding[]): Promise<void> {
  if (roleOf(inside) === 'let lie') return
  if (roleOf(inside) === 'unknown') return void faults.push(unknownFile(name))
  const odd = await oddity(zip, entry)
  if (odd) return void faults.push(aboutFile(name, ...odd))
  if (entry.uncompressedSize > mostBytes) return void faults.push(tooLarge(name))
  let unpacked: Buffer
  try {
    // The library ends the stream with an error as soon as more comes than was declared.
    unpacked = await buffer(await zip.openReadStreamPromise(entry))
  } catch (error) {
    return void faults.push(aboutFile(name, `cannot be unpacked (${(error as Error).message})`, 'pack it anew'))
  }
  if (crc32(unpacked) !== entry.crc32) return void faults.push(aboutFile(name, 'differs from its check sum: it was changed or damaged', 'pack it anew'))
  const text = decode(unpacked)
  if (text === null) faults.push(notUtf8(name))
  else if (!texts.has(inside)) texts.set(inside, text)
}

async function oddity(zip: ZipFile, entry: Entry): Promise<readonly [what: string, mend: string] | null> {
  const kind = (entry.externalFileAttributes >>> 16) & 0o170000
  if (kind !== 0 && kind !== 0o100000) return ['is a link or a device, not a file', 'pack the file itself']
  if (entry.isEncrypted()) return ['is encrypted', 'pack it without a password: a package holds nothing secret']
  if (![0, 8].includes(entry.compressionMethod)) return [`is packed by method ${entry.compressionMethod}`, 'pack it with the usual method (deflate)']
  if (entry.uncompressedSize > 50_000 && entry.uncompressedSize > most.ratio * entry.compressedSize) return [`unpacks to ${Math.round(entry.uncompressedSize / Math.max(1, entry.compressedSize))} times its size`, 'put a form that people can read there']
  const { fileName } = await zip.readLocalFileHeaderPromise(entry)
  return fileName.equals(entry.fileNameRaw) ? null : ['has another name in the archive’s list than at its place', 'make the archive anew with a usual program']
}
