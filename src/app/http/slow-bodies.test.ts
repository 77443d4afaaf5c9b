import { connect, type AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import fastify from 'fastify'
import { afterEach, expect, test } from 'vitest'
import { boundBodies } from './slow-bodies.ts'

const open: { close(): Promise<unknown> }[] = []
afterEach(async () => {
  for (const server of open.splice(0)) await server.close()
})

/** Sends a body piece by piece, `every` so many milliseconds; what was answered, '' where the line was cut. */
async function trickle(type: string, pieces: number, every: number): Promise<string> {
  const server = fastify()
  open.push(server)
  boundBodies(server, { form: 500, file: 2500 })
  server.removeAllContentTypeParsers()
  server.addContentTypeParser('*', (_request, body, done) => {
    body.resume().on('end', () => done(null, null)).on('error', done)
  })
  server.post('/', async () => 'taken')
  await server.listen({ port: 0, host: '127.0.0.1' })
  const socket = connect((server.server.address() as AddressInfo).port, '127.0.0.1')
  let answer = ''
  const ended = new Promise<void>(resolve => socket.on('data', part => { answer += String(part) }).on('error', () => {}).on('close', () => resolve()))
  socket.write(`POST / HTTP/1.1\r\nhost: x\r\nconnection: close\r\ncontent-type: ${type}\r\ncontent-length: ${pieces}\r\n\r\n`)
  for (let i = 0; i < pieces && !socket.destroyed; i++) {
    socket.write('x')
    await sleep(every)
  }
  await ended
  return answer.split('\r\n\r\n')[1] ?? ''
}

test.each<[string, string, number, number, string]>([
  ['a form that comes at once is taken', 'application/x-www-form-urlencoded', 3, 1, 'taken'],
  ['a form that comes too slowly is cut', 'application/x-www-form-urlencoded', 20, 80, ''],
  ['a file that keeps coming is taken', 'application/offset+octet-stream', 12, 80, 'taken'],
  ['a form with files that keeps coming is taken', 'multipart/form-data; boundary=x', 12, 80, 'taken'],
  ['a file that stops coming is cut', 'application/offset+octet-stream', 3, 1200, ''],
  ['a file that never ends is cut', 'application/offset+octet-stream', 60, 80, ''],
])('%s', async (_, type, pieces, every, answer) => expect(await trickle(type, pieces, every)).toBe(answer))
