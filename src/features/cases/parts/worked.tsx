import type { Reading } from '../../../base/language.ts'
import { tellCase } from '../../../engines/dmn/tell-case.ts'
import type { ToldWork } from '../../../engines/dmn/tell-work.ts'
import type { Request } from '../../../journal/kernel.ts'
import { Card } from '../../../ui/components/card.tsx'
import { WorkedOut } from '../../../ui/components/worked-out.tsx'
import type { CaseModel } from './load-case.ts'
import type { ShownCase } from './shown-case.ts'

/** What decision tables worked out, and how: folded, for whoever wants to know. */
export function Worked({ r, model, shown }: { r: Request; model: CaseModel; shown: ShownCase }) {
  // What speaks for a refusal is no decision: it is told with the decision, once people have made one.
  const works = worksOf(model, r.reading).filter(work => shown.decision !== null || !work.refuses)
  if (works.length === 0) return null
  return (
    <Card>
      <WorkedOut language={r.language} works={works} register={decision => (model.service.internal ? null : `${r.url('/algorithms')}#${model.service.id}-${decision}`)} />
    </Card>
  )
}

export const worksOf = ({ file, service, form, tables }: CaseModel, reading: Reading): readonly ToldWork[] => tellCase({ form, description: service }, tables, file, reading)
