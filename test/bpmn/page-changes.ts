/* The changes that docs/how-to/read-and-change-a-process.md tells its reader to make: the same text is read, tried and drawn. */

export type Change = { readonly file: string; readonly from: string; readonly to: string }

/** Blocks of `diff`, each behind the name of its file: "In `process.bpmn`, …:". Lines with `-` go, lines with `+` come, others stay. */
export function changesIn(page: string): readonly Change[] {
  return [...page.matchAll(/```diff\n([\s\S]*?)```/g)].map(found => {
    const file = [...page.slice(0, found.index).matchAll(/`(process\.bpmn|service\.json)`/g)].at(-1)?.[1]
    if (file === undefined) throw new Error('A change of the page does not say in which file.')
    const lines = found[1]!.trimEnd().split('\n')
    const side = (sign: '-' | '+'): string => lines.filter(line => line[0] === ' ' || line[0] === sign).map(line => line.slice(1)).join('\n')
    return { file, from: side('-'), to: side('+') }
  })
}

/** A file after the changes that are its own; each must find its place, once. */
export function withChanges(file: string, text: string, changes: readonly Change[]): string {
  return changes.filter(one => one.file === file).reduce((now, { from, to }) => {
    if (now.split(from).length !== 2) throw new Error(`${file} does not hold this once:\n${from}`)
    return now.replace(from, () => to)
  }, text)
}
