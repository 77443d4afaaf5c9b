import type { Reading } from '../../base/language.ts'
import { moreField } from './accept.ts'
import type { CompiledForm, CompiledGroup } from './compile-form.ts'
import type { Control, Said } from './control.ts'
import type { Answers } from './form.ts'
import { answersAt, asked, itemsOf, noMoreKey, own, path, valueOf } from './path.ts'
import { say } from './say.ts'
import { texts } from './texts/texts.ts'

/** One screen as plain data: what `ui/fields` and the page around it draw. */
export type StepDescription = {
  readonly id: string
  /** The place on the path, from 1, and how many steps it has as far as can be known now. */
  readonly number: number
  readonly of: number
  readonly group: Said
  /** Which item is meant ("Child 2"), and how it calls itself: `name` is as typed, never typeset. */
  readonly item: ItemCaption | null
  /** A title of the page's own; without one the only control's label is the heading. */
  readonly title: Said | null
  readonly intro: Said | null
  readonly controls: readonly Control[]
  /** Where this step belongs to an item that may be taken away: which, and the button's words. */
  readonly remove: { readonly group: string; readonly index: number; readonly label: Said } | null
}

export type ItemCaption = { readonly label: Said; readonly name: string }

/** Describes a step that is on the path; `null` where it is not. */
export function describeStep(form: CompiledForm, answers: Answers, id: string, reading: Reading): StepDescription | null {
  const steps = path(form, answers)
  const index = steps.findIndex((step) => step.id === id)
  const step = steps[index]
  if (!step) return null
  const { group } = step
  const common = { id, number: index + 1, of: steps.length, group: say(group.source.title, reading) }
  if (step.kind === 'more') {
    return { ...common, item: null, title: null, intro: null, controls: [describeMore(group, answers, reading)], remove: null }
  }
  const here = answersAt(step, answers)
  const { title, intro } = step.page.source
  return {
    ...common,
    item: step.item === null ? null : itemCaption(group, answers, step.item, reading),
    title: title ? say(title, reading) : null,
    intro: intro ? say(intro, reading) : null,
    controls: step.questions.map((question) => {
      const stored = valueOf(question, here)
      return question.field.describe(asked(question, step.scope), stored, reading)
    }),
    remove:
      step.item !== null && itemsOf(group, answers).length > group.repeat!.min
        ? { group: group.id, index: step.item, label: say(group.repeat!.remove, reading) }
        : null,
  }
}

/** How one item of a repeated group is called: "Child 2", and the name its own answer gives it. */
export function itemCaption(group: CompiledGroup, answers: Answers, index: number, reading: Reading): ItemCaption {
  const { item, name } = group.repeat!
  const label = say(item, reading)
  const named = group.pages.flatMap((page) => page.questions).find((question) => question.id === name)
  const value = named && valueOf(named, itemsOf(group, answers)[index] ?? {})
  return {
    label: { ...label, text: label.text.replace('{n}', String(index + 1)) },
    name: named && value !== null && value !== undefined ? (named.field.brief?.(value) ?? '') : '',
  }
}

function describeMore(group: CompiledGroup, answers: Answers, reading: Reading): Control {
  const { another, anotherHint } = group.repeat!
  const words = texts(reading)
  return {
    kind: 'radios',
    name: moreField,
    label: say(another, reading),
    ...(anotherHint && { hint: say(anotherHint, reading) }),
    optional: false,
    value: own(answers, noMoreKey(group)) === false ? 'no' : '',
    options: [
      { value: 'yes', label: { text: words.yes } },
      { value: 'no', label: { text: words.no } },
    ],
  }
}
