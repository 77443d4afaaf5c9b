import { say } from '../../../engines/forms/say.ts'
import type { Request } from '../../../journal/kernel.ts'
import { ButtonLink } from '../../../ui/components/button.tsx'
import type { IconName } from '../../../ui/components/icons.ts'
import { NextPlate, Plate, Sign } from '../../../ui/components/plate.tsx'
import { Told } from '../../../ui/components/told.tsx'
import type { CaseFile, ShownStatus } from '../../../vocabulary/cases.ts'
import { texts } from '../texts/texts.ts'
import type { CaseModel } from './load-case.ts'
import type { ShownCase } from './shown-case.ts'
import { whenIn } from './when.ts'

/** The first thing on the page: what it is about; where it stands, by when the answer comes, what the reader must do. */
export function CaseSign({ r, model, shown }: { r: Request; model: CaseModel; shown: ShownCase }) {
  const t = texts(r.language)
  const { file } = model
  return (
    <Sign>
      <Plate>
        <p>
          {t.numberLabel} <span class="code">{file.number}</span>
        </p>
        <h1>
          <Told said={say(model.service.name, r.reading)} />
        </h1>
        {file.subject !== 'erased' && file.subject && <p>{file.subject}</p>}
      </Plate>
      <NextPlate icon={icons[shown.status]} state={shown.late ? t.lateStatus : t.status[shown.status]} lead={lead(r, file, shown)}>
        <Todo r={r} file={file} shown={shown} />
      </NextPlate>
    </Sign>
  )
}

const icons: Record<ShownStatus, IconName> = {
  received: 'inbox', examined: 'hourglass', waiting: 'hand', accepted: 'circle-check', refused: 'circle-close', withdrawn: 'undo', lapsed: 'clock',
}

function lead(r: Request, file: CaseFile, shown: ShownCase): string {
  const t = texts(r.language).lead
  const when = whenIn(r)
  if (shown.status === 'waiting') return file.askedUntil === null ? t.answer : t.answerBy(when.day(file.askedUntil))
  if (shown.status === 'lapsed') return t.lapsed(when.dayOf(file.lapsed!))
  if (shown.status === 'withdrawn') return t.withdrawn(when.dayOf(endedAt(file)))
  if (shown.decision) return t.sent(when.dayOf(shown.decision.sent))
  if (shown.tacit) return t.silence[shown.tacit.outcome](when.day(shown.tacit.last))
  return shown.late ? t.late(when.day(file.due)) : t.limit(when.day(file.due))
}

function Todo({ r, file, shown }: { r: Request; file: CaseFile; shown: ShownCase }) {
  const t = texts(r.language)
  if (shown.status === 'waiting')
    return (
      <>
        <p>{t.todo.paused}</p>
        <p>
          <ButtonLink href="#asked" icon="edit">
            {t.todo.answer}
          </ButtonLink>
        </p>
      </>
    )
  if (shown.status === 'lapsed') return <p>{t.todo.lapsed}</p>
  if (shown.tacit)
    return (
      <>
        <p>{t.todo.silence[shown.tacit.outcome]}</p>
        <p>
          <ButtonLink href={r.url('/requests/:case/certificate', { case: file.id })} icon="document">
            {t.todo.certificate}
          </ButtonLink>
        </p>
      </>
    )
  if (shown.decision)
    return (
      <>
        <p>{t.todo[shown.decision.outcome]}</p>
        <p>
          <ButtonLink href="#letter" icon="document">
            {t.todo.letter}
          </ButtonLink>
        </p>
      </>
    )
  return (
    <p>
      {shown.late && <>{t.todo.late} </>}
      {t.todo.nothing}
    </p>
  )
}

/** When it was withdrawn, or lapsed. */
export const endedAt = (file: CaseFile): number => file.history.findLast(step => step.type === 'CaseWithdrawn' || step.type === 'CaseLapsed')?.at ?? file.filed
