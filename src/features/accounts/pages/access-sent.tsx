import { page } from '../../../journal/kernel.ts'
import { DoorFrame } from '../parts/door-frame.tsx'
import { isVisitor } from '../permits.ts'
import { texts } from '../texts/texts.ts'

/** After asking for a link. It says "if": the page is the same for every address. */
export const accessSent = page<null>({
  name: 'access-sent',
  path: '/access/sent',
  load: async () => null,
  permit: isVisitor,
  view(_model, r) {
    const t = texts(r.language)
    return (
      <DoorFrame r={r} title={t.sentTitle}>
        <p>{t.sentIf}</p>
        <p>{t.sentWhen}</p>
        <p>
          {t.sentElse} <a href={r.url('/requests/find')}>{t.sentFind}</a>
        </p>
      </DoorFrame>
    )
  },
})
