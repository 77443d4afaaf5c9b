import type { Language } from '../../base/language.ts'

/** Words, or a link that stands alone with its name. */
export type Paragraph = string | { readonly label: string; readonly href: string }

// Mail programs read a style element, but no sheet of ours; without it the mail still reads well.
const look = 'body{font:17px/1.5 system-ui,sans-serif;max-width:36em;margin:1.5em auto;padding:0 1em} h1{font-size:1.35em;line-height:1.2} a{font-weight:600}'

/** A mail as a plain, accessible page: its language, a title, paragraphs, links that name where they lead. Nothing is fetched. */
export function MailHtml({ language, subject, paragraphs }: { language: Language; subject: string; paragraphs: readonly Paragraph[] }) {
  return (
    <html lang={language}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>{subject}</title>
        <style>{look}</style>
      </head>
      <body>
        <main>
          <h1>{subject}</h1>
          {paragraphs.map((part) => <p>{typeof part === 'string' ? lines(part) : <a href={part.href}>{part.label}</a>}</p>)}
        </main>
      </body>
    </html>
  )
}

const lines = (text: string) => text.split('\n').flatMap((line, i) => (i === 0 ? [line] : [<br />, line]))
