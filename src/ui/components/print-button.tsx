import { h } from 'preact'
import type { Language } from '../../base/language.ts'
import { texts } from '../texts/texts.ts'
import { Icon } from './icon.tsx'

/** Prints this page. Shown only where a script can do it; the browser's own menu does it everywhere. */
export function PrintButton({ language }: { language: Language }) {
  return h(
    'pv-print',
    null,
    <button class="btn plain" type="button">
      <Icon name="print" />
      {texts(language).print}
    </button>,
  )
}
