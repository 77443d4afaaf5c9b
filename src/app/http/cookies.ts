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

/** A Set-Cookie header. `seconds` 0 removes the cookie; `null` lets it end with the browser. */
export function writeCookie(name: string, value: string, seconds: number | null, scope: CookieScope): string {
  const age = seconds === null ? '' : `; Max-Age=${seconds}`
  return `${name}=${value}; Path=${scope.prefix || '/'}${age}; HttpOnly; SameSite=Lax${scope.secure ? '; Secure' : ''}`
}
