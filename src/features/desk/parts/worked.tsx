import type { Reading } from '../../../base/language.ts'
import { tellCase } from '../../../engines/dmn/tell-case.ts'
import type { ToldWork } from '../../../engines/dmn/tell-work.ts'
import type { Request } from '../../../journal/kernel.ts'
import { Card } from '../../../ui/components/card.tsx'
import { WorkedOut } from '../../../ui/components/worked-out.tsx'
import { mayRead } from '../permits.ts'
import type { OpenCase } from './load-case.ts'

/** What decision tables worked out in this case, and how; answers that the agent's team need not read stay hidden. */
export function Worked({ r, open }: { r: Request; open: OpenCase }) {
  const works = worksOf(open, r.language)
  const { file } = open
  const internal = open.service?.description.internal === true
  if (works.length === 0) return null
  return (
    <Card small>
      <WorkedOut
        language={r.language}
        works={works}
        register={decision => (internal ? null : `${r.url('/algorithms')}#${file.service}-${decision}`)}
        mayRead={({ questions, guarded }) => questions.every(question => mayRead(r.actor, { file }, { question, ...(guarded && { protected: 'health' }) }))}
      />
    </Card>
  )
}

export const worksOf = ({ file, service, tables }: Pick<OpenCase, 'file' | 'service' | 'tables'>, reading: Reading): readonly ToldWork[] => (service ? tellCase(service, tables, file, reading) : [])
