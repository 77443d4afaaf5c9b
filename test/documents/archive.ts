import { noAddresses } from '../../src/ports/addresses/addresses.ts'
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { derivedUuid } from '../../src/base/ids.ts'
import { isRefusal } from '../../src/base/result.ts'
import { folderStores } from '../../src/adapters/folder-store/folder-stores.ts'
import type { HttpSettings } from '../../src/app/http/roof.ts'
import { cases } from '../../src/features/cases/feature.ts'
import { desk } from '../../src/features/desk/feature.ts'
import { documents } from '../../src/features/documents/feature.ts'
import { filing } from '../../src/features/filing/feature.ts'
import { publishPackage, services } from '../../src/features/services/feature.ts'
import { staff } from '../../src/features/staff/feature.ts'
import { noMaps } from '../../src/ports/map-tiles/map-tiles.ts'
import { sql } from '../../src/journal/sql.ts'
import { GetCase } from '../../src/vocabulary/cases.ts'
import { addressKey } from '../../src/vocabulary/mail-link.ts'
import { EnrolAgent } from '../../src/vocabulary/staff.ts'
import { serveRooms } from '../support/served-rooms.ts'
import { csrfIn, type Visitor } from '../support/visitor.ts'
import { to } from '../filing/counter.ts'
import { plainPackage } from '../support/plain-package.ts'

export const service = 'copie-acte'
export const password = 'four words of an example'
const example = plainPackage()

const label = (fr: string) => ({ fr, en: fr, de: fr })
/** A form that asks for documents in each of the ways: alone on a page, beside another question, required by condition, in a repeated group. */
export const form = {
  languages: ['fr', 'en', 'de'],
  groups: [
    {
      id: 'papers', title: label('Vos documents'), pages: [
        { id: 'proof', questions: [{ id: 'proof', type: 'document', label: label('Envoyez un justificatif.'), accept: ['pdf', 'image'], most: 3, maxMb: 1 }] },
        {
          id: 'place', title: label('Le lieu'), questions: [
            { id: 'where', type: 'short-text', label: label('Où est-ce ?') },
            { id: 'photos', type: 'document', label: label('Des photos du lieu'), accept: ['image'], most: 5, maxMb: 500, asOnePdf: true, optional: true },
          ],
        },
        { id: 'late', questions: [{ id: 'late', type: 'yes-no', label: label('Est-ce en retard ?') }] },
        { id: 'reason', when: 'late = true', questions: [{ id: 'reason', type: 'document', label: label('Expliquez pourquoi.'), accept: ['text', 'office'], most: 1 }] },
      ],
    },
    {
      id: 'children', title: label('Enfants'), repeat: { min: 1, max: 3, item: label('Enfant {n}'), another: label('Un autre enfant ?'), remove: label('Retirer cet enfant') },
      pages: [{ id: 'certificate', questions: [{ id: 'certificate', type: 'document', label: label('Son certificat'), accept: ['pdf'], most: 1, optional: true }] }],
    },
  ],
}

/** A town hall whose service asks for documents, for two authorities, over a folder of files. `real` settings where a browser comes. */
export async function openArchive(real: Partial<HttpSettings> = {}) {
  const folder = await mkdtemp(join(tmpdir(), 'parvis-archive-'))
  const incoming = join(folder, 'incoming')
  const stores = folderStores(join(folder, 'documents'))
  const rooms = await serveRooms([services, filing(noAddresses), documents(stores, incoming), cases, staff, desk(noMaps)], { now: Date.parse('2026-11-16T20:14:00Z') }, { incoming, ...real })
  const { journal, clock } = rooms
  const packageFolder = join(folder, service)
  await mkdir(packageFolder)
  await cp(example, packageFolder, { recursive: true })
  const description = JSON.parse(await readFile(join(example, 'service.json'), 'utf8'))
  await writeFile(join(packageFolder, 'service.json'), JSON.stringify({ ...description, id: service, numberPrefix: 'AC' }))
  await writeFile(join(packageFolder, 'form.json'), JSON.stringify(form))
  for (const id of [1, 2]) {
    const published = await publishPackage(journal, id, packageFolder)
    if (isRefusal(published)) throw new Error(JSON.stringify(published))
    await journal.settled(id, published)
  }

  /** Begins a request; returns the address of its first question. */
  async function begin(who: Visitor, town = 'town-1'): Promise<string> {
    const page = await who.get(`/${town}/fr/services/${service}`)
    return to(await who.post(`/${town}/fr/services/${service}/start`, { csrf: csrfIn(page.body), anew: 'yes' }))
  }
  async function enrol(email: string, teams: readonly string[], town = 1): Promise<void> {
    const done = await journal.send(town, { kind: 'system', name: 'test' }, EnrolAgent, { agent: derivedUuid(`agent/${email}`), key: addressKey(journal.secrets, email), name: 'K. Example', email, password, teams, administrator: false })
    if (isRefusal(done)) throw new Error(JSON.stringify(done))
    await journal.settled(town, done)
  }
  const rows = <R>(text: string, town = 1) => journal.db(town).rows<R>(sql(text))
  const sweep = async (town = 1): Promise<void> => {
    const world = { db: journal.db(town), ask: journal.ask(town), now: clock.now }
    for (const room of journal.features) for (const one of room.sweeps ?? []) if (!['mail', 'remind-agents'].includes(one.name)) await one.run(world as never)
  }
  const hashes = async (town = 1): Promise<string[]> => {
    const found: string[] = []
    for await (const hash of stores.of(town).list()) found.push(hash)
    return found
  }
  const read = (id: string) => journal.ask(1)(GetCase, { case: id })
  return {
    ...rooms, folder, incoming, stores, begin, enrol, rows, sweep, hashes, read,
    async close() {
      await rooms.close()
      await rm(folder, { recursive: true })
    },
  }
}

export type Archive = Awaited<ReturnType<typeof openArchive>>

export type SentFile = { readonly field: string; readonly name: string; readonly content: Uint8Array | string; readonly type?: string }

/** A form with files, as a browser without a script posts it. */
export function multipart(fields: Record<string, string> | readonly (readonly [string, string])[], files: readonly SentFile[] = []): { body: Buffer; type: string } {
  const boundary = '----parvis-test-0123456789'
  const parts: Uint8Array[] = []
  const add = (text: string | Uint8Array) => parts.push(typeof text === 'string' ? Buffer.from(text) : text)
  for (const [name, value] of Array.isArray(fields) ? fields : Object.entries(fields)) add(`--${boundary}\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`)
  for (const { field, name, content, type = 'application/octet-stream' } of files) {
    add(`--${boundary}\r\ncontent-disposition: form-data; name="${field}"; filename="${name.replaceAll('"', '%22')}"\r\ncontent-type: ${type}\r\n\r\n`)
    add(content)
    add('\r\n')
  }
  add(`--${boundary}--\r\n`)
  return { body: Buffer.concat(parts), type: `multipart/form-data; boundary=${boundary}` }
}

/** Opens a page and posts its form with files. */
export async function postFiles(who: Visitor, address: string, fields: Record<string, string> | readonly (readonly [string, string])[], files: readonly SentFile[] = []) {
  const csrf = csrfIn((await who.get(address)).body)
  const all: [string, string][] = [['csrf', csrf], ...((Array.isArray(fields) ? fields : Object.entries(fields)) as [string, string][])]
  const { body, type } = multipart(all, files)
  return who.post(address, body, { 'content-type': type })
}
