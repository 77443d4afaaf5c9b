import { newUuid } from '../../../base/ids.ts'
import type { Request } from '../../../journal/kernel.ts'
import { Button } from '../../../ui/components/button.tsx'
import { Form } from '../../../ui/components/form.tsx'
import { Bubble, Messages } from '../../../ui/components/messages.tsx'
import { TextArea } from '../../../ui/components/text-area.tsx'
import type { CaseFile, Message } from '../../../vocabulary/cases.ts'
import { texts } from '../texts/texts.ts'
import { teamName } from './team-name.ts'
import { whenIn } from './when.ts'

/** What was written on either side, oldest first. */
export function Conversation({ r, file, messages }: { r: Request; file: CaseFile; messages: readonly Message[] }) {
  const t = texts(r.language)
  const when = whenIn(r)
  return (
    <Messages>
      {messages.map(message => {
        const mine = message.from === 'applicant'
        return (
          <Bubble
            who={mine ? t.you : message.name || t.someone}
            of={mine ? undefined : teamName(r, file.team)}
            mine={mine}
            when={when.short(message.at)}
            datetime={new Date(message.at).toISOString()}
            text={message.text === 'erased' ? t.erased : message.text}
          />
        )
      })}
    </Messages>
  )
}

export type WriteProps = { r: Request; file: CaseFile; typed?: string; error?: string }

/** "Write to the service". The field has a name of its own, so that a text begun here stays here when the page refreshes itself. */
export function WriteForm({ r, file, typed, error }: WriteProps) {
  const t = texts(r.language)
  return (
    <Form action={r.url('/requests/:case/messages', { case: file.id })} csrf={r.csrf} once={newUuid(r.now)} id="write">
      <TextArea language={r.language} name="message" label={t.writeLabel} hint={t.writeHint} value={typed} error={error} rows={4} />
      <Button kind={file.status === 'waiting' ? 'plain' : 'main'} icon="send">
        {t.sendMessage}
      </Button>
    </Form>
  )
}

/** What the service asks, large, and the answer right there. */
export function AnswerForm({ r, file, typed, error }: WriteProps) {
  const t = texts(r.language)
  return (
    <Form action={r.url('/requests/:case/answer', { case: file.id })} csrf={r.csrf} once={newUuid(r.now)} id="answer">
      <TextArea language={r.language} name="answer" label={t.answerLabel} hint={t.answerHint} value={typed} error={error} rows={6} />
      <Button kind="main" icon="send">
        {t.sendAnswer}
      </Button>
    </Form>
  )
}
