import type { Children } from '../../base/jsx/html.ts'
import { Icon } from './icon.tsx'
import type { IconName } from './icons.ts'

/** The enamelled plate: what this page is about. Signature of the authority; once a page. */
export function Plate({ children }: { children: Children }) {
  return <div class="plate stack gap-2">{children}</div>
}

/** The plate in the accent colour, which means now and next, and nothing else. `state` says where it stands, `lead` by when. */
export function NextPlate({ icon, state, lead, children }: { icon: IconName; state: string; lead?: Children; children?: Children }) {
  return (
    <div class="plate next stack gap-2">
      <p class="row gap-2">
        <Icon name={icon} />
        <b>{state}</b>
      </p>
      {lead && <p class="lead">{lead}</p>}
      {children}
    </div>
  )
}

/** The two plates side by side, above everything else of the page. */
export function Sign({ children }: { children: Children }) {
  return <div class="sign">{children}</div>
}
