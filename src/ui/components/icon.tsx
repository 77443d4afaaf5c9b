import { icons, type IconName } from './icons.ts'

/** A drawing beside a word; never the only carrier of a meaning, so it is hidden from those who listen. How it is drawn stands in the style sheet: a page has forty of them. */
export function Icon({ name }: { name: IconName }) {
  return (
    <svg class="icon" width="24" height="24" viewBox="0 0 24 24" aria-hidden="true">
      <path d={icons[name]} />
    </svg>
  )
}
