import type { Language } from '../../base/language.ts'
import { texts } from '../texts/texts.ts'

/** Where one is in a form: "Question 3 sur 14" and a bar that says the same. */
export function Progress({ language, at, of }: { language: Language; at: number; of: number }) {
  return (
    <div class="progress">
      <p>{texts(language).question(at, of)}</p>
      <progress value={at} max={of} aria-hidden="true" />
    </div>
  )
}
