import { refuse, type Refusal } from '../../../base/result.ts'

/** Something about a package: in which file and line, at which path in it, what is wrong, how to mend it. */
export type Finding = { readonly file: string; readonly line: number | null; readonly path: string; readonly what: string; readonly mend: string }

/** About a whole file, or about the package where no file is to blame. */
export const aboutFile = (file: string, what: string, mend: string, line: number | null = null): Finding => ({ file, line, path: '', what, mend })

/** One line for people: `form.json:12 groups[0].pages[1]: what is wrong; how to mend it`. */
export function tellFinding({ file, line, path, what, mend }: Finding): string {
  const place = `${file}${line === null ? '' : `:${line}`}${path === '' ? '' : ` ${path}`}`
  return plain(`${place}: ${what}; ${mend}`)
}

/** Signs that would steer a terminal are written out: names and words come from whoever made the package. */
const plain = (text: string): string => text.replace(/[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g, sign => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`)

/** The refusal of a package with faults: each an issue whose field is its place (`service.team`, `form.groups[0].id`, a file's name). */
export const unusable = (faults: readonly Finding[]): Refusal => refuse('PackageUnusable', {
  issues: faults.map(({ file, line, path, what, mend }) => ({
    field: path === '' ? file : `${file.replace(/\.json$/, '')}.${path}`, rule: 'unusable', detail: { file, ...(line !== null && { line }), path, what, mend },
  })),
})

/** What a refused publication says of its faults, one line each. */
export const tellRefusal = ({ refused, issues, detail }: Refusal): readonly string[] =>
  issues?.map(({ field, rule, detail: d = {} }) => tellFinding({ file: String(d['file'] ?? field), line: typeof d['line'] === 'number' ? d['line'] : null, path: String(d['path'] ?? ''), what: String(d['what'] ?? rule), mend: String(d['mend'] ?? '') }))
  ?? [detail?.['mend'] === undefined ? refused : String(detail['mend'])]
