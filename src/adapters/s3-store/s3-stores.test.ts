import { createHmac } from 'node:crypto'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { createServer, type IncomingMessage, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import S3rver from 's3rver'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { inPieces, objectStoreContract, pseudoRandom, sha256 } from '../../ports/object-store/object-store-contract.ts'
import { s3Stores, type S3Place } from './s3-stores.ts'

/* Against an S3-compatible server. It knows the key S3RVER and checks no signature of version 4: that is done here, by the specification. */

let folder: string
let service: S3rver
let port: number
let buckets = 0
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'parvis-s3-'))
  service = new S3rver({ address: '127.0.0.1', port: 0, directory: join(folder, 's3'), silent: true, configureBuckets: Array.from({ length: 20 }, (_, i) => ({ name: `bucket-${i + 1}` })) })
  port = (await service.run()).port
})
afterAll(async () => {
  await service?.close()
  await rm(folder, { recursive: true })
})

const place = (more: Partial<S3Place> = {}): S3Place =>
  ({ url: `http://127.0.0.1:${port}`, bucket: `bucket-${++buckets}`, region: 'eu-west-3', keyId: 'S3RVER', secretKey: 'S3RVER', spool: join(folder, 'spool'), ...more })

describe('stores in a bucket', () => {
  objectStoreContract(async () => s3Stores(place()))

  test('leaves nothing in the spool', async () => {
    const store = s3Stores(place()).of(1)
    await store.put(inPieces(Buffer.from('a letter')))
    expect(await readdir(join(folder, 'spool'))).toEqual([])
  })

  test('a wrong key or a bucket that is not there is said, not taken for an empty store', async () => {
    const known = place()
    const { hash } = await s3Stores(known).of(1).put(inPieces(Buffer.from('x')))
    await expect(s3Stores({ ...known, keyId: 'NOBODY' }).of(1).has(hash)).rejects.toThrow('403')
    const nowhere = s3Stores(place({ bucket: 'no-such-bucket' })).of(1)
    await expect(nowhere.put(inPieces(Buffer.from('x')))).rejects.toThrow('NoSuchBucket')
    await expect((async () => { for await (const one of nowhere.list()) return one })()).rejects.toThrow('NoSuchBucket')
  })

  // s3rver cannot cut a list itself: its tokens need a cipher that OpenSSL 3 no longer has.
  test('more objects than one page of a list are all listed, each once', async () => {
    const hashes = ['a', 'b', 'c', 'd', 'e'].map(text => sha256(Buffer.from(text))).sort()
    const asked: (string | null)[] = []
    const signed: boolean[] = []
    const paging = await serve((request, response) => {
      signed.push(isSigned(request, 'S3RVER'))
      const { searchParams } = new URL(request.url!, 'http://x')
      asked.push(searchParams.get('start-after'))
      const left = hashes.map(hash => `7/${hash.slice(0, 2)}/${hash}`).filter(key => key > (searchParams.get('start-after') ?? ''))
      response.end(`<ListBucketResult><IsTruncated>${left.length > 2}</IsTruncated>${left.slice(0, 2).map(key => `<Contents><Key>${key}</Key></Contents>`).join('')}</ListBucketResult>`)
    })
    const found: string[] = []
    for await (const hash of s3Stores(place({ url: paging.url })).of(7).list()) found.push(hash)
    await paging.close()
    expect(signed).toEqual([true, true, true])
    expect(found.sort()).toEqual(hashes)
    expect(asked).toHaveLength(3)
  })

  test('tries again after faults of the service, sends the content whole each time, and signs its hash', async () => {
    const seen: { method: string; hash: unknown; length: unknown; body: string; signed: boolean }[] = []
    const failing = await serve(async (request, response) => {
      const parts: Buffer[] = []
      for await (const part of request) parts.push(part as Buffer)
      const { method, headers } = request
      seen.push({ method: method!, hash: headers['x-amz-content-sha256'], length: headers['content-length'], body: sha256(Buffer.concat(parts)), signed: isSigned(request, 'S3RVER') && !isSigned(request, 'other') })
      if (seen.length === 1) return void request.socket.destroy()
      response.writeHead(seen.length === 2 ? 503 : 200, { ...(method === 'HEAD' && { 'content-length': '300000' }) }).end()
    })
    const content = pseudoRandom(300_000)
    const stored = await s3Stores(place({ url: `${failing.url}/root` })).of(1).put(inPieces(content))
    await failing.close()
    expect(stored).toEqual({ hash: sha256(content), bytes: 300_000 })
    expect(seen.map(one => one.method)).toEqual(['PUT', 'PUT', 'PUT', 'HEAD'])
    for (const put of seen.slice(1, 3)) expect(put).toMatchObject({ hash: stored.hash, length: '300000', body: stored.hash })
    expect(seen.every(one => one.signed)).toBe(true)
  })
})

async function serve(answer: RequestListener): Promise<{ url: string; close(): Promise<void> }> {
  const server = createServer(answer).listen(0, '127.0.0.1')
  await new Promise(resolve => server.once('listening', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async close() {
      server.closeAllConnections()
      await new Promise(resolve => server.close(resolve))
    },
  }
}

/** Whether a request carries the signature (AWS Signature Version 4) that this secret makes of it. */
function isSigned({ method, url, headers }: IncomingMessage, secret: string): boolean {
  const [, scope, names, signature] = /Credential=[^/]+\/([^,]+), SignedHeaders=([^,]+), Signature=([0-9a-f]+)$/.exec(headers.authorization ?? '')!
  const [path, query = ''] = url!.split('?')
  const canonical = [method, path, query.split('&').sort().join('&'), ...names!.split(';').map(name => `${name}:${headers[name]}`), '', names, headers['x-amz-content-sha256']].join('\n')
  const toSign = ['AWS4-HMAC-SHA256', headers['x-amz-date'], scope, sha256(Buffer.from(canonical))].join('\n')
  const key = scope!.split('/').reduce<Buffer | string>((under, part) => createHmac('sha256', under).update(part).digest(), `AWS4${secret}`)
  return createHmac('sha256', key).update(toSign).digest('hex') === signature
}
