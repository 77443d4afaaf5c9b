import type { Request } from '../../../journal/kernel.ts'
import { Card } from '../../../ui/components/card.tsx'
import { Rows } from '../../../ui/components/rows.tsx'
import type { CaseFile } from '../../../vocabulary/cases.ts'
import { texts } from '../texts/texts.ts'

/** Who asks, and how to reach them. */
export function Person({ r, file: { contact, contactConfirmed, language, easy } }: { r: Request; file: CaseFile }) {
  const t = texts(r.language)
  if (contact === 'erased') return null
  const { name, phone, email } = contact
  return (
    <Card title={t.person.title} id="person" small>
      <Rows
        rows={[
          ...(name ? [{ name: t.person.name, value: name }] : []),
          ...(phone ? [{ name: t.person.phone, value: <a href={`tel:${phone.replace(/[^+\d]/g, '')}`}>{phone}</a> }] : []),
          email
            ? { name: t.person.email, value: <a href={`mailto:${encodeURIComponent(email)}`}>{email}</a>, source: contactConfirmed ? t.person.confirmed : t.person.unconfirmed }
            : { name: t.person.email, value: <span class="mute">{t.person.noEmail}</span> },
          { name: t.person.language, value: t.person.languages[language], ...(easy && { source: t.person.easy }) },
        ]}
      />
    </Card>
  )
}
