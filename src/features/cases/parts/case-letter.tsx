import { say } from '../../../engines/forms/say.ts'
import type { Request } from '../../../journal/kernel.ts'
import { Letter } from '../../../ui/components/letter.tsx'
import type { CaseModel } from './load-case.ts'
import type { ShownCase } from './shown-case.ts'
import { worksOf } from './worked.tsx'
import { teamName } from './team-name.ts'

/** The decision as it left, in the language that the case was written in. */
export function CaseLetter({ r, model, decision }: { r: Request; model: CaseModel; decision: NonNullable<ShownCase['decision']> }) {
  const { file, service } = model
  const { language } = file
  return (
    <Letter
      authority={r.authority}
      language={language}
      on={decision.made}
      number={file.number}
      to={file.contact === 'erased' ? 'erased' : file.contact.name}
      service={say(service.name, language)}
      subject={file.subject}
      outcome={decision.outcome}
      reasons={decision.reasons}
      legalBasis={decision.legalBasis}
      appeal={decision.appeal}
      rules={{ works: worksOf(model, language), address: r.origin + r.url('/algorithms') }}
      by={decision.by}
      team={teamName({ authority: r.authority, language }, file.team)}
    />
  )
}
