import { hash } from 'node:crypto'
import { newUuid } from '../../../base/ids.ts'
import { isRefusal, refuse } from '../../../base/result.ts'
import { page, type Problem, type Request } from '../../../journal/kernel.ts'
import { authorityMap, type MapBook } from '../../../ports/map-tiles/map-tiles.ts'
import { say } from '../../../engines/forms/say.ts'
import { Button } from '../../../ui/components/button.tsx'
import { Card } from '../../../ui/components/card.tsx'
import { ErrorSummary } from '../../../ui/components/error-summary.tsx'
import { LetterPreview } from '../../../ui/components/letter-preview.tsx'
import { Live } from '../../../ui/components/live.tsx'
import { Notice } from '../../../ui/components/notice.tsx'
import { DecideCase, endedWithout } from '../../../vocabulary/cases.ts'
import { needService } from '../../../vocabulary/needs.ts'
import { Answers } from '../parts/answers.tsx'
import { CaseLetter } from '../parts/case-letter.tsx'
import { ThisCase } from '../parts/case-pane.tsx'
import { newsOf, Standing } from '../parts/case-view.tsx'
import { Conversation } from '../parts/conversation.tsx'
import { DecisionForm, type DecisionDraft } from '../parts/decision-form.tsx'
import { DeskFrame } from '../parts/desk-frame.tsx'
import { decidedFirst, LinkedCases } from '../parts/linked-cases.tsx'
import { caseAddress, loadCase, watchCase, type OpenCase } from '../parts/load-case.ts'
import { sayRefusal, titleOfRefusal } from '../parts/say-refusal.ts'
import { worksOf } from '../parts/worked.tsx'
import { mayOpen } from '../permits.ts'
import { texts } from '../texts/texts.ts'

/**
 * Deciding, with the exact letter in sight. Nothing leaves that was not seen: a first send without a script is answered
 * by the letter itself (`LetterNotSeen`), and only a send of that same letter decides. With a script the letter follows
 * what is typed, and says so by `seen=live`.
 */
export const decision = (maps: MapBook) => page<OpenCase>({
  name: 'desk-decision',
  path: '/desk/cases/:case/decision',
  door: 'desk',
  carries: ['outcome', 'reasons', 'legalBasis', 'appeal', 'once'],
  permit: mayOpen,
  load: loadCase,

  async act(r, open) {
    const draft = readDraft(r.form)
    const input = DecideCase.parse({ case: open.file.id, ...draft, undoSeconds: r.authority.undoSeconds, once: r.form.get('once') })
    if (isRefusal(input)) return input
    if (input.outcome === 'refused' && input.reasons === texts(open.file.language).decision.acceptedReasons)
      return refuse('Incomplete', { issues: [{ field: 'reasons', rule: 'stillAccepts' }] })
    const seen = r.form.get('seen')
    if (!open.file.decision && (r.form.get('step') === 'see' || (seen !== 'live' && seen !== letterHash(draft)))) return refuse('LetterNotSeen')
    const answer = await r.send(DecideCase, input)
    return isRefusal(answer) ? answer : { to: caseAddress(r, open) }
  },

  watches: watchCase,

  view(open, r, problem) {
    const t = texts(r.language)
    const { file, work } = open
    const draft = problem ? readDraft(problem.typed) : suggestion(r, open)
    const reading = problem?.refusal.refused === 'LetterNotSeen'
    const faults = problem && !reading ? sayRefusal(r.language, problem.refusal) : []
    const decidable = file.decision === null && !decidedFirst(open) && !endedWithout(file.status) && file.status !== 'accepted' && problem?.refusal.refused !== 'AlreadyDecided'
    return (
      <DeskFrame
        r={r}
        work={work}
        title={t.decision.title}
        faulty={faults.length > 0}
        current={file.id}
        open={
          <ThisCase
            r={r}
            open={open}
            doing={t.decision.title}
            sideLabel={t.decision.letter}
            side={
              <LetterPreview id="the-letter" form="decide" language={file.language}>
                <CaseLetter r={r} open={open} level={2} decided={{ ...draft, outcome: draft.outcome === 'refused' ? 'refused' : 'accepted', by: work.agent.name, on: r.now }} />
              </LetterPreview>
            }
            acts={decidable && <Acts r={r} />}
            below={
              <Live src={r.live} id="beside" say={newsOf(r, open)}>
                <div class="stack">
                  <Standing r={r} open={open} />
                  <LinkedCases r={r} open={open} />
                  <Answers r={r} open={open} map={authorityMap(maps, r.authority)} />
                  <Card title={t.conversation.title} id="conversation" small>
                    <Conversation r={r} file={file} />
                  </Card>
                </div>
              </Live>
            }
          >
            {problem && faults.length > 0 && <ErrorSummary language={r.language} errors={faults} title={titleOfRefusal(r.language, problem.refusal)} />}
            {reading && (
              <Notice title={t.decision.readTitle} announce>
                {t.decision.read} <a href="#the-letter">{t.decision.toLetter}</a>
              </Notice>
            )}
            <DecisionForm r={r} reader={file.language} draft={draft} faults={faults} seen={reading ? letterHash(draft) : ''} once={onceOf(problem) ?? newUuid(r.now)} />
          </ThisCase>
        }
      />
    )
  },
})

function Acts({ r }: { r: Request }) {
  const t = texts(r.language)
  return (
    <>
      <Button kind="main" icon="send" form="decide" name="step" value="send">
        {t.decision.send}
      </Button>
      <Button icon="show" form="decide" name="step" value="see">
        {t.decision.see}
      </Button>
      <span class="mute">{t.decision.undo(r.authority.undoSeconds)}</span>
    </>
  )
}

const readDraft = (form: URLSearchParams): DecisionDraft => {
  const text = (name: string) => (form.get(name) ?? '').replaceAll('\r\n', '\n').trim()
  return { outcome: text('outcome'), reasons: text('reasons'), legalBasis: text('legalBasis'), appeal: text('appeal') }
}

/** Rules and appeals from the package, in the applicant's language; for an acceptance a sentence to begin with, which no need has: none is like another. */
function suggestion(r: Request, open: OpenCase): DecisionDraft {
  const { file, service } = open
  const outcome = r.query.get('outcome') === 'refused' ? 'refused' : 'accepted'
  const words = (from: Parameters<typeof say>[0]) => say(from, file.language).text
  const rules = service?.description.legalBasis ?? []
  const appeals = service?.description.appeals ?? []
  // A rule that leads to a refusal is its reason, and the law that it applies comes first; whoever decides may say more, or otherwise.
  const against = outcome === 'refused' ? worksOf(open, file.language).filter(work => work.refuses).flatMap(work => work.parts.flatMap(part => part.rules.map(rule => ({ why: rule.sentence?.text ?? `${work.name.text}: ${work.result!.text}.`, article: rule.article ?? work.article })))) : []
  return {
    outcome,
    reasons: outcome === 'refused' ? against.map(one => one.why).join('\n') : outcome === 'accepted' && file.service !== needService ? texts(file.language).decision.acceptedReasons : '',
    legalBasis: [...new Set(against.flatMap(one => (one.article ? [`${one.article}.`] : []))), ...rules.map(rule => `${rule.article}. ${words(rule.words)}`)].join('\n'),
    appeal: appeals.map(appeal => `${words(appeal.name)}. ${words(appeal.words)} (${appeal.article})`).join('\n'),
  }
}

const onceOf = (problem?: Problem): string | null => problem?.typed.get('once') ?? null

/** Names a letter by its content: what is sent is what was seen. */
const letterHash = ({ outcome, reasons, legalBasis, appeal }: DecisionDraft): string =>
  hash('sha256', JSON.stringify([outcome, reasons, legalBasis, appeal]), 'base64url').slice(0, 22)
