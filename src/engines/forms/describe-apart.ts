import type { Reading } from '../../base/language.ts'
import type { CompiledForm } from './compile-form.ts'
import type { Control, Said } from './control.ts'
import { say } from './say.ts'

/**
 * The questions of a step without the answers before it: what was typed there can be shown and posted again although the rest
 * is gone. All options are on offer, since what they hang on is not known. `null` for a step that asks nothing of its own.
 */
export function describeApart(form: CompiledForm, stepId: string, reading: Reading): { readonly title: Said; readonly controls: readonly Control[] } | null {
  const name = /^(?:[^.]+\.\d+\.)?([^.]+)$/.exec(stepId)?.[1]
  for (const group of form.groups) {
    const page = group.pages.find(one => one.id === name)
    if (!page) continue
    return {
      title: say(page.source.title ?? group.source.title, reading),
      controls: page.questions.map(({ field, source, options }) => field.describe({ question: source, options: options.map(one => one.option) }, null, reading)),
    }
  }
  return null
}
