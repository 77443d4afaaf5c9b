import { isDeepStrictEqual } from 'node:util'
import type { Language } from '../../../base/language.ts'
import type { Issue } from '../../../base/result.ts'
import type { CompiledForm, CompiledQuestion } from '../../../engines/forms/compile-form.ts'
import type { At } from '../../../engines/forms/field.ts'
import type { Answers } from '../../../engines/forms/form.ts'
import { answersAt, asked, own, path, valueOf, type PageStep } from '../../../engines/forms/path.ts'
import type { Files } from '../../../engines/forms/stored-file.ts'
import { validateAll } from '../../../engines/forms/validate-all.ts'
import { stepErrors } from '../../../ui/fields/issue-message.ts'
import { texts } from './texts/texts.ts'

/** The answers of a program, checked as the page checks them: in which language it is told, and which documents it sent ahead. */
export type Told = At & { readonly language: Language; readonly files: Files }

/**
 * The answers on the path, or what must be mended: each issue names its place by a JSON Pointer into the body (RFC 6901, as
 * a fragment), and has a sentence for the person (`say`) and one for whoever writes the program (`mend`).
 */
export function checkSent(form: CompiledForm, raw: unknown, at: Told): { readonly answers: Answers } | readonly Issue[] {
  const checked = validateAll(form, raw, at)
  const strange = isObject(raw) ? strangeFiles(form, raw as Answers, at.files) : []
  if ('answers' in checked && strange.length === 0) return checked
  const t = texts(at.language)
  return [
    ...('answers' in checked ? [] : checked.map(issue => explain(form, raw as Answers, issue, at))),
    ...strange.map(field => told(field, 'unknownFile', t.unknownFile, t.mend.document)),
  ]
}

/** What was sent and is not kept: no question of this name is asked after these answers. */
export function leftOut(raw: Answers, kept: Answers, at = '#/answers'): string[] {
  return Object.keys(raw).flatMap(key => {
    const here = `${at}/${escape(key)}`
    const [sent, taken] = [raw[key], own(kept, key)]
    if (sent === null || sent === undefined) return []
    if (taken === undefined) return [here]
    if (!Array.isArray(taken) || !Array.isArray(sent) || !taken.every(isObject)) return []
    return sent.flatMap((item, i) => (isObject(item) ? leftOut(item as Answers, (taken[i] ?? {}) as Answers, `${here}/${i}`) : []))
  })
}

/** `children[0].child.birthDate` is `#/answers/children/0/child/birthDate`. */
export const pointerTo = (field: string): string =>
  ['#/answers', ...field.split(/[.[\]]+/).filter(part => part !== '').map(escape)].join('/')

function explain(form: CompiledForm, raw: Answers, issue: Issue, at: Told): Issue {
  const t = texts(at.language)
  const found = questionAt(form, raw, issue.field)
  if (!found) {
    const many = issue.rule === 'tooMany' ? t.tooMany(Number(issue.detail?.['max'])) : t.malformed
    return told(issue.field, issue.rule, many, issue.field === '' ? t.mend.body : t.mend.list)
  }
  const { question, step, rest } = found
  const here = asked(question, step.scope)
  const control = question.field.describe(here, valueOf(question, answersAt(step, raw)), at.language)
  const [error] = stepErrors([control], [{ ...issue, field: rest }], at.language)
  return told(issue.field, issue.rule, error?.message ?? t.other, mend())

  function mend(): string {
    if (issue.rule === 'required') return t.mend.required
    if (issue.rule === 'malformed') return t.mend.fits(JSON.stringify(question.field.schema(question.source)).slice(0, 500))
    if (issue.rule === 'notOffered' && here.options.length > 0) return t.mend.oneOf(here.options.slice(0, 50).map(option => option.id).join(', '))
    return t.mend.again
  }
}

type Place = { readonly question: CompiledQuestion; readonly step: PageStep; readonly rest: string }

/** The question that an issue is about, and the issue's place within it. */
function questionAt(form: CompiledForm, raw: Answers, field: string): Place | null {
  if (!isObject(raw)) return null
  for (const { question, step, prefix } of questionsOn(form, raw)) {
    const name = prefix + question.id
    if (field === name || field.startsWith(`${name}.`) || field.startsWith(`${name}[`)) return { question, step, rest: field.slice(prefix.length) }
  }
  return null
}

/** Documents that were not sent ahead with this request's key, or not as they are named: by its hash alone, one could be anybody's. */
const strangeFiles = (form: CompiledForm, raw: Answers, files: Files): string[] =>
  questionsOn(form, raw).flatMap(({ question, step, prefix }) => {
    const value = valueOf(question, answersAt(step, raw))
    const named = value === null ? [] : (question.field.files?.(value) ?? [])
    return named.flatMap((one, i) => (isDeepStrictEqual({ ...files.get(one.file) }, { ...one }) ? [] : [`${prefix}${question.id}[${i}]`]))
  })

const questionsOn = (form: CompiledForm, raw: Answers) =>
  path(form, raw)
    .filter((step): step is PageStep => step.kind === 'page')
    .flatMap(step => step.questions.map(question => ({ question, step, prefix: step.item === null ? '' : `${step.group.id}[${step.item}].` })))

const told = (field: string, rule: string, say: string, mend: string): Issue => ({ field: pointerTo(field), rule, detail: { say, mend } })
const escape = (key: string): string => encodeURIComponent(key.replaceAll('~', '~0').replaceAll('/', '~1'))
const isObject = (value: unknown): boolean => typeof value === 'object' && value !== null && !Array.isArray(value)
