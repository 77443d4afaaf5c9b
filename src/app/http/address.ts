import { isReading, type Reading } from '../../base/language.ts'

/** Hosts that belong to one authority (`demarches.fleury.example`), with the authority's slug. */
export type Hosts = ReadonlyMap<string, string>

/** First path segments that are the installation's own and never an authority's. */
export const reserved: ReadonlySet<string> = new Set(['api', 'assets', 'health', 'ready', '_ui'])

/** Why an authority cannot have this slug, or `null` where it can: it is its first path segment, and part of its cookies' names. */
export function slugFault(slug: string): string | null {
  if (reserved.has(slug)) return `“${slug}” is an address of Parvis itself (${[...reserved].join(', ')}): the pages of this authority could not be reached. Choose another name.`
  if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(slug) || slug.length > 60) return `“${slug}” cannot stand in an address. Write small letters without accents, digits and single hyphens, 60 at most: our-town.`
  return null
}

/**
 * The one place that says which authority an address belongs to: its first segment, or the host where it is its own.
 * Returns the address with the slug in front, which is the only form that the routes know.
 */
export function resolveAuthority(hosts: Hosts, host: string | undefined, address: string): string {
  const slug = hosts.get(host?.toLowerCase() ?? '')
  if (slug === undefined || reserved.has(segment(address, 0))) return address
  return address === '/' || address.startsWith('/?') ? `/${slug}${address.slice(1)}` : `/${slug}${address}`
}

/** What stands before the language in the addresses that this host's visitors see. */
export const prefixOf = (hosts: Hosts, host: string | undefined, slug: string): string =>
  hosts.get(host?.toLowerCase() ?? '') === slug ? '' : `/${slug}`

/** The authority's slug and the way of reading (`fr`, `fr-simple`) that an address names, without checking either. */
export function readAddress(address: string): { slug: string; reading: Reading | null } {
  const reading = segment(address, 1)
  return { slug: segment(address, 0), reading: isReading(reading) ? reading : null }
}

/**
 * The address of a page: `/fleury/fr` + `/requests/:number` with `{ number: 'CA 12' }` is `/fleury/fr/requests/CA%2012`.
 * A missing parameter is a mistake in the page and throws.
 */
export function pageAddress(base: string, pattern: string, params: Readonly<Record<string, string>> = {}): string {
  let address = base
  for (const part of partsOf(pattern)) {
    if (part[0] !== ':') {
      address += part
      continue
    }
    const value = params[part.slice(1)]
    if (value === undefined) throw new Error(`The address ${pattern} needs the parameter ${part.slice(1)}.`)
    address += encodeURIComponent(value)
  }
  return address
}

/**
 * Where a redirect may lead: an address of this authority on this host, or `null`.
 * What comes from outside (`next=`) passes here too, so nobody is sent elsewhere in the authority's name.
 */
export function insideAddress(to: string, prefix: string): string | null {
  if (!to.startsWith('/') || /[\\\x00-\x20\x7f]/.test(to) || !URL.canParse(to, nowhere)) return null
  const url = new URL(to, nowhere)
  // `/..//host` becomes `//host` once it is read, and a browser would leave for there.
  if (url.origin !== nowhere || url.pathname.startsWith('//')) return null
  if (prefix !== '' && url.pathname !== prefix && !url.pathname.startsWith(`${prefix}/`)) return null
  return url.pathname + url.search + url.hash
}

/** The address outside that a redirect may lead to: one of those that its page publishes, word for word, or `null`. */
export const outsideAddress = (to: string, published: readonly string[]): string | null =>
  published.includes(to) && URL.canParse(to) && new URL(to).protocol === 'https:' ? to : null

const nowhere = 'http://inside.invalid'
const patterns = new Map<string, readonly string[]>()

/** A pattern cut into fixed parts and `:names`; the authority's home `/` has none. */
function partsOf(pattern: string): readonly string[] {
  let parts = patterns.get(pattern)
  if (!parts) {
    parts = pattern === '/' ? [] : pattern.split(/(:[A-Za-z]+)/).filter(part => part !== '')
    patterns.set(pattern, parts)
  }
  return parts
}

function segment(address: string, index: number): string {
  const end = address.search(/[?#]/)
  return (end < 0 ? address : address.slice(0, end)).split('/', index + 2)[index + 1] ?? ''
}
