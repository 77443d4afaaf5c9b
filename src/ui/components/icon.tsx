import type { Html } from '../../base/jsx/html.ts'
import { icons, type IconName } from './icons.ts'

/** A drawing beside a word; never the only carrier of a meaning, so it is hidden from those who listen. How it is drawn stands in the style sheet: a page has forty of them. */
export const Icon = ({ name }: { name: IconName }): Html => (drawn[name] ??= draw(name))

/** An icon is always the same: it is drawn once. */
const drawn: Partial<Record<IconName, Html>> = {}

const draw = (name: IconName): Html => (
  <svg class="icon" width="24" height="24" viewBox="0 0 24 24" aria-hidden="true">
    <path d={icons[name]} />
  </svg>
)
