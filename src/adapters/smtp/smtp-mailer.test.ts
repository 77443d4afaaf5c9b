import type { AddressInfo } from 'node:net'
import { SMTPServer, type SMTPServerOptions } from 'smtp-server'
import { afterEach, describe, expect, test } from 'vitest'
import { mailerContract, someMail } from '../../ports/mail/mailer-contract.ts'
import { readSource } from '../../ports/mail/read-source.ts'
import { smtpMailer } from './smtp-mailer.ts'

const open: (() => Promise<void>)[] = []

/** A mail server of npm's on a free port, and a mailer that speaks to it. */
async function make(options: SMTPServerOptions = {}, query = '') {
  const sources: string[] = []
  const server = new SMTPServer({
    authOptional: true, disabledCommands: ['STARTTLS'], logger: false,
    onData(stream, _session, done) {
      let source = ''
      stream.setEncoding('utf8').on('data', (part: string) => { source += part }).on('end', () => {
        sources.push(source)
        done()
      })
    },
    ...options,
  })
  server.on('error', () => {})
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.server.address() as AddressInfo
  let closed: Promise<void> | undefined
  const close = (): Promise<void> => (closed ??= new Promise(resolve => server.close(() => resolve())))
  open.push(close)
  return {
    mailer: smtpMailer({ from: 'no-reply@example.org', url: `smtp://127.0.0.1:${port}${query}`, timeoutMs: 5_000 }), port, sources,
    arrived: async () => sources.map(readSource), breakDown: close,
  }
}
afterEach(async () => {
  for (const close of open.splice(0)) await close()
})

/** The error of an SMTP reply with this code; its text names the address, as servers do. */
const reply = (responseCode: number): Error => Object.assign(new Error('a.example@example.org is not welcome'), { responseCode })

describe('SMTP', () => {
  mailerContract(() => make())

  test('a connection that is refused can be tried again', async () => {
    const { mailer, breakDown } = await make()
    await breakDown()
    expect(await mailer.send(someMail())).toEqual({ accepted: false, why: 'unreachable', final: false })
  })

  test('an address that the server refuses for good is final, and its words stay behind', async () => {
    const { mailer } = await make({ onRcptTo: (_address, _session, done) => done(reply(550)) })
    expect(await mailer.send(someMail())).toEqual({ accepted: false, why: 'refused-address', final: true })
  })

  test('an address put off with 4xx is accepted later, under the same Message-ID', async () => {
    let asked = 0
    const { mailer, arrived } = await make({ onRcptTo: (_address, _session, done) => done(++asked === 1 ? reply(451) : null) })
    expect(await mailer.send(someMail())).toEqual({ accepted: false, why: 'refused-address', final: false })
    expect(await mailer.send(someMail())).toEqual({ accepted: true })
    expect((await arrived()).map(one => one.messageId)).toEqual([someMail().messageId])
  })

  test('a sender that the server refuses is told apart from the address', async () => {
    const { mailer } = await make({ onMailFrom: (_address, _session, done) => done(reply(553)) })
    expect(await mailer.send(someMail())).toEqual({ accepted: false, why: 'refused-sender', final: true })
  })

  test('a message refused after its text is none of the others', async () => {
    const { mailer } = await make({
      onData(stream, _session, done) {
        stream.resume().on('end', () => done(reply(554)))
      },
    })
    expect(await mailer.send(someMail())).toEqual({ accepted: false, why: 'other', final: true })
  })

  test('wrong credentials are ours to mend: the message can be tried again', async () => {
    const server = { authOptional: false, allowInsecureAuth: true, onAuth: (_auth: unknown, _session: unknown, done: (error: Error | null) => void) => done(reply(535)) } as SMTPServerOptions
    const { port } = await make(server)
    const mailer = smtpMailer({ from: 'no-reply@example.org', url: `smtp://someone:wrong@127.0.0.1:${port}`, timeoutMs: 5_000 })
    expect(await mailer.send(someMail())).toEqual({ accepted: false, why: 'refused-sender', final: false })
  })

  test('what must be encrypted is not sent in the clear', async () => {
    const { mailer, sources } = await make({}, '?requireTLS=true')
    expect(await mailer.send(someMail())).toMatchObject({ accepted: false, final: false })
    expect(sources).toEqual([])
  })

  test('a certificate that nobody vouches for is refused', async () => {
    const { mailer, sources } = await make({ disabledCommands: [] }, '?requireTLS=true')
    expect(await mailer.send(someMail())).toEqual({ accepted: false, why: 'unreachable', final: false })
    expect(sources).toEqual([])
  })

  test('a server that says nothing does not hold the message for ever', async () => {
    const { port } = await make({ onConnect: () => {} })
    const mailer = smtpMailer({ from: 'no-reply@example.org', url: `smtp://127.0.0.1:${port}`, timeoutMs: 100 })
    expect(await mailer.send(someMail())).toEqual({ accepted: false, why: 'unreachable', final: false })
  })
})
