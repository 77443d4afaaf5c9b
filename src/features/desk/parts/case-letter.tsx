import { say } from '../../../engines/forms/say.ts'
import type { Instant, Request } from '../../../journal/kernel.ts'
import { Letter } from '../../../ui/components/letter.tsx'
import type { OpenCase } from './load-case.ts'
import { worksOf } from './worked.tsx'

export type Decided = { readonly outcome: 'accepted' | 'refused'; readonly reasons: string; readonly legalBasis: string; readonly appeal: string; readonly by: string; readonly on: Instant }

/** The letter of this case, exactly as its applicant reads it: in their language, with the words of the package they filed under. `level`: of its first heading, 3 inside a card with a title. */
export function CaseLetter({ r, open, decided, level = 3 }: { r: Request; open: OpenCase; decided: Decided; level?: 2 | 3 }) {
  const { file, service } = open
  const team = r.authority.teams.find(team => team.id === file.team)
  return (
    <Letter
      authority={r.authority}
      language={file.language}
      number={file.number}
      to={file.contact === 'erased' ? 'erased' : file.contact.name}
      service={service ? say(service.description.name, file.language) : { text: file.service }}
      subject={file.subject}
      team={team && say(team.name, file.language).text}
      rules={{ works: worksOf(open, file.language), address: r.origin + r.url('/algorithms') }}
      level={level}
      {...decided}
    />
  )
}
