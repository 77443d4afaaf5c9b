import { accept } from './accept.ts'
import { compileForm, type CompiledForm } from './compile-form.ts'
import type { Control } from './control.ts'
import { describeStep } from './describe-step.ts'
import type { Answers } from './form.ts'
import { firstOpen } from './path.ts'
import type { StoredFile } from './stored-file.ts'

/** A file that was sent along with every form of these tests. */
export const paper: StoredFile = { file: 'f'.repeat(64), name: 'paper.pdf', type: 'application/pdf', bytes: 1000 }
/** The day and the language that tests answer on. */
export const at = { today: '2026-11-16', country: 'FR', language: 'fr', files: new Map([[paper.file, paper]]) } as const

/** A compiled form; throws its faults. */
export function sound(raw: unknown): CompiledForm {
  const form = compileForm(raw)
  if (Array.isArray(form)) throw new Error(JSON.stringify(form, null, 1))
  return form as CompiledForm
}

/** Fills in a step's controls with valid answers; `pick(n)` chooses one of n ways. */
export function fillIn(controls: readonly Control[], pick: (ways: number) => number): URLSearchParams {
  const post = new URLSearchParams()
  for (const control of controls) fillControl(post, control, pick)
  return post
}

/** Answers every open step by `fill` until nothing is open; throws where an answer is refused or the form does not end. */
export function fillAll(form: CompiledForm, from: Answers, fill: (step: string, controls: readonly Control[]) => URLSearchParams): Answers {
  let answers = from
  for (let turn = 0; turn < 400; turn++) {
    const open = firstOpen(form, answers, at)
    if (!open) return answers
    const post = fill(open.id, describeStep(form, answers, open.id, 'fr')!.controls)
    const accepted = accept(form, answers, open.id, post, at)
    if (!('answers' in accepted)) throw new Error(`${open.id}: ${post} → ${JSON.stringify(accepted)}`)
    answers = accepted.answers
  }
  throw new Error('the form does not end')
}

/** Something that this box takes: the fixed form of numbers is told by its label's kind, so the example of its hint is typed. */
function plausible({ inputType, name, inputMode, suffix, hint, width, label }: Extract<Control, { kind: 'text' }>): string {
  if (inputType === 'email') return 'a@exemple.fr'
  if (inputType === 'tel') return '02 31 00 00 00'
  if (name.endsWith('.number')) return /par exemple ([^ ]+[\d ]*)/i.exec(hint!.text)![1]!
  if (label.text === 'IBAN') return 'FR76 3000 6000 0112 3456 7890 189'
  return suffix || inputMode || width === 'short' ? '742' : 'Réponse'
}

function fillControl(post: URLSearchParams, control: Control, pick: (ways: number) => number): void {
  switch (control.kind) {
    case 'text':
      if (control.optional && pick(2) === 0) return
      if (control.instead && pick(2) === 0) return post.set(control.instead.name, 'yes')
      return post.set(control.name, plausible(control))
    case 'search':
      if (!control.optional || pick(2) === 0) post.set(control.name, control.options[pick(control.options.length)]!.value)
      return
    case 'located':
      if (control.optional && pick(2) === 0) return
      post.set(control.name, control.lines === 1 ? 'Place du Marché' : '3 rue de l’Exemple\r\n14123 Fleury-sur-Orne')
      if (pick(2) === 0) for (const [part, value] of [['point', '49.144,-0.375'], ['source', 'ban'], ['for', post.get(control.name)!]]) post.set(`${control.name}.${part}`, value!)
      return
    case 'area':
      if (!control.optional || pick(2) === 0) post.set(control.name, 'Une\nréponse')
      return
    case 'radios':
      if (!control.optional || pick(2) === 0) post.set(control.name, control.options[pick(control.options.length)]!.value)
      return
    case 'checks':
      if (!control.optional || pick(2) === 0) post.append(control.name, control.options[pick(control.options.length)]!.value)
      return
    case 'check':
      return post.set(control.name, 'yes')
    case 'date':
      for (const [part, value] of [['day', '1'], ['month', '3'], ['year', control.name.endsWith('.birthDate') ? '2019' : '2027']]) post.set(`${control.name}.${part}`, value!)
      return
    case 'files':
      if (!control.optional || pick(2) === 0) post.append(control.name, paper.file)
      return
    case 'group':
      for (const inner of control.controls) fillControl(post, inner, pick)
  }
}
