import type { Children } from '../../base/jsx/html.ts'
import { Icon } from './icon.tsx'

/** Something that most people need not read: opens without a script. `id` keeps it open when the page refreshes itself. */
export function Fold({ id, title, open, children }: { id?: string; title: string; open?: boolean; children: Children }) {
  return (
    <details class="fold" id={id} open={open}>
      <summary>
        <Icon name="chevron-down" />
        {title}
      </summary>
      <div class="folded">{children}</div>
    </details>
  )
}
