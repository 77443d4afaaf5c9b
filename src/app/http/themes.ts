import { createHash } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import type { Authority, ThemeSource } from '../../base/authority.ts'
import { compileTheme } from '../../engines/theme/compile-theme.ts'
import { themeCss } from '../../engines/theme/theme-css.ts'

export type ThemeFile = { readonly name: string; readonly css: string }

/** An authority's colours as a style sheet: compiled when first needed, named by its content, kept for a year by browsers. */
export class Themes {
  private readonly files = new Map<string, ThemeFile>()

  of({ brand, accent, ground }: ThemeSource): ThemeFile {
    const key = `${brand} ${accent} ${ground}`
    let file = this.files.get(key)
    if (!file) {
      const css = themeCss(compileTheme({ brand, accent, ground }))
      file = { css, name: `theme-${createHash('sha256').update(css).digest('hex').slice(0, 12)}.css` }
      this.files.set(key, file)
    }
    return file
  }
}

/** Serves `/<authority>/theme-<hash>.css`. An older hash, from a page still open, gets the colours of today for a minute. */
export function serveThemes(server: FastifyInstance, themes: Themes, find: (slug: string) => Authority | undefined): void {
  server.get<{ Params: { authority: string; hash: string } }>('/:authority/theme-:hash.css', (request, reply) => {
    const authority = find(request.params.authority)
    if (!authority) return reply.callNotFound()
    const file = themes.of(authority.theme)
    const same = file.name === `theme-${request.params.hash}.css`
    return reply.type('text/css; charset=utf-8').header('cache-control', same ? 'public, max-age=31536000, immutable' : 'public, max-age=60').send(file.css)
  })
}
