import { isRefusal, refuse, type Issue, type Refusal } from '../../base/result.ts'
import type { FilesControl } from '../../engines/forms/control.ts'
import type { StepDescription } from '../../engines/forms/describe-step.ts'
import { typesOf, type Files, type StoredFile } from '../../engines/forms/stored-file.ts'
import type { Posting, Request, Takes } from '../../journal/kernel.ts'
import { FindUploads, JoinPictures, KeepUpload } from '../../vocabulary/documents.ts'
import type { Draft } from './store.ts'

/** More than any question takes, so that whoever chose too many is told, and loses none. */
const atOnce = 40

/** Forms with files from one network: more than the visitors of a library send. */
const postsAnHour = 300

/** The questions of a step that ask for files. */
export const fileControls = ({ controls }: StepDescription): readonly FilesControl[] => controls.filter(control => control.kind === 'files')

/** What a post to this step may carry. */
export function takesFiles(step: StepDescription): Takes | null {
  const controls = fileControls(step)
  return controls.length > 0 ? { fields: Object.fromEntries(controls.map(({ name, bytes }) => [name, bytes])), most: atOnce } : null
}

/** The files that were kept for this draft, where the step asks for some. */
export const loadFiles = async (r: Request, draft: Draft, step: StepDescription): Promise<Map<string, StoredFile>> =>
  new Map(fileControls(step).length > 0 ? (await r.ask(FindUploads, { draft: draft.id })).map(file => [file.file, file]) : [])

/**
 * Keeps what came with a post, and writes into its fields which files each question now has, as if all had been there before:
 * so that the form's engine reads them, and a page that comes back shows them. `stay`: a button beside the files was pressed.
 */
export async function receiveFiles(r: Posting, draft: Draft, step: StepDescription, files: Map<string, StoredFile>): Promise<{ readonly issues: readonly Issue[]; readonly stay: boolean } | Refusal> {
  if (r.files.length > 0 && (await r.throttled(`files/${r.network}`, postsAnHour, 3600))) return refuse('Throttled')
  const issues: Issue[] = []
  const about = { draft: draft.id, account: draft.account, now: r.now }
  let stay = false
  for (const control of fileControls(step)) {
    const { name, most, bytes, kinds, joins } = control
    const removed = r.form.get(`${name}.remove`)
    stay ||= removed !== null || r.form.has(`${name}.add`)
    let named = r.form.getAll(name).filter(hash => hash !== removed)
    for (const posted of r.files.filter(one => one.field === name)) {
      const kept = await r.ask(KeepUpload, { ...about, types: typesOf(kinds), file: posted })
      if (isRefusal(kept)) issues.push({ field: name, rule: kept.refused, detail: { max: bytes, ...kept.detail } })
      else {
        files.set(kept.file, kept)
        named.push(kept.file)
      }
    }
    if (joins && !stay && issues.length === 0) {
      const joined = await r.ask(JoinPictures, { ...about, files: known(named, files) })
      for (const file of joined) files.set(file.file, file)
      named = joined.map(file => file.file)
    }
    named = [...new Set(named)]
    r.form.delete(name)
    for (const hash of named) r.form.append(name, hash)
    if (named.length > most) issues.push({ field: name, rule: 'tooManyFiles', detail: { max: most } })
  }
  return { issues, stay }
}

const known = (hashes: readonly string[], files: Files): readonly StoredFile[] => [...new Set(hashes)].flatMap(hash => files.get(hash) ?? [])
