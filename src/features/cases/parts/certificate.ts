import type { Authority } from '../../../base/authority.ts'
import { showDay, showInstant } from '../../../base/show-time.ts'
import { dayOf } from '../../../base/time.ts'
import { say } from '../../../engines/forms/say.ts'
import { texts } from '../texts/texts.ts'
import type { CaseModel } from './load-case.ts'

/** What a certificate of silence says, for the page and for the file, in the language of the case. */
export type Certificate = {
  readonly heading: string
  readonly says: string
  /** A name and a value each; `applicant` is absent where no name was given or it was erased. */
  readonly rows: readonly { readonly name: string; readonly value: string }[]
  readonly applicant: { readonly name: string; readonly value: string } | null
  /** What it means, why, and how to contest a refusal: a title and a text each. */
  readonly parts: readonly { readonly title: string; readonly text: string }[]
  readonly made: string
  readonly example: string | null
}

/**
 * Certifies what the law made of the authority's silence; `null` where it made nothing of it, or an answer has come since. France: code
 * des relations entre le public et l'administration, art. L. 232-3; Germany: VwVfG § 42a (3).
 */
export function certificateOf({ file, service }: CaseModel, authority: Authority): Certificate | null {
  const { tacit, language } = file
  if (!tacit || file.decision?.sent) return null
  const t = texts(language).certificate
  const day = (of: string): string => showDay(of, language, { year: true })
  const name = file.contact === 'erased' ? '' : file.contact.name
  return {
    heading: t.heading[tacit.outcome],
    says: t.says(authority.name),
    rows: [
      { name: t.number, value: file.number },
      { name: t.service, value: say(service.name, language).text },
      { name: t.filed, value: day(dayOf(file.filed, authority.zone)) },
      { name: t.last, value: day(tacit.last) },
    ],
    applicant: name ? { name: t.by, value: name } : null,
    parts: [
      { title: t.effect, text: tacit.outcome === 'accepted' ? t.accepted(day(tacit.last)) : t.refused(day(tacit.last)) },
      { title: t.basis, text: say(service.silence.words, language).text },
      ...(tacit.outcome === 'refused' ? [{ title: t.appeal, text: service.appeals.map(one => `${say(one.name, language).text}. ${say(one.words, language).text} (${one.article})`).join(' ') }] : []),
    ],
    made: t.made(showInstant(tacit.at, authority.zone, language, { year: true })),
    example: authority.example ? t.example(authority.name) : null,
  }
}
