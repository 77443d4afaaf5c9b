import type { Children } from '../../base/jsx/html.ts'
import { Icon } from './icon.tsx'
import type { IconName } from './icons.ts'
import type { Tone } from './tag.tsx'

export type NoticeTone = Exclude<Tone, 'mute'>

/** Something to know before reading on. `announce`: read out when the page shows the outcome of what was just done. */
export function Notice({ tone = 'info', title, announce, children }: { tone?: NoticeTone; title?: string; announce?: boolean; children?: Children }) {
  return (
    <div class="notice" data-tone={tone} role={announce ? 'status' : undefined}>
      <Icon name={drawing[tone]} />
      <div>
        {title && <p class="title">{title}</p>}
        {children}
      </div>
    </div>
  )
}

const drawing: Record<NoticeTone, IconName> = { info: 'info', ok: 'circle-check', warn: 'warning', bad: 'circle-close' }
