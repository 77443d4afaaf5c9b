import { isUuid, type Uuid } from '../base/ids.ts'
import { call } from '../journal/kernel.ts'
import type { Answers } from './cases.ts'
import { fields } from './input.ts'

/* Drafts as other rooms see them: what is being written and was not sent. */

/** `writers` are the accounts that may write in it, the first of them the one that began it. */
export type DraftReference = { readonly id: Uuid; readonly writers: readonly Uuid[]; readonly service: string; readonly packageVersion: number; readonly answers: Answers }

/** A draft that can still be written in; `null` where it was sent, erased, or has ended. */
export const GetDraft = call<{ draft: Uuid; now: number }, DraftReference | null>('GetDraft', fields({ draft: isUuid, now: (v: unknown): v is number => typeof v === 'number' }))
