import MagicString from 'magic-string'
import { parseAst } from 'vite'

/*
 * A Vite plugin: what never changes in an element of TSX becomes text when the program is built, instead of at each request.
 *   <p class="lead">{name}</p>   →   _markup("<p class=\"lead\">" + _draw(name) + "</p>")
 * Elements inside elements become one text. Components stay calls; an element with spread attributes stays a call of `jsx`,
 * since what is spread may come before or after its own attributes. Without the plugin the same TSX draws the same page
 * through `jsx` alone, only slower: the tests compare.
 */

/** @returns {import('vite').Plugin} */
export const precompileJsx = () => ({
  name: 'parvis-precompile-jsx',
  enforce: 'pre',
  transform(code, id) {
    if (!id.endsWith('.tsx')) return null
    return precompile(code)
  },
})

/** The source with its elements as texts, or `null` where there is nothing to do. */
export function precompile(code) {
  const out = new MagicString(code)
  let changed = false

  const visit = (node, inJsx = false) => {
    if (node.type === 'JSXElement' && isPlain(node)) return compile(node, inJsx)
    const within = node.type === 'JSXElement' || node.type === 'JSXFragment'
    for (const key in node) {
      if (key === 'type' || key === 'start' || key === 'end') continue
      for (const child of Array.isArray(node[key]) ? node[key] : [node[key]])
        if (child !== null && typeof child === 'object' && typeof child.type === 'string') visit(child, within && key === 'children')
    }
  }

  /** Replaces an element by one expression. What stands in braces is left where it is; the text between is overwritten. */
  function compile(element, inJsx) {
    changed = true
    let at = element.start
    let text = ''
    let begun = inJsx ? '{_markup(' : '_markup('
    const hole = (open, start, end) => {
      out.overwrite(at, start, `${begun}${JSON.stringify(text)} + ${open}`)
      begun = /\/\//.test(code.slice(start, end)) ? '\n) + ' : ') + '
      text = ''
      at = end
    }
    const inside = ({ start, end }, open) => hole(open, start + 1, end - 1)
    const addChildren = children => {
      for (const child of children) {
        if (child.type === 'JSXText') text += tidy(child.raw)
        else if (child.type === 'JSXElement' && isPlain(child)) addElement(child)
        else if (child.type === 'JSXFragment') addChildren(child.children)
        else if (child.type === 'JSXElement') {
          hole('_draw(', child.start, child.end)
          visit(child)
        } else if (child.expression.type !== 'JSXEmptyExpression') {
          if (isText(child.expression)) text += escape(child.expression.value)
          else {
            inside(child, '_draw(')
            visit(child.expression)
          }
        }
      }
    }
    const addElement = ({ openingElement, children }) => {
      const tag = openingElement.name.name
      text += `<${tag}`
      for (const { name: { name }, value } of openingElement.attributes) {
        if (value === null) text += name.startsWith('aria-') || name === 'spellcheck' ? ` ${name}="true"` : ` ${name}`
        else if (value.type === 'Literal') text += ` ${name}="${value.raw.slice(1, -1).replaceAll('"', '&quot;')}"`
        else if (isText(value.expression)) text += ` ${name}="${escape(value.expression.value)}"`
        else {
          inside(value, `_attribute(${JSON.stringify(name)}, `)
          visit(value.expression)
        }
      }
      text += '>'
      if (empty.has(tag)) return
      addChildren(children)
      text += `</${tag}>`
    }
    addElement(element)
    out.overwrite(at, element.end, `${begun}${JSON.stringify(text)})${inJsx ? '}' : ''}`)
  }

  visit(parseAst(code, { lang: 'tsx' }))
  if (!changed) return null
  out.prepend(`import { attribute as _attribute, draw as _draw, markup as _markup } from '#jsx/jsx-runtime';`)
  return { code: out.toString(), map: out.generateMap({ hires: true }) }
}

/** An element of HTML or SVG (not a component) whose attributes are all written out. */
const isPlain = ({ openingElement: { name, attributes } }) =>
  name.type === 'JSXIdentifier' && /^[a-z]/.test(name.name) && attributes.every(one => one.type === 'JSXAttribute' && one.name.type === 'JSXIdentifier')

const isText = node => node.type === 'Literal' && typeof node.value === 'string'
const escape = text => text.replace(/[&<"]/g, sign => ({ '&': '&amp;', '<': '&lt;', '"': '&quot;' })[sign])
const empty = new Set(['area', 'base', 'br', 'col', 'embed', 'hr', 'img', 'input', 'link', 'meta', 'source', 'track', 'wbr'])

/** Text between tags as JSX reads it: line breaks and the indentation around them are no text. Entities stay as they are. */
function tidy(raw) {
  const lines = raw.split(/\r?\n/)
  return lines
    .map((line, i) => (i === 0 ? line : line.replace(/^[ \t]+/, '')))
    .map((line, i) => (i === lines.length - 1 ? line : line.replace(/[ \t]+$/, '')))
    .filter(line => line !== '').join(' ')
}
