import type { Children } from '../../base/jsx/html.ts'
import type { Language } from '../../base/language.ts'

export type PlainDocumentProps = { language: Language; title: string; stylesheets: readonly string[]; children: Children }

/** A page that belongs to no authority: no arms, no help of its own. */
export function PlainDocument({ language, title, stylesheets, children }: PlainDocumentProps) {
  return (
    <html lang={language}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="robots" content="noindex" />
        <title>{`${title} – Parvis`}</title>
        {stylesheets.map(href => (
          <link rel="stylesheet" href={href} />
        ))}
      </head>
      <body>
        <main id="content" tabindex={-1}>
          <div class="paving" aria-hidden="true" />
          <div class="wrap">
            <div class="page">{children}</div>
          </div>
        </main>
      </body>
    </html>
  )
}
