import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { mailerContract, someMail, type MailerUnderTest } from '../../ports/mail/mailer-contract.ts'
import { readSource } from '../../ports/mail/read-source.ts'
import { outboxMailer } from './outbox-mailer.ts'

const mailing = '019a0000-0000-7000-8000-00000000000a'
const made: string[] = []

async function make(): Promise<MailerUnderTest & { folder: string }> {
  const root = await mkdtemp(join(tmpdir(), 'parvis-outbox-'))
  made.push(root)
  const folder = join(root, 'outbox')
  const mailer = outboxMailer({ folder, from: 'no-reply@example.org' })
  return {
    mailer, folder,
    async arrived() {
      const names = (await readdir(folder)).filter(name => name.endsWith('.eml'))
      return Promise.all(names.map(async name => readSource((await mailer.kept!(name.slice(0, -4)))!.source)))
    },
    // A file stands where the folder would be.
    breakDown: () => writeFile(folder, ''),
  }
}
afterEach(async () => {
  for (const root of made.splice(0)) await rm(root, { recursive: true })
})

describe('the outbox', () => {
  mailerContract(make)

  test('keeps what a message says and its source, one pair of files for each mailing, readable to their owner only', async () => {
    const { mailer, folder } = await make()
    await mailer.send(someMail())
    await mailer.send(someMail({ subject: 'Encore' }))
    expect((await readdir(folder)).sort()).toEqual([`${mailing}.eml`, `${mailing}.json`])
    expect((await stat(join(folder, `${mailing}.eml`))).mode & 0o077).toBe(0)
    expect((await mailer.kept!(mailing))!.message).toEqual(someMail({ subject: 'Encore' }))
  })

  test('has nothing under an id that it was not given, nor outside of its folder', async () => {
    const { mailer } = await make()
    expect(await mailer.kept!(mailing)).toBeNull()
    expect(await mailer.kept!('../../etc/passwd')).toBeNull()
  })
})
