/*
 * What a step's form carries besides its answers. The names have hyphens, which ids of questions cannot have.
 */

/** Which service is asked about: known even where the draft is no more. */
export const serviceField = 'draft-service'
/** How the item that the step belongs to was called when the page was drawn: after a removal, places may have moved. */
export const itemField = 'draft-item'
/** Which of the form's buttons was pressed. */
export const thenField = 'draft-then'
/** Number and code of a draft that was kept. */
export const codeFields = { number: 'draft-number', code: 'draft-code' } as const

/** The posted fields that are answers: with something in them, and none of the form's own. */
export const typedFields = (posted: URLSearchParams): readonly (readonly [string, string])[] =>
  [...posted].filter(([name, value]) => name !== 'csrf' && !name.startsWith('draft-') && value.trim() !== '')

/** Whether nothing was answered. */
export const isBlank = (posted: URLSearchParams): boolean => typedFields(posted).length === 0
