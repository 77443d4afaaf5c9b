import type { Authority } from '../../base/authority.ts'
import type { Language, Words } from '../../base/language.ts'
import { showInstant } from '../../base/show-time.ts'
import { verbatim } from '../../base/text.ts'
import { say } from '../../engines/forms/say.ts'
import type { CaseFile, Notice } from '../../vocabulary/cases.ts'
import { isNotice, opensDraft } from '../../vocabulary/mail.ts'
import type { OutgoingMail } from '../../ports/mail/mailer.ts'
import { MailHtml, type Paragraph } from './mail-html.tsx'
import { remind, type PressingLine } from './remind.ts'
import type { MailState } from './state.ts'
import { texts } from './texts/texts.ts'

export type Occasion = Pick<MailState, 'purpose' | 'language' | 'confirmed' | 'linkEnds' | 'work'>

export type Subject = {
  readonly authority: Authority
  /** The authority's pages as the person reads them: `https://host/slug/fr`, or `fr-simple`. */
  readonly base: string
  /** The token of the mail's own link. */
  readonly token: string
  readonly file: CaseFile | null
  /** The service's name, from the case's package version. */
  readonly service: Words | null
  /** The most pressing cases of an agent who is reminded. */
  readonly pressing?: readonly PressingLine[]
}

/**
 * What a mail says. Of a case it only ever tells its number and its service, and that only to a confirmed address: whoever
 * reads a mailbox that was mistyped, or is not the person's alone, learns neither who asked for what nor the answer.
 */
export function composeMail(m: Occasion, about: Subject): Pick<OutgoingMail, 'subject' | 'text' | 'html'> {
  const { subject, paragraphs } = m.work ? remind(m.work, m.language, about) : m.confirmed && about.file && isNotice(m.purpose) ? tell(m.purpose, m.language, about, about.file) : confirm(m, about)
  const all = [texts(m.language).hello, ...paragraphs, ...(m.work ? colleague(m.language, about.authority) : ending(m.language, about.authority))]
  return {
    subject: unjoined(subject),
    text: unjoined(`${all.map(inText).join('\n\n')}\n`),
    html: unjoined(`<!doctype html>${(MailHtml({ language: m.language, subject, paragraphs: all }))}`),
  }
}

type Said = { readonly subject: string; readonly paragraphs: readonly Paragraph[] }

/** To an address that was not confirmed: takes nothing from the case, so that nothing of it can slip in. */
function confirm(m: Occasion, { authority, base, token }: Omit<Subject, 'file' | 'service'>): Said {
  const t = texts(m.language).confirm
  const ends = showInstant(m.linkEnds, authority.zone, m.language)
  if (opensDraft(m.purpose)) {
    const words = m.purpose === 'draft' ? t.draft : t.draftEnds
    return {
      subject: words.subject,
      paragraphs: [words.say(authority.name, ends), t.draftAct, { label: t.draftLink, href: `${base}/drafts/link/${token}` }, t.draftOnce, t.draftNotYou],
    }
  }
  const words = m.purpose === 'sign-in' ? t.signIn : m.purpose === 'received' ? t.received : t.news
  return {
    subject: words.subject,
    paragraphs: [words.say(authority.name), words.act, { label: words.link, href: `${base}/access/${token}` }, t.ends(ends), t.notYou],
  }
}

function tell(purpose: Notice, language: Language, { base, service }: Subject, { id, number }: CaseFile): Said {
  const t = texts(language).tell
  const name = service && say(service, language).text
  return {
    subject: t[purpose].subject(verbatim(number)),
    paragraphs: [
      t.about(verbatim(number), name), t[purpose].say, { label: t.link, href: `${base}/requests/${id}` }, t.back, { label: t.backLink, href: `${base}/requests` },
    ],
  }
}

const colleague = (language: Language, { name, example }: Authority): readonly string[] => [texts(language).work.automatic, ...(example ? [texts(language).example(name)] : [])]

function ending(language: Language, { name, contact, example }: Authority): readonly string[] {
  const t = texts(language)
  return [`${t.bye}\n${name}`, t.automatic(verbatim(contact.phone), contact.address), ...(example ? [t.example(name)] : [])]
}

/** Without the word joiner of `typeset`, which some mail programs show as a box. */
const unjoined = (text: string): string => text.replaceAll('\u2060', '')

const inText = (part: Paragraph): string => (typeof part === 'string' ? part : `${part.label}\n${part.href}`)
