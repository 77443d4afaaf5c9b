import { refuse, type Issue, type Refusal } from '../../../base/result.ts'
import type { Calling, Posting } from '../../../journal/kernel.ts'
import { codeHash, readCode } from '../../../vocabulary/case-code.ts'
import { FindCaseByNumber, type CaseFile } from '../../../vocabulary/cases.ts'

const window = 15 * 60

/** What was posted on the page, as `caseByCode` takes it. */
export const postedCode = ({ form }: Posting): ShownCode => ({ number: form.get('number') ?? '', code: form.get('code') ?? '' })

type ShownCode = { readonly number: string; readonly code: string }
type Door = Pick<Calling, 'network' | 'throttled' | 'ask' | 'secrets'>

/**
 * The case of a number and a secret code, with the code's hash to show for it. One door for the pages and for programs.
 *
 * A number that does not exist and a wrong code are one answer, `WrongCode`. Tries are counted before the code is looked
 * at, so that many at once do not pass between the look and the count, and a right code after too many tries is refused too.
 * Counted are the tries from one network, for a number (numbers follow each other and can be guessed) and in all; a session
 * costs nothing and can be had anew. There is no common count for a number or the whole authority: 60 bits are not found
 * from many networks either, and one person could shut the door to everybody.
 */
export async function caseByCode(r: Door, shown: ShownCode): Promise<{ readonly file: CaseFile; readonly hash: string } | Refusal> {
  const number = readNumber(shown.number)
  const typed = shown.code.trim()
  const code = readCode(typed)
  const issues: Issue[] = []
  if (!number) issues.push({ field: 'number', rule: 'required' })
  if (code === null) issues.push({ field: 'code', rule: typed ? 'unreadable' : 'required' })
  if (!number || code === null) return refuse('Incomplete', { issues })
  if (await r.throttled(`find/network/${r.network}`, 300, window)) return refuse('Throttled', { detail: { seconds: window } })
  if (await r.throttled(`find/number/${number}/${r.network}`, 5, window)) return refuse('Throttled', { detail: { seconds: window } })
  const file = await r.ask(FindCaseByNumber, { number })
  if (!file) return refuse('WrongCode')
  // Keyed hashes are compared: what they tell by the time of comparing is of no use without the installation's secret.
  const hash = codeHash(r.secrets, file.id, code)
  return hash === file.codeHash ? { file, hash } : refuse('WrongCode')
}

/** A request's number as people write it: small letters, spaces or dots for hyphens, "n°" before it. */
export function readNumber(typed: string): string {
  const text = typed.toUpperCase().replace(/^\s*(N\s*°|NR\.|NO\.)/, '').replace(/[^A-Z0-9]/g, '').slice(0, 40)
  const parts = /^([A-Z]{2,4})(\d{4})(\d{5,})$/.exec(text)
  return parts ? parts.slice(1).join('-') : text
}
