/** A sign that stands at the beginning of each text of a package, so that they are found again in a page. */
export const sign = '¤'

/** The same package in one language only, each of its texts signed. */
export function onlyIn(language: string, json: any): any {
  if (Array.isArray(json)) return json.map(one => onlyIn(language, one))
  if (typeof json !== 'object' || json === null) return json
  const keys = Object.keys(json)
  if (keys.length > 0 && keys.every(key => /^(fr|en|de)(-simple)?$/.test(key))) return { [language]: sign + (json[language] ?? json[keys[0]!]) }
  return Object.fromEntries(keys.map(key => [key, onlyIn(language, json[key])]))
}

const empty = new Set(['area', 'base', 'br', 'col', 'embed', 'hr', 'img', 'input', 'link', 'meta', 'source', 'track', 'wbr'])
/** Attributes that are read aloud or shown. `data-label` repeats a column's heading, which is marked itself. */
const spoken = /\s(title|aria-label|aria-description|placeholder|alt|label|content)="([^"]*)"/g

export type Spoken = { readonly text: string; readonly language: string; readonly inside: string }

/** Every signed text of a page, and in which language a screen reader says it. */
export const spokenIn = (html: string): readonly Spoken[] => allIn(html).filter(one => one.text.includes(sign))

/** What is said in this language without being a package's text, but for the language's own name. */
export const ownIn = (language: string, html: string): readonly Spoken[] =>
  allIn(html).filter(one => one.language === language && !one.text.includes(sign) && /\p{L}/u.test(one.text) && one.text !== 'Deutsch' && one.text !== 'DE')

function allIn(html: string): readonly Spoken[] {
  const found: Spoken[] = []
  const open: { tag: string; language: string }[] = [{ tag: '', language: '' }]
  for (const [token] of html.matchAll(/<!--[\s\S]*?-->|<script[\s\S]*?<\/script>|<[^>]+>|[^<]+/g)) {
    const here = open.at(-1)!
    if (token.startsWith('<!') || token.startsWith('<script')) continue
    if (!token.startsWith('<')) {
      if (token.trim() !== '') found.push({ text: token.trim(), language: here.language, inside: here.tag })
      continue
    }
    const tag = /^<\/?([\w-]+)/.exec(token)![1]!
    if (token.startsWith('</')) {
      while (open.length > 1 && open.pop()!.tag !== tag);
      continue
    }
    const language = /\slang="([^"]*)"/.exec(token)?.[1] ?? here.language
    for (const [, name, text] of token.matchAll(spoken)) found.push({ text: text!, language, inside: `${tag} ${name}` })
    if (!empty.has(tag) && !token.endsWith('/>')) open.push({ tag, language })
  }
  return found
}
