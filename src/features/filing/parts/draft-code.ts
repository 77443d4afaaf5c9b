import type { Uuid } from '../../../base/ids.ts'
import { refuse, type Issue, type Refusal } from '../../../base/result.ts'
import type { Posting, Request, Secrets } from '../../../journal/kernel.ts'
import { readCode, secretCode } from '../../../vocabulary/case-code.ts'
import { findDraftByNumber, type Draft } from '../store.ts'

/*
 * The code of a draft is made like that of a request (docs/decisions/0003-codes-and-links.md): computed from the session's
 * token, stored as a keyed hash only, 60 bits. Labels of its own keep the one from ever opening the other.
 */

/** The code that this session makes for a draft; `null` where there is no session. */
export function draftCode(r: Request, id: Uuid): string | null {
  const derived = r.derive(`draft-code/${id}`)
  return derived === null ? null : secretCode(derived)
}

export const draftCodeHash = (secrets: Secrets, id: Uuid, code: string): string => secrets.sign('draft-code', `${id}/${code}`)

/** A draft's number in the order of asking: D-00012. It says nothing, and opens nothing without its code. */
export const draftNumber = (n: number): string => `D-${String(n).padStart(5, '0')}`

/** A draft's number as people write it: `d 12`, `N° D-00012`, `12`. */
export function readDraftNumber(typed: string): string {
  const digits = typed.replace(/\D/g, '').replace(/^0+/, '').slice(0, 12)
  return digits === '' ? '' : draftNumber(Number(digits))
}

const window = 15 * 60

/**
 * The draft of a posted number and code. An unknown number and a wrong code are one answer. Tries are counted before the code
 * is looked at, from one network, as for requests and together with those.
 */
export async function draftByCode(r: Posting, names: { readonly number: string; readonly code: string }): Promise<Draft | Refusal> {
  const number = readDraftNumber(r.form.get(names.number) ?? '')
  const typed = (r.form.get(names.code) ?? '').trim()
  const code = readCode(typed)
  const issues: Issue[] = []
  if (!number) issues.push({ field: names.number, rule: 'numberRequired' })
  if (code === null) issues.push({ field: names.code, rule: typed ? 'codeUnreadable' : 'codeRequired' })
  if (!number || code === null) return refuse('Incomplete', { issues })
  if (await r.throttled(`find/network/${r.network}`, 300, window)) return refuse('Throttled', { detail: { seconds: window } })
  if (await r.throttled(`find/number/${number}/${r.network}`, 5, window)) return refuse('Throttled', { detail: { seconds: window } })
  const draft = await findDraftByNumber(r.db, number, r.now)
  return draft && draftCodeHash(r.secrets, draft.id, code) === draft.codeHash ? draft : refuse('WrongCode', { issues: [{ field: names.number, rule: 'wrongCode' }] })
}
