import { createTransport } from 'nodemailer'
import { isOneAddress } from '../../ports/mail/one-address.ts'
import type { MailAnswer, Mailer } from '../../ports/mail/mailer.ts'

/** `url` of the server: `smtps://user:password@mail.example:465`, `smtp://mail.example:587`; `from` is the sender's address. */
export type SmtpSettings = { readonly url: string; readonly from: string; readonly timeoutMs?: number }

const timeoutMs = 20_000

/**
 * Hands messages to a mail server. Beyond this machine the connection must be encrypted (STARTTLS where the address is
 * `smtp:`), unless the address says `?requireTLS=false`.
 */
export function smtpMailer(settings: SmtpSettings): Mailer {
  const wait = settings.timeoutMs ?? timeoutMs
  const transport = createTransport({
    url: settings.url, ...(mustEncrypt(settings.url) && { requireTLS: true }),
    connectionTimeout: wait, greetingTimeout: wait, socketTimeout: wait, dnsTimeout: wait,
    logger: false, disableFileAccess: true, disableUrlAccess: true,
  })
  return {
    name: 'smtp',
    from: settings.from,
    async send(message) {
      if (!isOneAddress(message.to)) return { accepted: false, why: 'refused-address', final: true }
      try {
        await transport.sendMail({ ...message, to: { name: '', address: message.to } })
        return { accepted: true }
      } catch (error) {
        return failureOf(error as SmtpError)
      }
    },
  }
}

type SmtpError = Error & { readonly code?: string; readonly command?: string; readonly responseCode?: number }

/**
 * The server's own text stays here: it repeats the address. Only what it says of this envelope or this message can be for
 * good (a code from 500 on, RFC 5321, 4.2.1); a connection, a certificate or credentials may be mended.
 */
function failureOf({ code, command, responseCode = 0 }: SmtpError): MailAnswer {
  const final = responseCode >= 500
  if (code === 'EENVELOPE' && command === 'RCPT TO') return { accepted: false, why: 'refused-address', final }
  if (code === 'EENVELOPE' && command === 'MAIL FROM') return { accepted: false, why: 'refused-sender', final }
  if (code === 'EENVELOPE' || code === 'EMESSAGE') return { accepted: false, why: 'other', final }
  if (code === 'EAUTH' || code === 'ENOAUTH') return { accepted: false, why: 'refused-sender', final: false }
  return { accepted: false, why: code === undefined ? 'other' : 'unreachable', final: false }
}

function mustEncrypt(address: string): boolean {
  const url = new URL(address)
  return url.protocol === 'smtp:' && !url.searchParams.has('requireTLS') && !['localhost', '127.0.0.1', '[::1]'].includes(url.hostname)
}
