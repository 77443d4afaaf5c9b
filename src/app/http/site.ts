import { isEasy } from '../../base/language.ts'
import type { Site } from '../../journal/kernel.ts'
import { pageAddress } from './address.ts'
import type { Frame, Roof } from './roof.ts'

/**
 * The frame's data for a page whose address, as the visitor sees it, is `path` + `search`.
 * `csrf` is called only where the frame or the page has a form: calling it gives the visitor a cookie.
 * `within`: the visitor comes from another page of ours. Only then fonts are named in the page's head: they are in the browser's cache
 * and are there before the first letter is drawn. On a first page they would come beside the style sheet, three times its size, and on
 * a slow line the page would be readable a third of a second later (bench `slow`).
 */
export function makeSite(roof: Roof, frame: Frame, at: { path: string; search: string; agent: string | null; within?: boolean; csrf(): string }): Site {
  const { authority, language, reading, prefix } = frame
  const { client, places } = roof.settings
  const base = `${prefix}/${reading}`
  const rest = at.path.startsWith(base) ? at.path.slice(base.length) : ''
  return {
    authority,
    language,
    reading,
    stylesheets: [...client.stylesheets, `${prefix}/${roof.themes.of(authority.theme).name}`],
    script: client.script,
    fonts: at.within ? client.fonts : [],
    alternates: authority.languages.filter(other => other !== reading).map(other => ({ language: other, href: `${prefix}/${other}${rest}${at.search}` })),
    easy: authority.languages.filter(other => !(isEasy(reading) && other === language)).map(other => ({ language: other, href: `${prefix}/${other}-simple${rest}${at.search}` })),
    home: base,
    requests: pageAddress(base, places.requests),
    // Agents' pages have no easy variant.
    desk: pageAddress(`${prefix}/${language}`, places.desk),
    agent: at.agent === null ? null : { name: at.agent, signOut: pageAddress(base, places.signOut) },
    get csrf() {
      return at.csrf()
    },
  }
}
