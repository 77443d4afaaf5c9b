import { isUuid } from '../../base/ids.ts'
import { isRefusal, refuse, type Refusal } from '../../base/result.ts'
import { bytesOf, document } from '../../engines/forms/fields/document.ts'
import type { Form, Question } from '../../engines/forms/form.ts'
import { typesOf } from '../../engines/forms/stored-file.ts'
import { intake } from '../../journal/kernel.ts'
import type { ObjectStores } from '../../ports/object-store/object-store.ts'
import { issueMessage } from '../../ui/fields/issue-message.ts'
import { GetDraft, type DraftReference } from '../../vocabulary/drafts.ts'
import { GetService } from '../../vocabulary/services.ts'
import { keepUpload } from './keep-upload.ts'
import { isWriter } from './permits.ts'

type Place = { readonly draft: DraftReference; readonly question: Question }

/** Where the form's script sends a file in pieces, for one question of a draft. */
export const uploads = (stores: ObjectStores) => intake<Place>({
  name: 'uploads',
  path: '/apply/:draft/uploads/:question',
  async load(r): Promise<Place | Refusal> {
    const draft = isUuid(r.params.draft) ? await r.ask(GetDraft, { draft: r.params.draft, now: r.now }) : null
    const service = draft && (await r.ask(GetService, { service: draft.service, version: draft.packageVersion }))
    const question = service && questionIn(service.form as Form, r.params.question!)
    return draft && question ? { draft, question } : refuse('NotFound')
  },
  permit: (actor, { draft }) => isWriter(actor, draft),
  most: ({ question }) => bytesOf(question),
  async keep(r, { draft, question }, file) {
    const kept = await keepUpload(stores, r.db, { draft: draft.id, account: draft.writers[0]!, types: typesOf(question.accept ?? []), file, now: r.now })
    if (!isRefusal(kept)) return { file: kept.file, name: kept.name, bytes: kept.bytes }
    if (kept.refused === 'Busy') throw new Error('The same file is just being deleted.')
    const issue = { field: question.id, rule: kept.refused, detail: kept.detail }
    return { error: issueMessage(issue, document.describe({ question, options: [] }, null, r.language), r.language, false) }
  },
})

/** The question of this id, if it asks for documents. Ids are unique in the whole form. */
const questionIn = (form: Form, id: string): Question | undefined =>
  form.groups.flatMap(group => group.pages).flatMap(one => one.questions).find(one => one.id === id && one.type === 'document')
