import { draw, escapeText, Html, type Children } from './html.ts'

/*
 * What TSX is compiled to: markup, at once, as text. A page is written once and sent; nothing of it is compared with an
 * earlier one, so there is no tree in between. On the tracking page this drew 2.6 times as fast as a tree of nodes that is
 * walked afterwards. Attributes have the names of the HTML standard. Children are escaped unless they are markup themselves.
 */

type Component = (props: any) => Html | null
type Props = Readonly<Record<string, unknown>> & { readonly children?: Children }

/** Draws an element or calls a component. */
export function jsx(type: string | Component, props: Props): Html {
  if (typeof type === 'function') return type(props) ?? nothing
  let out = '<' + type
  for (const name in props) if (name !== 'children') out += attribute(name, props[name])
  if (voidElements.has(type)) return new Html(out + '>')
  return new Html(out + '>' + draw(props.children) + '</' + type + '>')
}

export { jsx as jsxs }

/** What an element becomes when it is built (tools/precompile-jsx.mjs). */
export const markup = (text: string): Html => new Html(text)
export { draw }

/** Several things without an element around them. */
export const Fragment = ({ children }: { children?: Children }): Html => new Html(draw(children))

/** `false`, `null` and `undefined` leave an attribute out, `true` writes its name; in ARIA and `spellcheck` `true` and `false` are words. */
export function attribute(name: string, value: unknown): string {
  if (typeof value === 'string') return ' ' + name + '="' + escapeText(value) + '"'
  if (value === null || value === undefined) return ''
  if (typeof value === 'number') return ' ' + name + '="' + value + '"'
  if (typeof value !== 'boolean') throw new Error(`The attribute ${name} cannot be a ${typeof value}.`)
  if (name.startsWith('aria-') || name === 'spellcheck') return ' ' + name + '="' + value + '"'
  return value ? ' ' + name : ''
}

const nothing = new Html('')
/** HTML standard, 13.1.2: elements without content and without an end tag. */
const voidElements = new Set(['area', 'base', 'br', 'col', 'embed', 'hr', 'img', 'input', 'link', 'meta', 'source', 'track', 'wbr'])

type Value = string | number | boolean | null | undefined

/** Attributes that our pages use, by their names in HTML and SVG: another name is most likely a slip, and does not compile. */
type Name =
  | 'accept' | 'action' | 'alt' | 'as' | 'autocapitalize' | 'autocomplete' | 'autofocus' | 'capture' | 'charset' | 'checked' | 'class' | 'cols' | 'colspan'
  | 'content' | 'crossorigin' | 'datetime' | 'dir' | 'disabled' | 'download' | 'enctype' | 'enterkeyhint' | 'for' | 'form' | 'formaction' | 'formmethod'
  | 'formnovalidate' | 'headers' | 'height' | 'hidden' | 'high' | 'href' | 'hreflang' | 'id' | 'inputmode' | 'label' | 'lang' | 'list' | 'loading' | 'low'
  | 'max' | 'maxlength' | 'media' | 'method' | 'min' | 'minlength' | 'multiple' | 'name' | 'nonce' | 'novalidate' | 'open' | 'optimum' | 'pattern'
  | 'placeholder' | 'readonly' | 'rel' | 'required' | 'reversed' | 'role' | 'rows' | 'rowspan' | 'scope' | 'selected' | 'size' | 'sizes' | 'span'
  | 'spellcheck' | 'src' | 'srcset' | 'start' | 'step' | 'tabindex' | 'target' | 'title' | 'translate' | 'type' | 'value' | 'width' | 'wrap'
  | 'cx' | 'cy' | 'd' | 'dx' | 'dy' | 'fill' | 'marker-end' | 'points' | 'preserveAspectRatio' | 'r' | 'rx' | 'ry' | 'stroke' | 'stroke-dasharray'
  | 'stroke-width' | 'text-anchor' | 'transform' | 'viewBox' | 'x' | 'x1' | 'x2' | 'xmlns' | 'y' | 'y1' | 'y2'

type Attributes = { readonly [K in Name | `aria-${string}` | `data-${string}`]?: Value } & { readonly children?: Children }

type HtmlElement =
  | 'a' | 'abbr' | 'address' | 'article' | 'aside' | 'b' | 'bdi' | 'blockquote' | 'body' | 'br' | 'button' | 'caption' | 'cite' | 'code' | 'col' | 'colgroup'
  | 'data' | 'datalist' | 'dd' | 'del' | 'details' | 'dialog' | 'div' | 'dl' | 'dt' | 'em' | 'fieldset' | 'figcaption' | 'figure' | 'footer' | 'form'
  | 'h1' | 'h2' | 'h3' | 'h4' | 'h5' | 'h6' | 'head' | 'header' | 'hr' | 'html' | 'i' | 'img' | 'input' | 'ins' | 'kbd' | 'label' | 'legend' | 'li' | 'link'
  | 'main' | 'mark' | 'meta' | 'meter' | 'nav' | 'noscript' | 'ol' | 'optgroup' | 'option' | 'output' | 'p' | 'picture' | 'pre' | 'progress' | 'q' | 's'
  | 'samp' | 'script' | 'search' | 'section' | 'select' | 'small' | 'source' | 'span' | 'strong' | 'style' | 'sub' | 'summary' | 'sup' | 'table' | 'tbody'
  | 'td' | 'template' | 'textarea' | 'tfoot' | 'th' | 'thead' | 'time' | 'title' | 'tr' | 'u' | 'ul' | 'var' | 'wbr'
type SvgElement =
  | 'circle' | 'clipPath' | 'defs' | 'desc' | 'ellipse' | 'g' | 'image' | 'line' | 'linearGradient' | 'marker' | 'mask' | 'path' | 'pattern' | 'polygon' | 'polyline'
  | 'rect' | 'stop' | 'svg' | 'symbol' | 'text' | 'tspan' | 'use'

export declare namespace JSX {
  type Element = Html
  type ElementType = HtmlElement | SvgElement | `pv-${string}` | Component
  type IntrinsicElements = { [K in HtmlElement | SvgElement | `pv-${string}`]: Attributes }
  type IntrinsicAttributes = { readonly key?: never }
  interface ElementChildrenAttribute {
    children: unknown
  }
}
