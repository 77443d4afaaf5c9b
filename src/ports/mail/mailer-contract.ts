import { expect, test } from 'vitest'
import type { Mailer, OutgoingMail } from './mailer.ts'

/** A message as it arrived: its source (RFC 5322), or what a mailer without a source was given. */
export type Arrived = { readonly messageId: string; readonly from: string; readonly to: string; readonly subject: string; readonly text: string; readonly html: string; readonly headers: Readonly<Record<string, string>> }
/** A mailer, what arrived at its other end, and how to break that end. */
export type MailerUnderTest = { readonly mailer: Mailer; arrived(): Promise<readonly Arrived[]>; breakDown(): Promise<void> }

export const someMail = (changed: Partial<OutgoingMail> = {}): OutgoingMail => ({
  from: { name: 'Ville d’Essai', address: 'no-reply@example.org' }, to: 'a.example@example.org', subject: 'Votre réponse est prête : voyez',
  text: 'Bonjour,\n\nvotre réponse vous attend.\nhttps://example.org/ville/fr/access/019a0000-0000-7000-8000-00000000000a.abcdefghijklmnopqrstuvwxyz012345\n',
  html: '<p>Bonjour, «\u202fété\u202f»</p>', messageId: '<019a0000-0000-7000-8000-00000000000a@example.org>', headers: { 'Auto-Submitted': 'auto-generated' }, ...changed,
})

/** What every mailer holds to; called inside of `describe`. */
export function mailerContract(make: () => Promise<MailerUnderTest>): void {
  test('a message arrives as it was given, with accents, long links and headers', async () => {
    const { mailer, arrived } = await make()
    expect(await mailer.send(someMail())).toEqual({ accepted: true })
    const [got] = await arrived()
    expect(got).toMatchObject({ messageId: someMail().messageId, to: 'a.example@example.org', subject: someMail().subject })
    expect(got!.from).toContain('no-reply@example.org')
    expect(got!.text.trim()).toBe(someMail().text.trim())
    expect(got!.html).toContain('«\u202fété\u202f»')
    expect(got!.headers['auto-submitted']).toBe('auto-generated')
    expect(got!.headers['reply-to']).toBeUndefined()
  })

  test('a message without html arrives as text', async () => {
    const { mailer, arrived } = await make()
    const { html: _html, ...plain } = someMail()
    expect(await mailer.send(plain)).toEqual({ accepted: true })
    expect((await arrived())[0]).toMatchObject({ subject: plain.subject, html: '' })
  })

  test('a repeated message keeps its Message-ID', async () => {
    const { mailer, arrived } = await make()
    await mailer.send(someMail())
    await mailer.send(someMail())
    expect(new Set((await arrived()).map(one => one.messageId))).toEqual(new Set([someMail().messageId]))
  })

  test('nothing in a name, subject or address adds a header or a recipient', async () => {
    const { mailer, arrived } = await make()
    await mailer.send(someMail({ subject: 'Bonjour\r\nBcc: b@example.org', from: { name: 'Ville"\r\nX-Evil: 1', address: 'no-reply@example.org' } }))
    for (const one of await arrived()) {
      expect(one.headers['bcc']).toBeUndefined()
      expect(one.headers['x-evil']).toBeUndefined()
      expect(one.to).toBe('a.example@example.org')
    }
    expect(await mailer.send(someMail({ to: 'a@example.org>\r\nRCPT TO:<b@example.org' }))).toEqual({ accepted: false, why: 'refused-address', final: true })
    expect(await mailer.send(someMail({ to: 'a@example.org, b@example.org' }))).toEqual({ accepted: false, why: 'refused-address', final: true })
  })

  test('where the other end is gone, the answer says so and may be asked again', async () => {
    const { mailer, breakDown } = await make()
    await breakDown()
    expect(await mailer.send(someMail())).toMatchObject({ accepted: false, final: false })
  })
}
