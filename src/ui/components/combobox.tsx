import type { Children } from '../../base/jsx/html.ts'
import type { Language } from '../../base/language.ts'
import { texts } from '../texts/texts.ts'

/**
 * Around a list or a text box: with a script, what is typed is looked for in the list (or at `src`) and offered below
 * (ui/elements/combobox.ts); without one, the control inside is what it is. `typed`: what was looked for and not chosen.
 */
export function Combobox({ language, src, typed, children }: { language: Language; src?: string; typed?: string; children: Children }) {
  const t = texts(language)
  return (
    <pv-combobox data-src={src} data-typed={typed} data-none={t.foundNone} data-one={t.foundOne} data-many={t.foundMany} data-list={t.foundList}>
      {children}
    </pv-combobox>
  )
}
