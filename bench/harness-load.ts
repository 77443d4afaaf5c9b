import { fork } from 'node:child_process'
import { connect } from 'node:net'
import { quantile } from './harness.ts'

/** Requests to send over keep-alive HTTP/1.1 connections, each connection one at a time. `times` repeats the list. */
export type Load = { readonly port: number; readonly connections: number; readonly requests: readonly string[]; readonly times?: number }

/** What came of a load. `answers[i]` is the status and the Location of request `i` (of its last repetition); milliseconds. */
export type Loaded = { readonly perSecond: number; readonly p50: number; readonly p99: number; readonly bytes: number; readonly answers: readonly { status: number; location: string }[] }

/*
 * The clients are a process of their own, which is the bench's own file started again: it must not share the event loop
 * with what is measured. Raw sockets and requests made beforehand: node:http as a client costs as much as the server.
 */
const mark = '--clients'

/** True in the process that makes the load; the bench then calls `serveClients` and does nothing else. */
export const isClients = process.argv.includes(mark)

/** In the bench: starts the process of clients. */
export function startClients() {
  const child = fork(process.argv[1]!, [mark], { serialization: 'advanced', execArgv: ['--enable-source-maps'] })
  const send = <A>(task: unknown): Promise<A> => new Promise((resolve, reject) => {
    const ended = (): void => reject(new Error('The process of clients ended.'))
    child.once('exit', ended)
    child.once('message', answer => {
      child.off('exit', ended)
      const { done, failed } = answer as { done?: A; failed?: string }
      if (failed === undefined) resolve(done as A)
      else reject(new Error(failed))
    })
    child.send(task as object)
  })
  return { send, load: (load: Load) => send<Loaded>(load), stop: () => void child.disconnect() }
}

/** In the clients' process: does each task that the bench sends, until the bench lets go. */
export function serveClients<T>(work: (task: T) => Promise<unknown>): void {
  process.on('message', task => {
    work(task as T).then(done => process.send!({ done }), (error: Error) => process.send!({ failed: error.stack ?? error.message }))
  })
}

/** Sends all requests, as many at a time as there are connections. Connecting does not count. */
export async function runLoad({ port, connections, requests, times = 1 }: Load): Promise<Loaded> {
  const bytes = requests.map(request => Buffer.from(request))
  const answers = Array.from<{ status: number; location: string }>({ length: requests.length })
  const took: number[] = []
  let received = 0
  let next = 0
  const sockets = await Promise.all(Array.from({ length: connections }, () => open(port)))
  const began = performance.now()
  await Promise.all(sockets.map(socket => new Promise<void>((resolve, reject) => {
    let sent = 0
    let index = 0
    const sendNext = (): void => {
      if (next >= bytes.length * times) {
        socket.destroy()
        return resolve()
      }
      index = next++ % bytes.length
      sent = performance.now()
      socket.write(bytes[index]!)
    }
    socket.on('data', reader(answer => {
      took.push(performance.now() - sent)
      received += answer.bytes
      answers[index] = { status: answer.status, location: answer.location }
      sendNext()
    }))
    socket.on('error', reject)
    socket.on('end', () => reject(new Error('The server closed a connection.')))
    sendNext()
  })))
  const seconds = (performance.now() - began) / 1000
  return { perSecond: took.length / seconds, p50: quantile(took, 0.5), p99: quantile(took, 0.99), bytes: received / took.length, answers }
}

export const open = (port: number): Promise<import('node:net').Socket> => new Promise((resolve, reject) => {
  const socket = connect({ port, host: '127.0.0.1', noDelay: true }, () => resolve(socket))
  socket.once('error', reject)
})

type Answer = { readonly status: number; readonly location: string; readonly bytes: number }

/** Reads answers that say their length, one after the other. */
function reader(done: (answer: Answer) => void): (chunk: Buffer) => void {
  let kept: Buffer | null = null
  let wanted = 0
  return chunk => {
    kept = kept === null ? chunk : Buffer.concat([kept, chunk])
    if (wanted === 0) {
      const end = kept.indexOf('\r\n\r\n')
      if (end < 0) return
      const length = /\r\ncontent-length: (\d+)/i.exec(kept.toString('latin1', 0, end + 2))
      if (!length) throw new Error('An answer without Content-Length.')
      wanted = end + 4 + Number(length[1])
    }
    if (kept.length < wanted) return
    const head = kept.toString('latin1', 0, kept.indexOf('\r\n\r\n') + 2)
    const answer = { status: Number(head.slice(9, 12)), location: /\r\nlocation: ([^\r]*)/i.exec(head)?.[1] ?? '', bytes: wanted }
    kept = null
    wanted = 0
    done(answer)
  }
}
