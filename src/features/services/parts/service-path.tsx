import { showDay } from '../../../base/show-time.ts'
import { plainPath, type PathPart } from '../../../engines/bpmn/plain-path.ts'
import { publishedProcess } from '../../../engines/bpmn/published-process.ts'
import { say } from '../../../engines/forms/say.ts'
import type { Request } from '../../../journal/kernel.ts'
import { Fold } from '../../../ui/components/fold.tsx'
import type { IconName } from '../../../ui/components/icons.ts'
import { Step, Steps } from '../../../ui/components/steps.tsx'
import { Told } from '../../../ui/components/told.tsx'
import { answerDay } from '../../../vocabulary/answer-day.ts'
import { isHandover, openingAt, type CatalogueEntry, type Milestone } from '../../../vocabulary/services.ts'
import { texts } from '../texts/texts.ts'

/** What stands behind the milestones of a service, by their ids; nothing of somebody else's. */
export type ServicePath = ReadonlyMap<string, PathPart>

const paths = new WeakMap<CatalogueEntry, Promise<ServicePath>>()

/** Reads it from the process, once for each version. */
export function pathOf(entry: CatalogueEntry): Promise<ServicePath> {
  const known = paths.get(entry) ?? (isHandover(entry) ? Promise.resolve(new Map()) : publishedProcess(entry).then(plainPath))
  paths.set(entry, known)
  return known
}

/** The plain path ahead, drawn as the request's own page will draw it; the promise, and what the law makes of no answer, at its end. */
export function PathAhead({ r, entry, path, milestones }: { r: Request; entry: CatalogueEntry; path: ServicePath; milestones: readonly Milestone[] }) {
  const t = texts(r.reading)
  const last = milestones.at(-1)!
  return (
    <Steps>
      {milestones.map((milestone, i) => (
        <Step
          language={r.language}
          state="next"
          unsaid
          icon={iconOf(milestone, i, path.get(milestone.id))}
          title={<Told said={say(milestone.ahead, r.reading)} />}
          when={milestone === last ? promised(r, entry) : who(r, entry, path, milestones, i)}
        >
          {path.get(milestone.id)?.checks && <p>{t.path.asks}</p>}
          {milestone === last && <Ends r={r} entry={entry} />}
        </Step>
      ))}
    </Steps>
  )
}

function Ends({ r, entry: { description: { answer, silence } } }: { r: Request; entry: CatalogueEntry }) {
  const t = texts(r.reading)
  return (
    <>
      {answer && (
        <p>
          <Told said={say(answer.words, r.reading)} />
        </p>
      )}
      {silence && (
        <Fold id="silence" title={t.noAnswer[silence.means]}>
          <p>
            <Told said={say(silence.words, r.reading)} />
          </p>
        </Fold>
      )}
    </>
  )
}

/** By when, where the request can be sent today. */
function promised(r: Request, entry: CatalogueEntry): string | undefined {
  if (isHandover(entry) || openingAt(entry.description, r.authority.zone, r.now) !== 'open') return undefined
  return texts(r.reading).path.by(showDay(answerDay(r.authority, entry.description, r.now), r.language))
}

/** Who has it then, where the sentence itself does not say so; whether it goes on beside the step before, and may be left out. */
function who(r: Request, { description }: CatalogueEntry, path: ServicePath, milestones: readonly Milestone[], i: number): string | undefined {
  const t = texts(r.reading).path
  const part = path.get(milestones[i]!.id)
  if (!part) return undefined
  const before = path.get(milestones[i - 1]?.id ?? '')
  const said = plainly(say(milestones[i]!.ahead, r.reading).text)
  const names = part.teams.flatMap(id => {
    const team = r.authority.teams.find(one => one.id === (id ?? description.team))
    return team ? [say(team.name, r.reading).text] : []
  })
  // A team is not named again by every step that follows.
  const told = names.every(name => said.includes(plainly(name))) || (before !== undefined && JSON.stringify(before.teams) === JSON.stringify(part.teams))
  const beside = i > 0 && part.beside.includes(milestones[i - 1]!.id)
  const words = [
    ...(told ? [] : [part.together && names.length > 1 ? t.together(new Intl.ListFormat(r.language, { type: 'conjunction' }).format(names)) : names.join(', ')]), ...(beside ? [t.beside] : []), ...(part.sure ? [] : [t.notAlways]),
  ]
  return words.length > 0 ? words.join('. ') : undefined
}

const plainly = (text: string): string => text.toLowerCase().replace(/\s+/g, ' ')

const iconOf = ({ id }: Milestone, i: number, part: PathPart | undefined): IconName =>
  i === 0 ? 'send' : id === 'told' ? 'mail' : id === 'decision' ? 'stamp' : part?.checks ? 'circle-check' : part && part.teams.length > 1 ? 'people' : 'person'
