/** The value of one cookie, or `null`. Parvis' own values need no decoding. */
export function readCookie(header: string | undefined, name: string): string | null {
  if (header === undefined) return null
  for (const pair of header.split(';')) {
    const at = pair.indexOf('=')
    if (at > 0 && pair.slice(0, at).trim() === name) return pair.slice(at + 1).trim()
  }
  return null
}

export type CookieScope = {
  /** The authority's path prefix; empty where it has its own host. */
  readonly prefix: string
  /** True where the visitor's connection is TLS. */
  readonly secure: boolean
}

/**
 * Over TLS a name begins with `__Host-`: browsers then take the cookie from this very host only. A town's other hosts could
 * else hand a visitor a session of their choice, and read what is filed in it (RFC 6265bis, 4.1.3.2).
 */
export const nameCookie = (name: string, secure: boolean): string => (secure ? `__Host-${name}` : name)

/** A Set-Cookie header; `name` as `nameCookie` gives it, which asks for the path `/`. `seconds` 0 removes the cookie; `null` lets it end with the browser. */
export function writeCookie(name: string, value: string, seconds: number | null, scope: CookieScope): string {
  const age = seconds === null ? '' : `; Max-Age=${seconds}`
  return `${name}=${value}; Path=${scope.secure ? '/' : scope.prefix || '/'}${age}; HttpOnly; SameSite=Lax${scope.secure ? '; Secure' : ''}`
}
