import { showTime } from '../../../base/show-time.ts'
import type { Request } from '../../../journal/kernel.ts'
import { texts } from '../texts/texts.ts'
import { historySentence } from './history.ts'
import type { ShownCase } from './shown-case.ts'

/**
 * The sentence that a screen reader says when the page has changed: the newest step and its time. It is the same until
 * there is another step, so that a refresh without news says nothing.
 */
export function newsOf(r: Request, shown: ShownCase): string {
  const last = shown.steps.at(-1)
  return last ? texts(r.language).news(historySentence(last, r.language), `(${showTime(last.at, r.authority.zone, r.language)})`) : ''
}
