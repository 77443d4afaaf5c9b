import { open, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { DataStore, ERRORS, Upload } from '@tus/server'

type Noted = { readonly size: number; readonly metadata: Upload['metadata']; readonly created: string; readonly kept?: string }

/**
 * The files that arrive in pieces, in a folder: `tus-ID` holds what came, `tus-ID.json` what was said about it. How far a file
 * has come is its length on the disk, so that a server that was killed knows it, too.
 */
export class TusFiles extends DataStore {
  private readonly folder: string

  constructor(folder: string) {
    super()
    this.folder = folder
    this.extensions = ['creation', 'termination']
  }

  /** Ids come from the roof alone; anything else finds nothing. */
  pathOf(id: string): string {
    if (!/^[0-9a-f]{32}-[0-9a-f-]{36}$/.test(id)) throw ERRORS.FILE_NOT_FOUND
    return join(this.folder, `tus-${id}`)
  }

  override async create(upload: Upload): Promise<Upload> {
    await writeFile(this.pathOf(upload.id), '', { mode: 0o600 })
    await this.note(upload.id, { size: upload.size ?? 0, metadata: upload.metadata, created: upload.creation_date ?? '' })
    return upload
  }

  override async write(bytes: Readable, id: string, offset: number): Promise<number> {
    const noted = await this.noted(id)
    if (noted.kept !== undefined) {
      bytes.resume()
      return offset
    }
    const file = await open(this.pathOf(id), 'r+')
    let at = offset
    try {
      for await (const part of bytes as AsyncIterable<Buffer>)
        for (let from = 0; from < part.length; ) {
          const { bytesWritten } = await file.write(part, from, part.length - from, at)
          from += bytesWritten
          at += bytesWritten
        }
    } finally {
      await file.close()
    }
    return at
  }

  override async getUpload(id: string): Promise<Upload> {
    const { size, metadata, created, kept } = await this.noted(id)
    const offset = kept === undefined ? (await stat(this.pathOf(id))).size : size
    return new Upload({ id, size, metadata, offset, creation_date: created })
  }

  override async remove(id: string): Promise<void> {
    await this.noted(id)
    await rm(this.pathOf(id), { force: true })
    await rm(`${this.pathOf(id)}.json`, { force: true })
  }

  /** The answer that was given for a whole file: who did not hear it may ask again. */
  async answerOf(id: string): Promise<string | null> {
    return (await this.noted(id)).kept ?? null
  }

  /** Notes the answer and lets the bytes go: they are kept elsewhere now. */
  async finish(id: string, answer: string): Promise<void> {
    await this.note(id, { ...(await this.noted(id)), kept: answer })
    await rm(this.pathOf(id), { force: true })
  }

  private async noted(id: string): Promise<Noted> {
    const text = await readFile(`${this.pathOf(id)}.json`, 'utf8').catch(() => null)
    if (text === null) throw ERRORS.FILE_NOT_FOUND
    return JSON.parse(text) as Noted
  }

  private async note(id: string, noted: Noted): Promise<void> {
    const path = `${this.pathOf(id)}.json`
    await writeFile(`${path}.part`, JSON.stringify(noted), { mode: 0o600 })
    await rename(`${path}.part`, path)
  }
}
