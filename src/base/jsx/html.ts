/** Markup that is ready to be sent. Only `jsx` and `rawHtml` make it, so a string is always text and always escaped. */
export class Html {
  readonly markup: string
  constructor(markup: string) {
    this.markup = markup
  }
  toString(): string {
    return this.markup
  }
}

/** What may stand between two tags. Nothing is drawn for `null`, `undefined` and booleans; lists are drawn one after the other. */
export type Children = Html | string | number | boolean | null | undefined | readonly Children[]

/** Markup that something else has made and made safe. Each use is a place to look at in a review; a house test lists them. */
export const rawHtml = (markup: string): Html => new Html(markup)

/** The markup of children. */
export function draw(children: Children): string {
  if (typeof children === 'string') return escapeText(children)
  if (children instanceof Html) return children.markup
  if (Array.isArray(children)) {
    let out = ''
    for (const child of children as readonly Children[]) out += draw(child)
    return out
  }
  return typeof children === 'number' ? String(children) : ''
}

/** Text as it stands in an element or between the double quotes of an attribute. */
export function escapeText(text: string): string {
  const first = text.search(special)
  if (first < 0) return text
  let out = text.slice(0, first)
  let from = first
  for (let at = first; at < text.length; at++) {
    const code = text.charCodeAt(at)
    const entity = code === 38 ? '&amp;' : code === 60 ? '&lt;' : code === 34 ? '&quot;' : ''
    if (entity === '') continue
    out += text.slice(from, at) + entity
    from = at + 1
  }
  return out + text.slice(from)
}

const special = /[&<"]/
