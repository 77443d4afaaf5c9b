import { createHash, randomUUID } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, open, rm } from 'node:fs/promises'
import { request as requestPlain, type IncomingMessage } from 'node:http'
import { request as requestTls } from 'node:https'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import { AwsV4Signer } from 'aws4fetch'
import { isHash, type ObjectStores, type Stored } from '../../ports/object-store/object-store.ts'

export type S3Place = {
  /** The service's address without the bucket: `https://s3.region.provider.example`. Buckets are named in the path. */
  readonly url: string
  readonly bucket: string
  readonly region: string
  readonly keyId: string
  readonly secretKey: string
  /** A local folder where a file waits while its hash is reckoned. */
  readonly spool: string
}

/**
 * Keeps files in a bucket of an S3-compatible service, as `AUTHORITY/ab/HASH`. A file is first written to the spool, because its
 * key is its hash; then it is sent with its length and its SHA-256 in the signature, so that the service itself refuses what
 * arrives altered. Requests are made by node:http, which streams with a known length and holds no file in memory.
 */
export function s3Stores(place: S3Place): ObjectStores {
  const send = sender(place)
  return {
    name: 's3',
    of(authority) {
      if (!Number.isSafeInteger(authority) || authority < 0) throw new Error('An authority is a number.')
      const keyOf = (hash: string): string => `${authority}/${hash.slice(0, 2)}/${hash}`
      return {
        async put(bytes) {
          await mkdir(place.spool, { recursive: true, mode: 0o700 })
          const draft = join(place.spool, `s3-${randomUUID()}`)
          try {
            const stored = await spool(draft, bytes)
            await send({ method: 'PUT', key: keyOf(stored.hash), file: draft, stored })
            const there = await send({ method: 'HEAD', key: keyOf(stored.hash) })
            if (Number(there.headers['content-length']) !== stored.bytes) throw new Error('The object store did not keep the whole file.')
            return stored
          } finally {
            await rm(draft, { force: true })
          }
        },
        async get(hash) {
          if (!isHash(hash)) return null
          const answer = await send({ method: 'GET', key: keyOf(hash), stream: true })
          return answer.statusCode === 404 ? null : answer
        },
        has: async hash => isHash(hash) && (await send({ method: 'HEAD', key: keyOf(hash) })).statusCode !== 404,
        async delete(hash) {
          if (isHash(hash)) await send({ method: 'DELETE', key: keyOf(hash) })
        },
        async *list() {
          // By the last key seen, not by the service's token: a token may be bound to a node that is gone.
          for (let after = '', more = true; more; ) {
            const query = new URLSearchParams({ 'list-type': '2', prefix: `${authority}/`, ...(after && { 'start-after': after }) })
            const page = await text(await send({ method: 'GET', key: '', query, stream: true }))
            const keys = [...page.matchAll(/<Key>([^<]+)<\/Key>/g)].map(([, key]) => key!)
            for (const key of keys) if (isHash(nameIn(key))) yield nameIn(key)
            after = keys.at(-1) ?? ''
            more = keys.length > 0 && /<IsTruncated>true</.test(page)
          }
        },
      }
    },
  }
}

type Sending = { method: 'GET' | 'HEAD' | 'PUT' | 'DELETE'; key: string; query?: URLSearchParams; file?: string; stored?: Stored; stream?: boolean }

/** The SHA-256 of no content at all, for requests without a body. */
const nothing = createHash('sha256').digest('hex')
const attempts = 4

/** Signs and sends a request; faults of the line or the service are tried again a few times. Answers are those below 300, and 404. */
function sender(place: S3Place) {
  return async function send(sending: Sending): Promise<IncomingMessage> {
    for (let attempt = 1; ; attempt++) {
      try {
        const answer = await once(place, sending)
        const status = answer.statusCode!
        if (status < 300 || (status === 404 && sending.method !== 'PUT' && sending.key !== '')) {
          if (!sending.stream || status === 404) answer.resume()
          return answer
        }
        const why = `The object store answered ${status} to ${sending.method}${/<Code>(\w+)</.exec(await text(answer))?.[1]?.replace(/^/, ': ') ?? ''}.`
        throw Object.assign(new Error(why), { final: status < 500 && status !== 408 && status !== 429 })
      } catch (error) {
        if ((error as { final?: boolean }).final || attempt === attempts) throw error
        await sleep(100 * 4 ** (attempt - 1))
      }
    }
  }
}

async function once(place: S3Place, { method, key, query, file, stored }: Sending): Promise<IncomingMessage> {
  const address = new URL(place.url)
  address.pathname = `${address.pathname.replace(/\/$/, '')}/${place.bucket}${key && `/${key}`}`
  address.search = query ? `?${query}` : ''
  const { headers } = await new AwsV4Signer({
    method, url: address.href, service: 's3', region: place.region, accessKeyId: place.keyId, secretAccessKey: place.secretKey,
    headers: { 'x-amz-content-sha256': stored?.hash ?? nothing },
  }).sign()
  const request = (address.protocol === 'https:' ? requestTls : requestPlain)(address, {
    method,
    headers: { ...Object.fromEntries(headers), ...(stored && { 'content-length': stored.bytes, 'content-type': 'application/octet-stream' }) },
    timeout: 60_000,
  })
  request.on('timeout', () => request.destroy(new Error('The object store does not answer.')))
  const answered = new Promise<IncomingMessage>((resolve, reject) => request.once('response', resolve).once('error', reject))
  if (file) {
    const sent = pipeline(createReadStream(file, { highWaterMark: 256 * 1024 }), request)
    // A refusal may arrive before everything was sent: the answer counts, not the broken pipe.
    sent.catch(() => undefined)
  } else request.end()
  return answered
}

const nameIn = (key: string): string => key.slice(key.lastIndexOf('/') + 1)

async function spool(path: string, bytes: AsyncIterable<Uint8Array>): Promise<Stored> {
  const sum = createHash('sha256')
  let length = 0
  const file = await open(path, 'wx', 0o600)
  try {
    for await (const part of bytes) {
      sum.update(part)
      length += part.length
      for (let at = 0; at < part.length; ) at += (await file.write(part, at)).bytesWritten
    }
  } finally {
    await file.close()
  }
  return { hash: sum.digest('hex'), bytes: length }
}

async function text(answer: IncomingMessage): Promise<string> {
  const parts: Buffer[] = []
  for await (const part of answer) parts.push(part as Buffer)
  return Buffer.concat(parts).toString()
}
