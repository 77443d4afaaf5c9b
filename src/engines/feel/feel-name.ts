/** A FEEL name that can be written without quotes: what ids of questions and groups must look like. */
export const isName = (text: string): boolean => /^[a-z][A-Za-z0-9]{0,49}$/.test(text) && !keywords.has(text)

/** Words that FEEL keeps for itself. */
export const keywords: ReadonlySet<string> = new Set(
  'and or not in true false null if then else for return some every satisfies between instance of function external list contains date time count item'.split(' '),
)
