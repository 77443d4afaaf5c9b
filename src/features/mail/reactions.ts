import { derivedUuid } from '../../base/ids.ts'
import { reaction, type Heard, type Job, type Send } from '../../journal/kernel.ts'
import { ApplicantReminded, CaseLapsed, SilenceDecided } from '../../vocabulary/case-time.ts'
import { CaseFiled, CaseWithdrawn, DecisionSent, InformationAsked, MessageWritten, NoteNotice, type NoticeState, type Notice } from '../../vocabulary/cases.ts'
import { isNotice, MailFailed, MailQueued, MailRetried, MailSent, QueueMail, type MailPurpose } from '../../vocabulary/mail.ts'

/** The effect that sends a mailing. */
export const sendMailName = 'send-mail'

/** What happens in a case is told to whoever sent it; what becomes of the mail is told to the case. */
export const reactions = [
  reaction('mail-case-filed', CaseFiled, heard => [queue(heard, 'received')]),
  reaction('mail-information-asked', InformationAsked, heard => [queue(heard, 'asked')]),
  reaction('mail-message-written', MessageWritten, heard => (heard.event.facts.from === 'agent' ? [queue(heard, 'message')] : [])),
  reaction('mail-decision-sent', DecisionSent, heard => [queue(heard, 'decided')]),
  reaction('mail-applicant-reminded', ApplicantReminded, heard => [queue(heard, 'reminded')]),
  reaction('mail-case-lapsed', CaseLapsed, heard => [queue(heard, 'lapsed')]),
  reaction('mail-silence-decided', SilenceDecided, heard => [queue(heard, 'silence')]),
  reaction('mail-case-withdrawn', CaseWithdrawn, heard => [queue(heard, 'withdrawn')]),
  reaction('send-queued-mail', MailQueued, heard => [job(heard), ...note(heard, 'queued')]),
  reaction('send-mail-again', MailRetried, heard => [job(heard), ...note(heard, 'queued')]),
  reaction('note-mail-sent', MailSent, heard => note(heard, 'sent')),
  reaction('note-mail-failed', MailFailed, heard => note(heard, heard.event.facts.final ? 'given-up' : 'failed', heard.event.facts.why)),
]

/** The same event leads to the same mailing, however often it is heard. */
const queue = ({ stream, version }: Heard<any>, purpose: Notice): Send => ({
  call: QueueMail.name, input: { mailing: derivedUuid(`mail/${stream}/${version}`), purpose, case: stream },
})

const job = ({ stream }: Heard<any>): Job => ({ effect: sendMailName, payload: { mailing: stream } })

type AboutCase = Heard<{ type: string; personal: 'erased' | object; facts: { purpose: MailPurpose; case: string | null } }>

function note({ event: { facts }, stream }: AboutCase, result: NoticeState['result'], why?: string): Send[] {
  if (facts.case === null || !isNotice(facts.purpose)) return []
  return [{ call: NoteNotice.name, input: { case: facts.case, mailing: stream, notice: facts.purpose, result, ...(why !== undefined && { why }) } }]
}
