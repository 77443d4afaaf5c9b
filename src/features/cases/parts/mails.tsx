import type { Request } from '../../../journal/kernel.ts'
import { Card } from '../../../ui/components/card.tsx'
import { Tag, type Tone } from '../../../ui/components/tag.tsx'
import type { CaseFile, NoticeState } from '../../../vocabulary/cases.ts'
import type { MailFailure } from '../../../vocabulary/mail.ts'
import { texts } from '../texts/texts.ts'
import { whenIn } from './when.ts'

/** Every e-mail as a step that can be seen: whether it left, and what to do where it did not. */
export function Mails({ r, file }: { r: Request; file: CaseFile }) {
  const t = texts(r.language)
  const email = file.contact === 'erased' ? undefined : file.contact.email
  return (
    <Card title={t.mails} id="mails" small>
      <p>{email ? t.mailTo(email) : t.mailNone}</p>
      {email && !file.contactConfirmed && <p>{t.mailUnconfirmed}</p>}
      {file.notices.length > 0 && (
        <ul class="list">
          {file.notices.map(notice => (
            <Mail r={r} notice={notice} />
          ))}
        </ul>
      )}
    </Card>
  )
}

function Mail({ r, notice }: { r: Request; notice: NoticeState }) {
  const t = texts(r.language)
  const { result } = notice
  return (
    <li class="stack gap-1">
      <p>
        {t.notice[notice.notice]} <small class="mute">{whenIn(r).short(notice.at)}</small>
      </p>
      <p>
        <Tag tone={tones[result]} icon={result === 'queued' ? 'clock' : undefined}>
          {t.mailState[result]}
        </Tag>
      </p>
      {(result === 'failed' || result === 'given-up') && (
        <p>
          {t.mailWhy[(notice.why ?? 'other') as MailFailure]} {t.mailTodo[result]}
        </p>
      )}
    </li>
  )
}

const tones: Record<NoticeState['result'], Tone> = { queued: 'info', sent: 'ok', failed: 'warn', 'given-up': 'bad' }
