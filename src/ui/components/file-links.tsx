import type { Language } from '../../base/language.ts'
import { showBytes } from '../../base/show-bytes.ts'
import { texts } from '../texts/texts.ts'
import type { ShownFile } from './file-input.tsx'
import { Icon } from './icon.tsx'

/** Files that were sent along, each to be saved; and that nobody has looked for viruses in them. */
export function FileLinks({ language, files, href }: { language: Language; files: readonly ShownFile[]; href(file: ShownFile): string }) {
  const t = texts(language).files
  return (
    <>
      <ul class="files">
        {files.map(file => (
          <li>
            <a href={href(file)} download>
              <Icon name="download" />
              <span class="typed">{file.name}</span>
            </a>{' '}
            <small class="mute">{showBytes(file.bytes, language)}</small>
          </li>
        ))}
      </ul>
      <small class="mute files-note">{t.notChecked}</small>
    </>
  )
}
