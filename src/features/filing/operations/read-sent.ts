import { isLanguage, type Language } from '../../../base/language.ts'
import { refuse, type Issue, type Refusal } from '../../../base/result.ts'
import type { Calling } from '../../../journal/kernel.ts'
import { texts } from './texts/texts.ts'

/** The body of a filing. Without a language Accept-Language counts, without a version the current one. */
export type Sent = { readonly answers: unknown; readonly language: Language | undefined; readonly version: number | undefined }

/** Reads what was sent, or says what is wrong around the answers. */
export function readSent(r: Calling): Sent | Refusal {
  const t = texts(r.language)
  const { body } = r
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return unusable([{ field: '#', rule: 'malformed', detail: { say: t.body, mend: t.mend.body } }])
  const { answers, language, version, ...rest } = body as Record<string, unknown>
  const issues: Issue[] = Object.keys(rest).map(key => ({ field: `#/${encodeURIComponent(key)}`, rule: 'unknown', detail: { say: t.unknown, mend: t.mend.remove } }))
  if (answers === undefined) issues.push({ field: '#/answers', rule: 'required', detail: { say: t.body, mend: t.mend.body } })
  if (language !== undefined && !(isLanguage(language) && r.authority.languages.includes(language))) {
    issues.push({ field: '#/language', rule: 'notOffered', detail: { say: t.language, mend: t.mend.oneOf(r.authority.languages.join(', ')) } })
  }
  if (version !== undefined && typeof version !== 'number') issues.push({ field: '#/version', rule: 'malformed', detail: { say: t.body, mend: t.mend.version } })
  if (issues.length > 0) return unusable(issues)
  return { answers, language: language as Language | undefined, version: version as number | undefined }
}

/** The answers were made for another form than the current one: it may ask other questions by now. */
export const otherVersion = (r: Calling, current: number): Issue => {
  const t = texts(r.language)
  return { field: '#/version', rule: 'notOffered', detail: { say: t.version, mend: t.mend.current(String(current)) } }
}

export const unusable = (issues: readonly Issue[]): Refusal => refuse('Unusable', { issues })

/** The key of an Idempotency-Key header, with the quotes that its draft standard asks for or without. Only random UUIDs will do. */
export function readKey(header: string | null): string | null {
  const key = /^"?([0-9a-f-]{36})"?$/i.exec(header?.trim() ?? '')?.[1]?.toLowerCase()
  return key !== undefined && /^[0-9a-f]{8}-[0-9a-f]{4}-[47][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(key) ? key : null
}
