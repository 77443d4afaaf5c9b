import type { Language, Words } from '../../base/language.ts'
import { showDay } from '../../base/show-time.ts'
import { verbatim } from '../../base/text.ts'
import type { Day } from '../../base/time.ts'
import { say } from '../../engines/forms/say.ts'
import type { PressingWork } from '../../vocabulary/work-reminders.ts'
import type { Paragraph } from './mail-html.tsx'
import { texts } from './texts/texts.ts'

/** A case as an agent is reminded of it: nothing that says who asked. */
export type PressingLine = { readonly case: string; readonly number: string; readonly service: Words | null; readonly due: Day }

/** What an agent is told in the morning: how much presses, the most pressing cases by number and service, and where to switch it off. */
export function remind(work: PressingWork, language: Language, { base, pressing = [] }: { readonly base: string; readonly pressing?: readonly PressingLine[] }): { readonly subject: string; readonly paragraphs: readonly Paragraph[] } {
  const t = texts(language).work
  const counts = [
    ...(work.late > 0 ? [t.late(work.late)] : []), ...(work.soon > 0 ? [t.soon(work.soon)] : []),
    ...(work.lawFirst !== undefined ? [t.law(work.law, showDay(work.lawFirst, language, { weekday: true }))] : []),
  ]
  const left = work.all - pressing.length
  return {
    subject: t.subject(work.all),
    paragraphs: [
      t.lead, counts.join('\n'),
      ...pressing.map(line => ({ label: t.line(verbatim(line.number), line.service && say(line.service, language).text, showDay(line.due, language)), href: `${base}/desk/cases/${line.case}` })),
      ...(left > 0 ? [t.more(left)] : []),
      { label: t.link, href: `${base}/desk` }, t.off, { label: t.offLink, href: `${base}/desk/account` },
    ],
  }
}
