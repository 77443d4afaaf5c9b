import { isDeepStrictEqual } from 'node:util'
import type { Language } from '../../../base/language.ts'
import { isRefusal, refuse, type Refusal } from '../../../base/result.ts'
import { dayOf } from '../../../base/time.ts'
import type { CompiledForm } from '../../../engines/forms/compile-form.ts'
import type { Answers } from '../../../engines/forms/form.ts'
import { jsonSchema } from '../../../engines/forms/json-schema.ts'
import { say } from '../../../engines/forms/say.ts'
import type { Files } from '../../../engines/forms/stored-file.ts'
import { publishedForm } from '../../../engines/forms/published-form.ts'
import { operation, type Answer, type Ask, type Calling } from '../../../journal/kernel.ts'
import { codeHash } from '../../../vocabulary/case-code.ts'
import { GiveNumber } from '../../../vocabulary/case-lists.ts'
import { FileCase, GetCase, type CaseFile } from '../../../vocabulary/cases.ts'
import { HoldUploads } from '../../../vocabulary/documents.ts'
import { GetService, isHandover, ListEntries, type PublishedService } from '../../../vocabulary/services.ts'
import { filingInput } from '../filing-input.ts'
import { openingNow } from '../opening.ts'
import { isForPrograms } from '../permits.ts'
import { checkSent, leftOut } from './check-sent.ts'
import { bodySchema, filedSchema } from './filed-schema.ts'
import { idsOf, type Ids } from './ids-of.ts'
import { otherVersion, readKey, readSent, unusable, type Sent } from './read-sent.ts'

const attempts = { limit: 300, seconds: 15 * 60 }
const filings = { limit: 60, seconds: 60 * 60 }

/** Files a request as the page does: the same checks, the same command. */
export const fileCase = operation<PublishedService>({
  name: 'fileCase',
  method: 'POST',
  path: '/services/:service/cases',
  load: async r => (await r.ask(GetService, { service: r.params.service! })) ?? refuse('NotFound'),
  permit: (_, service) => isForPrograms(service),
  async answer(r, current) {
    if (await r.throttled(`file/attempts/${r.network}`, attempts.limit, attempts.seconds)) return refuse('Throttled', { detail: { seconds: attempts.seconds } })
    const key = readKey(r.header('idempotency-key'))
    if (key === null) return refuse('KeyMissing')
    const sent = readSent(r)
    if (isRefusal(sent)) return sent
    const ids = idsOf(r, current.description.id, key)
    const before = await r.ask(GetCase, { case: ids.case })
    if (!before && (await openingNow(r, current)).closed) return refuse('Closed')
    const service = before ? await r.ask(GetService, { service: before.service, version: before.packageVersion }) : current
    if (!service) throw new Error('The version of a filed request is missing.')
    if (sent.version !== undefined && sent.version !== service.version) return before ? refuse('KeyUsed') : unusable([otherVersion(r, service.version)])
    // A repeated send is checked on the day of the first one: what was right then is the same request today.
    const at = { today: dayOf(before?.filed ?? r.now, r.authority.zone), country: r.authority.country, language: r.language }
    const form = publishedForm(service)
    const checked = checkSent(form, sent.answers, { ...at, files: await filesFor(r, form, ids) })
    if (!('answers' in checked)) return before ? refuse('KeyUsed') : unusable(checked)
    if (!before) {
      const refused = await file(r, service, sent.answers, checked.answers, ids)
      if (refused) return refused
    }
    const filed = before ?? (await r.ask(GetCase, { case: ids.case }))
    if (!filed) throw new Error('A request that was just filed is missing.')
    return isSame(filed, sent, checked.answers) ? answered(r, filed, ids.code, leftOut(sent.answers as Answers, checked.answers)) : refuse('KeyUsed')
  },
  told: {
    summary: 'File a request',
    description: 'Takes exactly what the form on the pages takes; answers to questions that are not asked are left out and named in leftOut. The secret code is told here only: with the number it opens the request. Sent again with the same key and the same answers, the same request and code come back.',
    params: { service: 'The id of the service, as in the list.' },
    key: 'A random UUID (version 4 or 7), made anew for each request and kept until its answer has come. It is a secret: the code of the request is made of it.',
    body: bodySchema({ type: 'object' }),
    answer: filedSchema,
    refusals: ['KeyMissing', 'NotFound', 'KeyUsed', 'Closed', 'TooLarge', 'NotJson', 'Unusable', 'Throttled', 'Busy'],
    each: inlined,
  },
})

/** The documents that were sent ahead with this key; nothing is read for a form that asks for none. */
const filesFor = async (r: Calling, form: CompiledForm, { case: draft }: Ids): Promise<Files> =>
  new Map(form.groups.some(group => group.pages.some(page => page.questions.some(question => question.field.files !== undefined))) ? (await r.ask(HoldUploads, { draft, now: r.now })).map(one => [one.file, one]) : [])

async function file(r: Calling, service: PublishedService, given: unknown, answers: Answers, ids: Ids): Promise<Refusal | null> {
  if (await r.throttled(`file/network/${r.network}`, filings.limit, filings.seconds)) return refuse('Throttled', { detail: { seconds: filings.seconds } })
  const { authority, secrets, now, language } = r
  const sent = await r.sendAs(ids.holder)(FileCase, filingInput({
    authority, secrets, now, reading: language, channel: 'api', service, form: publishedForm(service), id: ids.case, holder: ids.holder,
    number: await r.ask(GiveNumber, { prefix: service.description.numberPrefix, year: Number(dayOf(now, authority.zone).slice(0, 4)) }),
    codeHash: codeHash(secrets, ids.case, ids.code), answers, path: given as Answers,
  }))
  return isRefusal(sent) ? sent : null
}

/** Whether a case is what was sent. A key that stands for other answers opens nothing: two programs may have taken the same one. */
const isSame = (file: CaseFile, sent: Sent, answers: Answers): boolean =>
  (sent.language === undefined || sent.language === file.language) && isDeepStrictEqual(file.answers, JSON.parse(JSON.stringify(answers)))

function answered(r: Calling, file: CaseFile, code: string, left: readonly string[]): Answer {
  const self = r.api('/cases/:number', { number: file.number })
  return {
    status: 201,
    location: self,
    body: {
      case: file.id,
      number: file.number,
      // A code that was replaced meanwhile opens nothing any more.
      code: codeHash(r.secrets, file.id, code) === file.codeHash ? code : null,
      version: file.packageVersion,
      language: file.language,
      filed: new Date(file.filed).toISOString(),
      due: file.due,
      leftOut: left,
      links: { self: r.origin + self, page: r.origin + r.url('/requests/find') },
    },
  }
}

/** One entry for each service, with the schema of its own answers. */
async function inlined(ask: Ask, language: Language) {
  const own = (await ask(ListEntries, {})).flatMap(entry => (isHandover(entry) || !isForPrograms(entry) ? [] : [entry]))
  return own.map(service => {
    const { $schema: _, ...answers } = jsonSchema(publishedForm(service), language)
    return { params: { service: service.description.id }, summary: say(service.description.name, language).text, body: bodySchema(answers) }
  })
}
