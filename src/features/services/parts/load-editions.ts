import { refuse, type Refusal } from '../../../base/result.ts'
import { say } from '../../../engines/forms/say.ts'
import type { Said } from '../../../engines/forms/control.ts'
import type { Request } from '../../../journal/kernel.ts'
import { needService } from '../../../vocabulary/needs.ts'
import { ListEditions, type EditionLine } from '../../../vocabulary/services.ts'
import { isAdministrator } from '../permits.ts'

/** The versions of the service that the address names, newest first. `changes`: the service that takes needs is kept by Parvis. */
export type Editions = { readonly service: string; readonly lines: readonly EditionLine[]; readonly current: EditionLine | null; readonly changes: boolean }

export async function loadEditions(r: Request): Promise<Editions | Refusal> {
  if (r.actor.kind !== 'agent') return refuse('SignInNeeded')
  const service = r.params['service']!
  const lines = isAdministrator(r.actor) ? await r.ask(ListEditions, { service }) : []
  return lines.length === 0 ? refuse('NotFound') : { service, lines, current: lines.find(line => line.current) ?? null, changes: service !== needService }
}

export const nameOfEditions = ({ lines, current }: Editions, r: Request): Said => say((current ?? lines[0]!).name, r.reading)
export const editionsAddress = (r: Request, service: string): string => r.url('/desk/editions/:service', { service })
