import type { Language } from '../../../base/language.ts'
import type { IconName } from '../../../ui/components/icons.ts'
import { Tag, type Tone } from '../../../ui/components/tag.tsx'
import type { MailStatus } from '../state.ts'
import { texts } from '../texts/texts.ts'

/** How far an e-mail has come. `kept`: there is no server to hand it to, it stays here. */
export function MailTag({ language, status, kept }: { language: Language; status: MailStatus; kept: boolean }) {
  const t = texts(language).outbox
  const [tone, icon] = looks[status]
  return (
    <Tag tone={tone} icon={icon}>
      {status === 'sent' && kept ? t.statusKept : t.status[status]}
    </Tag>
  )
}

const looks: Record<MailStatus, readonly [Tone, IconName]> = {
  queued: ['info', 'hourglass'], sent: ['ok', 'circle-check'], failed: ['warn', 'restart'], 'given-up': ['bad', 'warning'],
}
