import type { Children } from '../../base/jsx/html.ts'
import type { Instant } from '../../journal/kernel.ts'
import type { Language } from '../../base/language.ts'
import { texts } from '../texts/texts.ts'

/**
 * Until when something can be taken back. `children` says it as a time of day, which is true without a script;
 * with one, the seconds that are left are added. `now` is the server's clock: the reader's may be wrong.
 */
export function UndoCountdown({ language, now, until, children }: { language: Language; now: Instant; until: Instant; children: Children }) {
  const t = texts(language)
  return (
    <pv-undo data-now={now} data-until={until} data-left={t.seconds} data-over={t.tooLate}>
      {children}
    </pv-undo>
  )
}
