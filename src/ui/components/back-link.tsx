import { Icon } from './icon.tsx'

/** One step back, above everything else. */
export function BackLink({ href, children }: { href: string; children: string }) {
  return (
    <a class="back" href={href}>
      <Icon name="arrow-left" />
      {children}
    </a>
  )
}
