import type { Children } from '../../base/jsx/html.ts'
import type { Language } from '../../base/language.ts'
import { letterTexts } from '../texts/letter.ts'

/**
 * A letter beside the form that writes it: with a script it follows what is typed, and the form's field `seen` says so.
 * Without one the server draws it.
 */
export function LetterPreview({ id, form, language, children }: { id: string; form: string; language: Language; children: Children }) {
  const t = letterTexts(language)
  return (
    <pv-letter id={id} form={form} data-accepted={t.accepted} data-refused={t.refused} data-missing={t.missing}>
      {children}
    </pv-letter>
  )
}
