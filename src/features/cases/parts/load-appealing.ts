import type { Day } from '../../../base/time.ts'
import type { Request } from '../../../journal/kernel.ts'
import { FindAppeals, lastDayFor, linkedCases, refusedOn, type Linked } from '../../../vocabulary/appeals.ts'
import { GetService, type Appeal, type PublishedService } from '../../../vocabulary/services.ts'
import { isHolder } from '../permits.ts'
import type { CaseModel } from './load-case.ts'

/** An appeal that a service of the authority takes, until when, and whether one was filed that stands. */
export type AppealWay = { readonly appeal: Appeal; readonly taker: PublishedService; readonly last: Day; readonly stands: 'here' | 'elsewhere' | null }

/** The cases that are linked with a request, as far as this visitor may open them, and the ways to contest it where it was refused. */
export type Appealing = Linked & { readonly ways: readonly AppealWay[] }

export async function loadAppealing(r: Request, { file, service }: CaseModel): Promise<Appealing> {
  const refused = refusedOn(file, r.authority)
  const [{ about, appeals }, ways] = await Promise.all([
    linkedCases(r.ask, file),
    refused === null ? [] : Promise.all(service.appeals.map(one => wayOf(r, file.id, refused, one))),
  ])
  return {
    about: about && isHolder(r.actor, about.file) ? about : null,
    appeals: appeals.filter(one => isHolder(r.actor, one.file)),
    ways: ways.flatMap(way => way ?? []),
  }
}

async function wayOf(r: Request, id: string, refused: Day, appeal: Appeal): Promise<AppealWay | null> {
  const taker = appeal.service === undefined ? null : await r.ask(GetService, { service: appeal.service })
  if (!taker?.description.takesAppeals) return null
  const { stands } = await r.ask(FindAppeals, { case: id, service: taker.description.id })
  return { appeal, taker, last: lastDayFor(appeal, refused, r.authority), stands: stands && (isHolder(r.actor, stands) ? 'here' : 'elsewhere') }
}
