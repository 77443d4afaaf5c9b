import { readdir, readFile, rename, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, gzip } from 'node:zlib'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance } from 'fastify'

/** What the build made for the browser: addresses for the frame of each page, and the folder they are served from. */
export type Client = {
  readonly stylesheets: readonly string[]
  readonly script: string | null
  readonly fonts: readonly string[]
  readonly folder: string | null
}

/** No build: pages without style or script, for tests that look at answers only. */
export const noClient: Client = { stylesheets: [], script: null, fonts: [], folder: null }

/** Reads Vite's manifest in `folder` (`dist/client`); throws where the client was not built. */
export async function readClient(folder: string): Promise<Client> {
  const text = await readFile(join(folder, 'manifest.json'), 'utf8').catch(() => {
    throw new Error(`The client is not built: ${join(folder, 'manifest.json')} is missing. Run: npm run build`)
  })
  const entry = (JSON.parse(text) as Record<string, ManifestEntry>)['src/ui/client.ts']
  if (!entry) throw new Error('The client build has no entry src/ui/client.ts. Run: npm run build')
  return {
    stylesheets: (entry.css ?? []).map(address),
    script: address(entry.file),
    fonts: (entry.assets ?? []).filter(file => preloaded.test(file)).map(address),
    folder,
  }
}

/** Serves the build's files for a year, in the smallest form that the browser takes. */
export async function serveAssets(server: FastifyInstance, client: Client): Promise<void> {
  if (client.folder === null) return
  await server.register(fastifyStatic, {
    root: join(client.folder, 'assets'),
    prefix: '/assets/',
    immutable: true,
    maxAge: '365d',
    index: false,
    decorateReply: false,
    preCompressed: true,
  })
}

/**
 * Writes the brotli and gzip forms beside the build's files where they are missing. Runs beside the server's first
 * moments; until a file's form is there, the file itself is served. Returns how many were written.
 */
export async function compressAssets(client: Client): Promise<number> {
  if (client.folder === null) return 0
  const folder = join(client.folder, 'assets')
  const files = (await readdir(folder)).filter(file => /\.(css|js|svg)$/.test(file))
  let written = 0
  for (const file of files) {
    const source = join(folder, file)
    const bytes = await readFile(source)
    if (bytes.length < 1024) continue
    for (const [ending, pack] of packers) {
      const target = `${source}.${ending}`
      if (await stat(target).catch(() => null)) continue
      // Renamed into place: another node of the same folder never serves half a file.
      await writeFile(`${target}.${process.pid}`, await pack(bytes))
      await rename(`${target}.${process.pid}`, target)
      written++
    }
  }
  return written
}

type ManifestEntry = { file: string; css?: string[]; assets?: string[] }

/** The two families that every page's first screen is set in; the others come when they are needed. */
const preloaded = /\/(text|title)-[^/]*\.woff2$/
const address = (file: string): string => `/${file}`
const packers = [['br', promisify<Buffer, Buffer>(brotliCompress)], ['gz', promisify<Buffer, Buffer>(gzip)]] as const
