import { isUuid } from '../../../base/ids.ts'
import { isRefusal, refuse, type Refusal } from '../../../base/result.ts'
import { publishedForm } from '../../../engines/forms/published-form.ts'
import { filesIn, type StoredFile } from '../../../engines/forms/stored-file.ts'
import { page, type Request, type SentFile } from '../../../journal/kernel.ts'
import { isHash, type ObjectStores } from '../../../ports/object-store/object-store.ts'
import { GetCase, type CaseFile } from '../../../vocabulary/cases.ts'
import { GetService } from '../../../vocabulary/services.ts'
import { GetDraft, type DraftReference } from '../../../vocabulary/drafts.ts'
import { answerOfFile } from '../answer-of-file.ts'
import { isHolder, isWriter, mayReadDocument } from '../permits.ts'
import { uploadsOf } from '../store.ts'

type FiledFile = { readonly file: StoredFile; readonly from: CaseFile }
type AnsweredFile = FiledFile & { readonly answer: { readonly question: string; readonly protected?: string } }
type DraftFile = { readonly file: StoredFile; readonly from: DraftReference }

/** A document of a case for whoever holds the case. */
export const requestDocument = (stores: ObjectStores) => page<FiledFile>({
  name: 'request-document',
  path: '/requests/:case/documents/:file',
  load: fileOfCase,
  permit: (actor, { from }) => isHolder(actor, from),
  sends: ({ file }, r) => send(stores, r, file),
})

/** A document of a case for the agents who may read the answer that names it. */
export const deskDocument = (stores: ObjectStores) => page<AnsweredFile>({
  name: 'desk-document',
  path: '/desk/cases/:case/documents/:file',
  door: 'desk',
  load: async r => (r.actor.kind === 'agent' ? answeredFile(r) : refuse('SignInNeeded')),
  permit: (actor, { from, answer }) => mayReadDocument(actor, from, answer),
  sends: ({ file }, r) => send(stores, r, file),
})

/** A document of a draft for whoever writes it. */
export const draftDocument = (stores: ObjectStores) => page<DraftFile>({
  name: 'draft-document',
  path: '/apply/:draft/documents/:file',
  async load(r) {
    const from = isUuid(r.params.draft) ? await r.ask(GetDraft, { draft: r.params.draft, now: r.now }) : null
    const file = from && (await uploadsOf(r.db, from.id)).find(one => one.file === r.params.file)
    return from && file ? { file, from } : refuse('NotFound')
  },
  permit: (actor, { from }) => isWriter(actor, from),
  sends: ({ file }, r) => send(stores, r, file),
})

/** A case's file is one that its answers name: neither another case's nor one that was taken out before sending. */
async function fileOfCase(r: Request): Promise<FiledFile | Refusal> {
  const { case: id, file: hash } = r.params
  const from = isUuid(id) && isHash(hash) ? await r.ask(GetCase, { case: id }) : null
  const file = from && filesIn(from.answers).find(one => one.file === hash)
  return from && file ? { file, from } : refuse('NotFound')
}

/** The same with the question that it answers. */
async function answeredFile(r: Request): Promise<AnsweredFile | Refusal> {
  const found = await fileOfCase(r)
  if (isRefusal(found)) return found
  const { from, file } = found
  const service = await r.ask(GetService, { service: from.service, version: from.packageVersion })
  // Of a form that cannot be read any more nobody knows what it protects.
  return { ...found, answer: (service && answerOfFile(publishedForm(service), from.answers, file.file)) ?? { question: '', protected: 'unknown' } }
}

async function send(stores: ObjectStores, { db }: Request, { file, name, type, bytes }: StoredFile): Promise<SentFile | Refusal> {
  const content = await stores.of(db.authority).get(file)
  return content ? { name, type, bytes, content } : refuse('Gone')
}
