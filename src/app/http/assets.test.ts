import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { brotliDecompressSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { compressAssets, readClient } from './assets.ts'
import { FakeRuntime, testSettings } from '../../../test/support/fake-runtime.ts'
import { createServer } from './server.ts'

test('the build’s files are served for a year, in the smallest form', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'parvis-client-'))
  try {
    await expect(readClient(folder)).rejects.toThrow('npm run build')
    const css = 'main { color: inherit }\n'.repeat(200)
    await mkdir(join(folder, 'assets'))
    await writeFile(join(folder, 'assets/client-1.css'), css)
    await writeFile(join(folder, 'assets/client-1.js'), 'export {}')
    const entry = { file: 'assets/client-1.js', css: ['assets/client-1.css'], assets: ['assets/text-1.woff2', 'assets/plain-zero-1.woff2'] }
    await writeFile(join(folder, 'manifest.json'), JSON.stringify({ 'src/ui/client.ts': entry }))
    const client = await readClient(folder)
    expect(client).toEqual({ folder, script: '/assets/client-1.js', stylesheets: ['/assets/client-1.css'], fonts: ['/assets/text-1.woff2'] })
    expect(await compressAssets(client)).toBe(2)
    expect(await compressAssets(client)).toBe(0)
    const server = await createServer(new FakeRuntime([]), testSettings({ client }))
    const response = await server.inject({ url: '/assets/client-1.css', headers: { 'accept-encoding': 'br' } })
    expect(response.headers['content-encoding']).toBe('br')
    expect(response.headers['cache-control']).toBe('public, max-age=31536000, immutable')
    expect(response.headers['x-content-type-options']).toBe('nosniff')
    expect(response.headers['content-type']).toContain('text/css')
    expect(brotliDecompressSync(response.rawPayload).toString()).toBe(css)
    expect((await server.inject('/assets/client-1.css')).body).toBe(css)
    for (const address of ['/assets/none.js', '/assets/../manifest.json', '/assets/..%2fmanifest.json']) expect((await server.inject(address)).statusCode).toBeGreaterThanOrEqual(400)
    await server.close()
    expect(await readFile(join(folder, 'assets/client-1.css'), 'utf8')).toBe(css)
  } finally {
    await rm(folder, { recursive: true })
  }
})
