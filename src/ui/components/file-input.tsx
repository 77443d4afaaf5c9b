import type { Language } from '../../base/language.ts'
import { showBytes } from '../../base/show-bytes.ts'
import { texts } from '../texts/texts.ts'
import { Button } from './button.tsx'
import { controlProps, Field, type FieldProps } from './field.tsx'
import { Icon } from './icon.tsx'

export type ShownFile = { readonly file: string; readonly name: string; readonly bytes: number }

export type FileInputProps = FieldProps & {
  /** The files that are here already; each is posted again by its hash. */
  files: readonly ShownFile[]
  /** What the browser's dialog offers; what is taken is decided by the content. */
  accept: string
  most: number
  /** The largest file, in bytes. */
  bytes: number
  /** Where the page's script sends files in pieces; without it they come with the form. */
  uploadTo?: string
}

/** Files to send along. Without a script they come with the form, whichever of its buttons is pressed; `NAME.add` and `NAME.remove` stay on the page. */
export function FileInput({ files, accept, most, bytes, uploadTo, ...field }: FileInputProps) {
  const { language, name } = field
  const t = texts(language).files
  const id = controlProps(field).id
  return (
    <Field {...field} group>
      <pv-upload
        class="stack gap-3"
        data-to={uploadTo}
        data-name={name}
        data-most={most}
        data-bytes={bytes}
        data-sending={t.sending}
        data-waiting={t.waiting}
        data-here={t.here}
        data-broken={t.broken}
        data-large={t.tooLarge(showBytes(bytes, language))}
        data-many={t.tooMany(most)}
        data-wait={t.wait}
      >
        <ul class="files" aria-label={t.list} hidden={files.length === 0}>
          {files.map(file => (
            <FileItem language={language} name={name} file={file} />
          ))}
        </ul>
        <div class="stack gap-2" data-part="choose" hidden={files.length >= most}>
          <label for={id}>{most > 1 ? t.chooseSome : t.chooseOne}</label>
          <input class="input" type="file" id={id} name={name} accept={accept} multiple={most > 1} aria-describedby={[field.hint && `${id}-hint`, field.error && `${id}-error`].filter(Boolean).join(' ') || undefined} aria-invalid={field.error ? 'true' : undefined} />
          <p data-part="add">
            <Button name={`${name}.add`} value="yes" icon="attach">
              {most > 1 ? t.addSome : t.addOne}
            </Button>
          </p>
        </div>
        <p class="mute" role="status" data-part="said"></p>
        {uploadTo && (
          <template>
            <FileItem language={language} name={name} file={{ file: '', name: '', bytes: 0 }} />
          </template>
        )}
      </pv-upload>
    </Field>
  )
}

function FileItem({ language, name, file }: { language: Language; name: string; file: ShownFile }) {
  const t = texts(language).files
  return (
    <li>
      <input type="hidden" name={name} value={file.file} />
      <Icon name="document" />
      <span class="file">
        <span class="typed">{file.name}</span> <small class="mute">{showBytes(file.bytes, language)}</small>
      </span>
      <Button kind="quiet" icon="close" name={`${name}.remove`} value={file.file}>
        {t.remove}
        <span class="vh"> {file.name}</span>
      </Button>
    </li>
  )
}
