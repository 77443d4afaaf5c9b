import { isRefusal, refuse, type Refusal } from '../../../base/result.ts'
import type { CompiledForm, CompiledQuestion } from '../../../engines/forms/compile-form.ts'
import { bytesOf } from '../../../engines/forms/fields/document.ts'
import { typesOf } from '../../../engines/forms/stored-file.ts'
import { publishedForm } from '../../../engines/forms/published-form.ts'
import { operation, type Calling, type Schema } from '../../../journal/kernel.ts'
import { issueMessage } from '../../../ui/fields/issue-message.ts'
import { GetCase } from '../../../vocabulary/cases.ts'
import { KeepUpload } from '../../../vocabulary/documents.ts'
import { GetService, type PublishedService } from '../../../vocabulary/services.ts'
import { openingNow } from '../opening.ts'
import { isForPrograms } from '../permits.ts'
import { idsOf, type Ids } from './ids-of.ts'
import { readKey, unusable } from './read-sent.ts'
import { texts } from './texts/texts.ts'

/** As many as from a page: more than a counter that helps people sends. */
const sendings = { limit: 300, seconds: 60 * 60 }

type Place = { readonly service: PublishedService; readonly question: CompiledQuestion; readonly ids: Ids }

/**
 * Takes one document ahead of its request, with the key that the request will be filed with: it is kept under the id that the
 * case will have, and only a filing with the same key can name it. Where none does, it goes after a day, as on the pages.
 */
export const sendDocument = operation<Place>({
  name: 'sendDocument',
  method: 'POST',
  path: '/services/:service/documents/:question',
  async load(r) {
    const current = await r.ask(GetService, { service: r.params.service! })
    if (!current || !isForPrograms(current)) return refuse('NotFound')
    // Before a byte is read.
    if (await r.throttled(`file/documents/${r.network}`, sendings.limit, sendings.seconds)) return refuse('Throttled', { detail: { seconds: sendings.seconds } })
    const key = readKey(r.header('idempotency-key'))
    if (key === null) return refuse('KeyMissing')
    const ids = idsOf(r, current.description.id, key)
    const before = await r.ask(GetCase, { case: ids.case })
    if (!before && (await openingNow(r, current)).closed) return refuse('Closed')
    // Whoever sends all of a request again, after it was filed, finds its form as it was.
    const service = before ? await r.ask(GetService, { service: before.service, version: before.packageVersion }) : current
    const question = service && documentIn(publishedForm(service), r.params.question!)
    return service && question ? { service, question, ids } : refuse('NotFound')
  },
  permit: (_, { service }) => isForPrograms(service),
  takes: ({ question }) => ({ fields: { file: bytesOf(question.source) }, most: 1 }),
  async answer(r, { question, ids }) {
    const [file] = r.files
    const t = texts(r.language)
    if (!file) return unusable([{ field: '#/file', rule: 'required', detail: { say: t.mend.file, mend: t.mend.file } }])
    const kept = await r.ask(KeepUpload, { draft: ids.case, account: ids.holder, types: typesOf(question.source.accept ?? []), file, now: r.now })
    if (isRefusal(kept)) return kept.refused === 'Busy' ? kept : unusable([broken(r, question, kept)])
    return { status: 201, body: { file: kept.file, name: kept.name, type: kept.type, bytes: kept.bytes } }
  },
  told: {
    summary: 'Send a document ahead of its request',
    description: 'Answers the value that stands for the document in the answers: a question for documents takes a list of them. Send it with the key that the request will be filed with: under another key it is not found. What no request names within a day is deleted. What the document is, its content alone decides.',
    params: { service: 'The id of the service, as in the list.', question: 'The id of a question that takes documents, as in the schema of the answers.' },
    key: 'The key that the request will be filed with: a random UUID (version 4 or 7).',
    file: 'The document. Its name is kept, cleaned; the type that it is sent with counts for nothing.',
    answer: keptSchema(),
    refusals: ['KeyMissing', 'NotFound', 'Closed', 'TooLarge', 'NotMultipart', 'Unusable', 'Throttled', 'Busy'],
  },
})

/** The question of this id, if it asks for documents. Ids are unique in the whole form. */
const documentIn = (form: CompiledForm, id: string): CompiledQuestion | undefined =>
  form.groups.flatMap(group => group.pages).flatMap(page => page.questions).find(one => one.id === id && one.field.files !== undefined)

function broken(r: Calling, question: CompiledQuestion, { refused, detail }: Refusal) {
  const issue = { field: question.id, rule: refused, detail: { max: bytesOf(question.source), ...detail } }
  const say = issueMessage(issue, question.field.describe({ question: question.source, options: [] }, null, r.language), r.language, false)
  return { field: '#/file', rule: refused, detail: { say, mend: texts(r.language).mend.again } }
}

function keptSchema(): Schema {
  const properties = {
    file: { type: 'string', pattern: '^[0-9a-f]{64}$', description: 'The SHA-256 of its content.' },
    name: { type: 'string' },
    type: { type: 'string', description: 'What its content was found to be.' },
    bytes: { type: 'integer', minimum: 1 },
  }
  return { type: 'object', required: Object.keys(properties), additionalProperties: false, properties }
}
