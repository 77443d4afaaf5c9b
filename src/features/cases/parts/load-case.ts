import { isUuid } from '../../../base/ids.ts'
import { tablesOfCase, type CaseTables } from '../../../engines/dmn/tell-case.ts'
import { refuse, type Refusal } from '../../../base/result.ts'
import type { Request } from '../../../journal/kernel.ts'
import { GetCase, type CaseFile } from '../../../vocabulary/cases.ts'
import { serviceOfCase } from '../../../vocabulary/service-of-case.ts'
import { GetService, type ServiceDescription } from '../../../vocabulary/services.ts'

/** A case with the words, the form and the decision tables of the package that it was filed under, and the path of the process that it follows. */
export type CaseModel = { readonly file: CaseFile; readonly service: ServiceDescription; readonly form: unknown; readonly tables: CaseTables }

/** The case of `/requests/:case…`. Whether the visitor may see it is the page's permit: both misses look the same from outside. */
export async function loadCase(r: Request): Promise<CaseModel | Refusal> {
  const id = r.params.case
  const file = isUuid(id) ? await r.ask(GetCase, { case: id }) : null
  if (!file) return refuse('NotFound')
  const published = await serviceOfCase(r.ask, file)
  if (!published) throw new Error(`The package ${file.service} ${file.packageVersion} of a case is not published here.`)
  return { file, service: published.description, form: published.form, tables: await tablesOfCase(file.worked, version => r.ask(GetService, { service: file.service, version })) }
}
