import type { Children } from '../../base/jsx/html.ts'
import { Icon } from './icon.tsx'
import type { IconName } from './icons.ts'

export type Tone = 'info' | 'ok' | 'warn' | 'bad' | 'mute'

/** A status: always an icon and a word, never colour alone. */
export function Tag({ tone = 'info', icon, children }: { tone?: Tone; icon?: IconName; children: Children }) {
  return (
    <span class="tag" data-tone={tone}>
      <Icon name={icon ?? usual[tone]} />
      {children}
    </span>
  )
}

const usual: Record<Tone, IconName> = { info: 'info', ok: 'circle-check', warn: 'clock', bad: 'warning', mute: 'ban' }
