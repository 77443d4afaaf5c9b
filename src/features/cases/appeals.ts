import type { Authority } from '../../base/authority.ts'
import { refuse, type Refusal } from '../../base/result.ts'
import type { Uuid } from '../../base/ids.ts'
import { command, question, reaction, type Ask, type AuthorityDb } from '../../journal/kernel.ts'
import { appealClaim, AppealFiled, FindAppeals, NoteAppeal, refusedOn, type FiledAppeals } from '../../vocabulary/appeals.ts'
import { CaseFiled, endedWithout, GetCase, type CaseFile, type FileCaseInput } from '../../vocabulary/cases.ts'
import { GetService, type ServiceDescription } from '../../vocabulary/services.ts'
import { isSystem } from './permits.ts'
import { caseFile } from './process.ts'
import { caseKind } from './state.ts'

/* An appeal is a case about another one. What it is about comes from outside: nothing of it is believed. */

/** Why a request may not be filed as it comes: an appeal needs a refused case of the same person that names its service, and no second one stands beside it. */
export async function appealRefused(ask: Ask, { about, after, holder, service }: FileCaseInput, { takesAppeals }: ServiceDescription, authority: Authority): Promise<Refusal | null> {
  if (about === undefined) return takesAppeals ? refuse('AppealOfNothing') : null
  const file = await ask(GetCase, { case: about })
  if (!file || !file.holders.includes(holder)) return refuse('AppealNotYours')
  const first = await ask(GetService, { service: file.service, version: file.packageVersion })
  if (!takesAppeals || !first?.description.appeals.some(one => one.service === service) || refusedOn(file, authority) === null) return refuse('NotAppealable')
  const { stands, last } = await ask(FindAppeals, { case: about, service })
  return stands || last !== (after ?? about) ? refuse('AlreadyAppealed') : null
}

/** Who decided what an appeal is about: nobody judges their own decision. */
export async function firstDecider(ask: Ask, about: Uuid | null): Promise<Uuid | null> {
  const file = about === null ? null : await ask(GetCase, { case: about })
  return file?.decision?.agent ?? null
}

/** The refused case learns of the appeal; the same one again changes nothing. */
export const noteAppeal = command({
  call: NoteAppeal, of: caseKind, stream: i => i.case, permit: isSystem,
  decide(s, { input: { appeal, number } }) {
    if (!s.filed) return refuse('NotFound')
    return s.appeals.some(one => one.case === appeal) ? [] : [AppealFiled({ case: appeal, number }, {})]
  },
})

export const noteFiledAppeal = reaction('note-appeal', CaseFiled, ({ event: { facts: { about, number } }, stream }) =>
  (about === undefined ? [] : [{ call: NoteAppeal.name, input: { case: about, appeal: stream, number } }]))

/** One after the other: each is claimed after the one before it. */
export const findAppeals = question({
  call: FindAppeals,
  async answer(db, i): Promise<FiledAppeals> {
    let last = i.case
    for (;;) {
      const id = await db.claimed(appealClaim(last, i.service))
      const file = id && (await fileOf(db, id))
      if (!file) return { stands: null, last }
      if (!endedWithout(file.status)) return { stands: file, last }
      last = file.id
    }
  },
})

/** A case as it stands; `null` where none was filed under this id. */
export async function fileOf(db: AuthorityDb, id: string): Promise<CaseFile | null> {
  const head = await db.head(caseKind, id)
  return head?.state.filed ? caseFile(head.stream, head.version, head.state) : null
}
