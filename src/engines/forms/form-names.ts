import type { CompiledForm } from './compile-form.ts'

/** What expressions about a request may look at: its questions, its groups of items, its computed values. */
export const formNames = (form: CompiledForm): readonly string[] => [
  ...form.groups.flatMap(group => [...(group.repeat ? [group.id] : []), ...group.pages.flatMap(page => page.questions.map(question => question.id))]),
  ...form.computed.map(one => one.source.id),
]
