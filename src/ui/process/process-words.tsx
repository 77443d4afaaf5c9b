import type { Language } from '../../base/language.ts'
import type { Tale, TaleNext, TaleStep, TaleWay } from '../../engines/bpmn/diagram/diagram.ts'
import { Tag } from '../components/tag.tsx'
import type { CaseMarks } from './marks.ts'
import { texts } from './texts/texts.ts'

/** A process as a numbered list: what is done, by whom, and what follows. It says everything that the picture shows of the way. */
export function ProcessWords({ language, id, tales, marks, level = 3 }: { language: Language; id: string; tales: readonly Tale[]; marks?: CaseMarks; level?: 2 | 3 }) {
  const Heading = level === 2 ? 'h2' : 'h3'
  return (
    <div class="stack gap-5">
      {tales.map((tale, i) => (
        <section class="stack gap-2" aria-labelledby={`${id}-words-${i + 1}`}>
          <Heading id={`${id}-words-${i + 1}`} class={level === 2 ? 'small' : undefined}>{texts(language).words(tale.name)}</Heading>
          <Steps language={language} steps={tale.steps} marks={marks} />
        </section>
      ))}
    </div>
  )
}

function Steps({ language, steps, marks }: { language: Language; steps: readonly TaleStep[]; marks: CaseMarks | undefined }) {
  const t = texts(language)
  return (
    <ol class="process-words">
      {steps.map((step) => {
        const here = marks?.here.filter((one) => one.at === step.id) ?? []
        const waits = marks?.here.filter((one) => step.gates.includes(one.at)) ?? []
        const late = here.some((one) => one.late)
        const about = aboutOf(language, step)
        return (
          <li>
            <p>
              <span class="number">{step.number}.</span> <strong>{step.name || t.unnamed[step.what]}</strong>
              {about && ` (${about})`}{' '}
              {here.length > 0 && <Tag tone={late ? 'bad' : undefined}>{here.map((one) => one.label ?? (one.late ? t.late : t.now)).join(', ')}</Tag>}
              {waits.length > 0 && <Tag>{waits.map((one) => one.label ?? t.waiting).join(', ')}</Tag>}
              {here.length === 0 && marks?.done.includes(step.id) && <Tag tone="ok">{t.done}</Tag>}
            </p>
            {step.inside.length > 0 && <Steps language={language} steps={step.inside} marks={marks} />}
            {step.edges.map((edge) => (
              <div class="aside">
                <p>{edge.sign === 'compensation' ? t.undo : t.edge(edge.name || t.happens[edge.sign], edge.interrupts)}</p>
                <Next language={language} next={edge.next} always />
              </div>
            ))}
            <Next language={language} next={step.next} />
          </li>
        )
      })}
    </ol>
  )
}

function aboutOf(language: Language, step: TaleStep): string {
  const t = texts(language)
  const sign = step.throws ? t.sends[step.sign] : t.waitsFor[step.sign]
  const what = step.name ? t.what[step.what] : ''
  return [what, sign, ...step.marks.map((mark) => t.marks[mark]), step.team && t.team(step.team)].filter((word) => word !== '').join(', ')
}

/** What follows. The very next step of the list is only said where it would not be clear. */
function Next({ language, next, always }: { language: Language; next: TaleNext | null; always?: boolean }) {
  if (!next) return null
  const t = texts(language)
  const [first] = next.ways
  if (next.how === 'one' && first && first.when === '') {
    if (first.beside && !first.waits && !always) return null
    return <p>{(first.back ? t.thenBack : first.waits ? t.thenAll : t.then)(first.number, first.name)}</p>
  }
  return (
    <>
      <p>{next.asks && next.how !== 'first' && next.how !== 'all' ? t.asked(next.asks) : t.ways[next.how]}</p>
      <ul class="each-way">
        {next.ways.map((way) => (
          <li>{sayWay(language, way)}</li>
        ))}
      </ul>
    </>
  )
}

function sayWay(language: Language, way: TaleWay): string {
  const t = texts(language)
  const when = way.otherwise ? (way.when ? `${way.when} (${t.otherwise})` : t.otherwise) : way.when
  return (way.back ? t.wayBack : t.way)(when, way.number, way.name)
}
