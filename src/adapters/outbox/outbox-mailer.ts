import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createTransport } from 'nodemailer'
import { isUuid } from '../../base/ids.ts'
import { isOneAddress } from '../../ports/mail/one-address.ts'
import { mailingOf, type Mailer, type OutgoingMail } from '../../ports/mail/mailer.ts'

/**
 * Keeps every message in a folder instead of sending it: `<mailing>.eml`, which any mail program opens, and what it says
 * beside it as `<mailing>.json`. For trying Parvis without a mail server; the files hold addresses and are readable to
 * their owner only.
 */
export function outboxMailer({ folder, from }: { readonly folder: string; readonly from: string }): Mailer {
  const composer = createTransport({ streamTransport: true, buffer: true, newline: 'windows', disableFileAccess: true, disableUrlAccess: true })
  const place = (mailing: string, form: 'eml' | 'json'): string => join(folder, `${mailing}.${form}`)
  return {
    name: 'outbox',
    from,
    async send(message) {
      const mailing = mailingOf(message.messageId)
      if (!isUuid(mailing)) throw new Error('The Message-ID does not name a mailing.')
      if (!isOneAddress(message.to)) return { accepted: false, why: 'refused-address', final: true }
      try {
        const made = await composer.sendMail({ ...message, to: { name: '', address: message.to } })
        await mkdir(folder, { recursive: true, mode: 0o700 })
        await write(place(mailing, 'json'), JSON.stringify(message, null, 2))
        await write(place(mailing, 'eml'), made.message as Buffer)
        return { accepted: true }
      } catch (error) {
        // A full or missing disk: the folder's name stays out of the answer. Anything else is a fault of ours.
        if ((error as NodeJS.ErrnoException).code === undefined) throw error
        return { accepted: false, why: 'other', final: false }
      }
    },
    async kept(mailing) {
      if (!isUuid(mailing)) return null
      try {
        const [said, source] = await Promise.all([readFile(place(mailing, 'json'), 'utf8'), readFile(place(mailing, 'eml'), 'utf8')])
        return { message: JSON.parse(said) as OutgoingMail, source }
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
        throw error
      }
    },
  }
}

/** Whole or not at all: whoever reads meanwhile sees no half message. */
async function write(path: string, content: string | Buffer): Promise<void> {
  await writeFile(`${path}.part`, content, { mode: 0o600 })
  await rename(`${path}.part`, path)
}
