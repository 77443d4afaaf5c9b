import { showInstant } from '../../../base/show-time.ts'
import type { Request } from '../../../journal/kernel.ts'
import { Fold } from '../../../ui/components/fold.tsx'
import { Rows } from '../../../ui/components/rows.tsx'
import type { NoticeState, Step } from '../../../vocabulary/cases.ts'
import { texts } from '../texts/texts.ts'
import type { OpenCase } from './load-case.ts'
import { stepName } from './step-name.ts'

/** Everything that happened, newest first, in sentences; and what became of each e-mail. */
export function History({ r, open: { file, service } }: { r: Request; open: OpenCase }) {
  const t = texts(r.language)
  const when = (at: number) => showInstant(at, r.authority.zone, r.language, { short: true })
  return (
    <>
      <Fold id="history" title={t.history.title}>
        <Rows rows={file.history.toReversed().map(step => ({ name: sayStep(r, step, id => (service ? stepName(service.description, id, r.language) : id)), value: <time datetime={new Date(step.at).toISOString()}>{when(step.at)}</time> }))} />
      </Fold>
      <Fold id="mails" title={t.mails.title}>
        {file.notices.length ? (
          <Rows rows={file.notices.toReversed().map(notice => ({ name: t.mails[notice.notice], value: sayMail(r, notice), source: when(notice.at) }))} />
        ) : (
          <p class="mute">{t.mails.none}</p>
        )}
      </Fold>
    </>
  )
}

function sayStep(r: Request, { type, by, name, detail }: Step, nameOf: (step: string) => string): string {
  const { history } = texts(r.language)
  switch (type) {
    case 'CaseFiled': return history.CaseFiled
    case 'CaseTaken': return history.CaseTaken(name)
    case 'CaseFoundComplete': return history.CaseFoundComplete(name)
    case 'InformationAsked': return history.InformationAsked(name)
    case 'InformationGiven': return history.InformationGiven
    case 'MessageWritten': return by === 'agent' ? history.MessageFromAgent(name) : history.MessageFromApplicant
    case 'DecisionMade': return detail === 'accepted' ? history.DecisionAccepted(name) : history.DecisionRefused(name)
    case 'DecisionTakenBack': return history.DecisionTakenBack
    case 'DecisionSent': return history.DecisionSent
    case 'CaseWithdrawn': return history.CaseWithdrawn
    case 'ApplicantReminded': return history.ApplicantReminded
    case 'AskedInVain': return history.AskedInVain
    case 'CaseLapsed': return history.CaseLapsed
    case 'SilenceDecided': return history.SilenceDecided
    case 'HolderAdded': return history.HolderAdded
    case 'ContactConfirmed': return history.ContactConfirmed
    case 'CodeReplaced': return history.CodeReplaced
    case 'StepDone': return history.StepDone(name, nameOf(detail ?? ''))
    case 'ProcessTimerRang': return history.ProcessTimerRang
    case 'AppealFiled': return history.AppealFiled
    case 'CaseMigrated': return history.CaseMigrated(detail ?? '')
    default: return history.other
  }
}

function sayMail(r: Request, { result, why }: NoticeState): string {
  const { mails } = texts(r.language)
  const state = result === 'given-up' ? mails.givenUp : mails[result]
  if (!why || result === 'sent' || result === 'queued') return state
  const because = why === 'unreachable' ? mails.why.unreachable : why === 'refused-address' ? mails.why.refusedAddress : why === 'refused-sender' ? mails.why.refusedSender : mails.why.other
  return `${state} (${because})`
}
