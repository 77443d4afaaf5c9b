import type { Reading } from '../../base/language.ts'
import type { Choice } from './control.ts'
import type { Option } from './form.ts'
import { say } from './say.ts'

/** Options as a control shows them. */
export const choices = (options: readonly Option[], reading: Reading): readonly Choice[] =>
  options.map(({ id, label, hint }) => ({ value: id, label: say(label, reading), ...(hint && { hint: say(hint, reading) }) }))
