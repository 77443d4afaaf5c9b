import type { Language } from '../../base/language.ts'
import { texts } from '../texts/texts.ts'
import { Icon } from './icon.tsx'

/** Prints this page. Shown only where a script can do it; the browser's own menu does it everywhere. */
export function PrintButton({ language }: { language: Language }) {
  return (
    <pv-print>
      <button class="btn plain" type="button">
        <Icon name="print" />
        {texts(language).print}
      </button>
    </pv-print>
  )
}
