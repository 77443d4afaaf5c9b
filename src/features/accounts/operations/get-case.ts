import { isRefusal, refuse } from '../../../base/result.ts'
import { dayOf } from '../../../base/time.ts'
import { operation, type Instant } from '../../../journal/kernel.ts'
import { readCode } from '../../../vocabulary/case-code.ts'
import { isClosed, type CaseFile } from '../../../vocabulary/cases.ts'
import { serviceOfCase } from '../../../vocabulary/service-of-case.ts'
import type { ServiceDescription } from '../../../vocabulary/services.ts'
import { caseByCode } from '../parts/case-by-code.ts'
import { casePath } from '../../../vocabulary/case-path.ts'
import { caseSchema } from './case-schema.ts'

type Followed = { readonly file: CaseFile; readonly hash: string; readonly service: ServiceDescription }

/** Where a request stands: what its tracking page says, for whoever shows its number and its code. */
export const getCase = operation<Followed>({
  name: 'getCase',
  method: 'GET',
  path: '/cases/:number',
  async load(r) {
    const code = /^Bearer +(\S.*)$/i.exec(r.header('authorization') ?? '')?.[1] ?? ''
    if (readCode(code) === null) return refuse('CodeMissing')
    const found = await caseByCode(r, { number: r.params.number!, code })
    if (isRefusal(found)) return found.issues ? refuse('WrongCode') : found
    const { file, hash } = found
    const service = await serviceOfCase(r.ask, file)
    if (!service) throw new Error(`The version ${file.packageVersion} of ${file.service} is missing.`)
    return { file, hash, service: service.description }
  },
  permit: (_, { file, hash }) => hash === file.codeHash,
  async answer(r, { file, service }) {
    const status = file.shownStatus
    const over = isClosed(status)
    return {
      body: {
        number: file.number,
        service: { id: file.service, version: file.packageVersion, name: service.name },
        language: file.language,
        filed: iso(file.filed),
        due: file.due,
        status,
        late: !over && dayOf(r.now, r.authority.zone) > file.due,
        yourTurn: status === 'waiting',
        ...(file.askedUntil !== null && { askedUntil: file.askedUntil }),
        ...(file.tacit && { bySilence: { outcome: file.tacit.outcome, last: file.tacit.last } }),
        milestones: casePath(file, service).map(({ id, state, at }) => {
          const words = service.milestones.find(m => m.id === id)
          return { id, state, at: at === null ? null : iso(at), ...(words && { name: state === 'done' ? words.name : words.ahead }) }
        }),
        messages: file.messages.length,
        links: { page: r.origin + r.url('/requests/find') },
      },
    }
  },
  told: {
    summary: 'Where a request stands',
    description: 'What its tracking page says: status, public steps, by when it is answered. A decision that can still be taken back has not happened yet. A wrong code and an unknown number are one and the same answer. Tries are counted together with those on the page.',
    params: { number: 'The number of the request, for example CA-2026-00123.' },
    code: 'The secret code of the request, never in the address.',
    answer: caseSchema,
    refusals: ['CodeMissing', 'WrongCode', 'Throttled', 'Busy'],
  },
})

const iso = (at: Instant): string => new Date(at).toISOString()
