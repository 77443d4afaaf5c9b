import { newUuid } from '../../../base/ids.ts'
import { showInstant } from '../../../base/show-time.ts'
import type { Problem, Request } from '../../../journal/kernel.ts'
import { Button } from '../../../ui/components/button.tsx'
import { Card } from '../../../ui/components/card.tsx'
import { Form } from '../../../ui/components/form.tsx'
import { Bubble, Messages } from '../../../ui/components/messages.tsx'
import { Tag } from '../../../ui/components/tag.tsx'
import { TextArea } from '../../../ui/components/text-area.tsx'
import { endedWithout, type CaseFile } from '../../../vocabulary/cases.ts'
import { isOurs } from '../permits.ts'
import { texts } from '../texts/texts.ts'
import { writePlace, type Place } from '../work.ts'
import { sayRefusal } from './say-refusal.ts'

/** What both sides wrote, oldest first. */
export function Conversation({ r, file }: { r: Request; file: CaseFile }) {
  const t = texts(r.language)
  if (file.messages.length === 0) return <p class="mute">{t.conversation.none}</p>
  return (
    <Messages>
      {file.messages.map(({ from, name, text, at, asks }) => (
        <Bubble
          who={from === 'agent' ? name : applicantOf(file) ?? t.applicant}
          mine={from === 'agent'}
          when={showInstant(at, r.authority.zone, r.language, { short: true })}
          datetime={new Date(at).toISOString()}
          text={text === 'erased' ? t.erased : text}
          lang={file.language === r.language ? undefined : file.language}
        >
          {asks && <Tag tone="warn" icon="hourglass">{t.conversation.asks}</Tag>}
        </Bubble>
      ))}
    </Messages>
  )
}

/** The conversation with the form that goes on with it. */
export function Correspondence({ r, file, place, problem }: { r: Request; file: CaseFile; place: Place; problem?: Problem }) {
  const t = texts(r.language)
  return (
    <Card title={t.conversation.title} id="conversation" small>
      <Conversation r={r} file={file} />
      {endedWithout(file.status) ? (
        <p class="mute">{t.conversation.closed}</p>
      ) : !isOurs(r.actor, { file }) ? null : (
        <Form csrf={r.csrf} once={problem?.typed.get('once') ?? newUuid(r.now)} action={r.url('/desk/cases/:case/messages', { case: file.id }) + writePlace(place)} id="write">
          <TextArea
            language={r.language}
            name="text"
            rows={3}
            label={t.conversation.write}
            hint={file.language === r.language ? t.conversation.hint : `${t.conversation.hint} ${t.conversation.otherLanguage(t.person.languages[file.language])}`}
            error={problem && sayRefusal(r.language, problem.refusal).find(fault => fault.field === 'text')?.message}
            value={problem?.typed.get('text') ?? ''}
          />
          <Button icon="send">{t.conversation.send}</Button>
        </Form>
      )}
    </Card>
  )
}

/** Who asks; `null` where nobody said, or it was erased: sentences are then written without a name. */
export const applicantOf = ({ contact }: Pick<CaseFile, 'contact'>): string | null => (contact === 'erased' ? null : contact.name || null)
