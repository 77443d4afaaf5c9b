import type { Request } from '../../../journal/kernel.ts'
import { say } from '../../../engines/forms/say.ts'
import { Fold } from '../../../ui/components/fold.tsx'
import { Step, Steps } from '../../../ui/components/steps.tsx'
import { Told, ToldWithin } from '../../../ui/components/told.tsx'
import { casePath } from '../../../vocabulary/case-path.ts'
import type { Milestone } from '../../../vocabulary/cases.ts'
import { texts } from '../texts/texts.ts'
import { historySentence } from './history.ts'
import type { CaseModel } from './load-case.ts'
import type { ShownCase } from './shown-case.ts'
import { endedAt } from './sign.tsx'
import { teamName } from './team-name.ts'
import { whenIn } from './when.ts'

type PathProps = { r: Request; model: CaseModel; shown: ShownCase }

/** The milestones in the package's words, with the dates of what is done and the latest day of what comes; then every step. */
export function Path({ r, model, shown }: PathProps) {
  const t = texts(r.language)
  const when = whenIn(r)
  return (
    <section class="stack gap-5" aria-labelledby="path">
      <h2 id="path">{t.path}</h2>
      <Steps>
        {casePath(model.file, model.service).filter(m => m.state !== 'dropped').map(milestone => (
          <MilestoneStep r={r} model={model} shown={shown} milestone={milestone} />
        ))}
        {(shown.status === 'withdrawn' || shown.status === 'lapsed') && <Step language={r.language} state="withdrawn" title={t.status[shown.status]} when={when.instant(endedAt(model.file))} />}
      </Steps>
      <Fold id="history" title={t.history}>
        <ol class="list">
          {shown.steps.map(step => (
            <li>
              {historySentence(step, r.language)} <small class="mute">{when.short(step.at)}</small>
            </li>
          ))}
        </ol>
      </Fold>
    </section>
  )
}

function MilestoneStep({ r, model, shown, milestone }: PathProps & { milestone: Milestone }) {
  const t = texts(r.language)
  const when = whenIn(r)
  const words = model.service.milestones.find(m => m.id === milestone.id)
  if (!words) return null
  const refused = milestone.id === 'decision' && shown.decision?.outcome === 'refused'
  // Only consent ends the way: after a refusal by silence, the authority may still decide.
  const tacit = milestone.id === 'decision' && milestone.at !== null && !shown.decision ? shown.tacit : null
  const title = say(milestone.at === null ? words.ahead : words.name, r.reading)
  return (
    <Step
      language={r.language}
      state={milestone.state === 'done' ? (refused ? 'refused' : 'done') : milestone.state === 'now' ? 'now' : 'next'}
      icon={milestone.id === 'decision' && milestone.at === null ? 'stamp' : milestone.id === 'told' && milestone.at === null ? 'mail' : milestone.state === 'now' && shown.asked.length ? 'hand' : undefined}
      title={milestone.id === 'decision' && shown.decision ? <ToldWithin sentence={t.outcome[shown.decision.outcome]} said={title} /> : tacit ? <ToldWithin sentence={t.outcome.silence[tacit.outcome]} said={title} /> : <Told said={title} />}
      when={
        milestone.at !== null ? when.instant(milestone.at)
        : milestone.state === 'now' ? t.since(when.dayOf(lastDone(model)))
        : milestone.id === 'told' && !shown.late && shown.asked.length === 0 ? t.latest(when.day(model.file.due)) : undefined
      }
    >
      <Note r={r} model={model} shown={shown} milestone={milestone} />
    </Step>
  )
}

/** Who did it, or who has it now. */
function Note({ r, model: { file, service }, shown, milestone }: PathProps & { milestone: Milestone }) {
  const t = texts(r.language)
  const when = whenIn(r)
  const team = teamName(r, file.team)
  if (milestone.state === 'now') {
    if (shown.asked.length) return <p>{t.yourTurn}</p>
    const round = file.rounds.find(one => one.milestone === milestone.id && one.of > 1)
    const counted = round && service.steps?.find(step => step.id === round.step)?.name
    if (counted) return <p><ToldWithin sentence={words => t.roundsDone(words, round.done, round.of)} said={say(counted, r.reading)} /></p>
    if (file.rests !== null) return <p>{t.goesOn(when.dayOf(file.rests))}</p>
    const open = file.open.filter(step => step.milestone === milestone.id).map(step => step.step)
    // A step that is to be done once more is not done.
    const done = new Set(file.done.filter(step => step.milestone === milestone.id && !open.includes(step.step)).map(step => step.step)).size
    if (done + open.length > 1) return <p>{t.partsDone(done, done + open.length)}</p>
    // Who has it may be a team that is not the case's own.
    const elsewhere = file.open.find(step => step.milestone === milestone.id && step.team !== undefined && step.team !== file.team)
    if (elsewhere) return <p>{t.unhandled(teamName(r, elsewhere.team!))}</p>
    return <p>{file.agent ? t.handles(file.agent.name || t.someone, team) : t.unhandled(team)}</p>
  }
  if (milestone.state !== 'done') return null
  if (milestone.id === 'received') return <p>{t.byYou}</p>
  if (milestone.id === 'told') return <p>{t.told}</p>
  if ((milestone.id !== 'decision' && milestone.id !== 'complete') || (milestone.id === 'decision' && shown.tacit)) return null
  const by = milestone.id === 'decision' ? shown.decision?.by : shown.steps.find(step => step.type === 'CaseFoundComplete')?.name
  return <p>{t.by(by ?? '', team)}</p>
}

const lastDone = ({ file, service }: CaseModel): number => Math.max(file.filed, ...casePath(file, service).flatMap(m => (m.at === null ? [] : [m.at])))
