import { showDay } from '../../../base/show-time.ts'
import { say } from '../../../engines/forms/say.ts'
import type { Request } from '../../../journal/kernel.ts'
import { Notice } from '../../../ui/components/notice.tsx'
import { Told } from '../../../ui/components/told.tsx'
import { refusedOn, type LinkedCase } from '../../../vocabulary/appeals.ts'
import type { Draft } from '../store.ts'
import { texts } from '../texts/texts.ts'

/** Of an appeal: the decision that it is about; on a device that may not open it, only that there is one. */
export function AboutDecision({ r, draft, about }: { r: Request; draft: Draft; about: LinkedCase | null }) {
  if (draft.about === null) return null
  const t = texts(r.language)
  const refused = about && refusedOn(about.file, r.authority)
  return (
    <Notice>
      {about ? (
        <p>
          {t.appealAbout} <a href={r.url('/requests/:case', { case: about.file.id })}>{about.file.number}</a> (<Told said={say(about.service.description.name, r.reading)} />){refused && <>, {t.refusedOn(showDay(refused, r.language, { year: true }))}</>}.
        </p>
      ) : (
        <p>{t.appealNotYours}</p>
      )}
    </Notice>
  )
}
