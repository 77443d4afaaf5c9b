import type { Children } from '../../base/jsx/html.ts'
import { Icon } from './icon.tsx'
import type { IconName } from './icons.ts'

/** Nothing here, and why that is fine or what to do. */
export function EmptyState({ icon = 'inbox', title, level = 2, children }: { icon?: IconName; title: string; level?: 2 | 3; children?: Children }) {
  const Heading = level === 2 ? 'h2' : 'h3'
  return (
    <div class="empty">
      <Icon name={icon} />
      <Heading>{title}</Heading>
      {children}
    </div>
  )
}
