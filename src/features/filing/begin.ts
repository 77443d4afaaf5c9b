import { newUuid, type Uuid } from '../../base/ids.ts'
import { path } from '../../engines/forms/path.ts'
import { publishedForm } from '../../engines/forms/published-form.ts'
import type { Posting } from '../../journal/kernel.ts'
import type { PublishedService } from '../../vocabulary/services.ts'
import { resumeAddress, stepAddress } from './open-draft.ts'
import { beginDraft, findDraftsOf } from './store.ts'

/** Begins a draft for an account, of an appeal `about` a refused case; the address of its first question, or of the one that was left half answered. */
export async function begin(r: Posting, account: Uuid, service: PublishedService, about: Uuid | null = null): Promise<string> {
  const begun = r.form.has('anew') ? undefined : (await findDraftsOf(r.db, account, r.now)).find(draft => draft.service === service.description.id && draft.about === about)
  if (begun) return resumeAddress(r, begun.id)
  const id = newUuid(r.now)
  await beginDraft(r.db, { id, account, service: service.description.id, packageVersion: service.version, about }, r.now)
  return stepAddress(r, id, path(publishedForm(service), {})[0]!.id)
}
