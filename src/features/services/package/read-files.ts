import { lstat, readdir, readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { aboutFile, type Finding } from './finding.ts'
import { decode, mostBytes, notUtf8, roleOf, tooLarge, unknownFile, type PackageFiles } from './package-files.ts'
import { mostOfZip, readZip, tooLargeZip } from './read-zip.ts'

/** Reads a package from a folder or a ZIP. Nothing is written anywhere; links are not followed. */
export async function readFiles(path: string): Promise<PackageFiles> {
  const found = await lstat(path).catch(() => null)
  if (found?.isDirectory()) return readFolder(path)
  if (found?.isFile()) return found.size > mostOfZip ? tooLargeZip(basename(path)) : readZip(await readFile(path), basename(path))
  return { texts: new Map(), faults: [aboutFile(basename(path), found ? 'is neither a folder nor a file' : 'does not exist', 'name a folder with service.json, or a ZIP of one')] }
}

async function readFolder(folder: string): Promise<PackageFiles> {
  const texts = new Map<string, string>()
  const faults: Finding[] = []
  for (const name of (await readdir(folder)).sort()) {
    const role = roleOf(name)
    if (role === 'let lie') continue
    const file = await lstat(join(folder, name))
    if (role === 'unknown') faults.push(unknownFile(name))
    // A link would lead out of the folder: what it leads to would be read and shown.
    else if (!file.isFile()) faults.push(aboutFile(name, 'is no plain file', 'put the file itself here'))
    else if (file.size > mostBytes) faults.push(tooLarge(name))
    else {
      const text = decode(await readFile(join(folder, name)))
      if (text === null) faults.push(notUtf8(name))
      else texts.set(name, text)
    }
  }
  return { texts, faults }
}
