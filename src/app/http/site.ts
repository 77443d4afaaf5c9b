import type { Site } from '../../journal/kernel.ts'
import { pageAddress } from './address.ts'
import type { Frame, Roof } from './roof.ts'

/**
 * The frame's data for a page whose address, as the visitor sees it, is `path` + `search`.
 * `csrf` is called only where the frame or the page has a form: calling it gives the visitor a cookie.
 */
export function makeSite(roof: Roof, frame: Frame, at: { path: string; search: string; agent: string | null; csrf(): string }): Site {
  const { authority, language, prefix } = frame
  const { client, places } = roof.settings
  const base = `${prefix}/${language}`
  const rest = at.path.startsWith(base) ? at.path.slice(base.length) : ''
  return {
    authority,
    language,
    stylesheets: [...client.stylesheets, `${prefix}/${roof.themes.of(authority.theme).name}`],
    script: client.script,
    fonts: client.fonts,
    alternates: authority.languages.filter(other => other !== language).map(other => ({ language: other, href: `${prefix}/${other}${rest}${at.search}` })),
    home: base,
    requests: pageAddress(base, places.requests),
    desk: pageAddress(base, places.desk),
    agent: at.agent === null ? null : { name: at.agent, signOut: pageAddress(base, places.signOut) },
    get csrf() {
      return at.csrf()
    },
  }
}
