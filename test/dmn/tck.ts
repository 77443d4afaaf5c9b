import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { FeelDay } from '../../src/engines/feel/feel-day.ts'
import { isName } from '../../src/engines/feel/feel-name.ts'

/*
 * The models of the DMN Technology Compatibility Kit (github.com/dmn-tck/tck, folder TestCases), made ours in two harmless ways:
 * the newer namespace becomes that of DMN 1.3, and names with spaces become names that our FEEL takes.
 */

/** Where the kit is, if it is: PARVIS_DMN_TCK, or dmn/tck in PARVIS_DATASETS. */
export function tckFolder(): string | null {
  const named = process.env['PARVIS_DMN_TCK'] ?? (process.env['PARVIS_DATASETS'] && join(process.env['PARVIS_DATASETS'], 'dmn/tck'))
  return named && existsSync(named) ? named : null
}

export type TckCase = { readonly id: string; readonly inputs: Readonly<Record<string, unknown>>; readonly results: readonly { readonly decision: string; readonly expected: unknown; readonly error: boolean }[] }
export type TckModel = { readonly name: string; readonly xml: string; readonly cases: readonly TckCase[] }

export function readTck(folder: string): readonly TckModel[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(name => name.endsWith('.dmn')).sort().map(name => {
    const xml = readFileSync(join(folder, name), 'utf8')
    const names = [...new Set([...xml.matchAll(/<(?:\w+:)?(?:inputData|decision|variable|output|itemComponent)\b[^>]*?\bname="([^"]+)"/g)].map(([, one]) => one!))]
    const rename = new Map(names.map(one => [one, simple(one)]))
    const here = dirname(join(folder, name))
    const cases = readdirSync(here).filter(one => /test.*\.xml$/.test(one)).flatMap(one => readCases(readFileSync(join(here, one), 'utf8'), rename))
    return { name, xml: ours(xml, rename), cases }
  })
}

function simple(name: string): string {
  const joined = name.replace(/[^A-Za-z0-9]+(.)?/g, (_, next: string | undefined) => next?.toUpperCase() ?? '')
  const small = joined.charAt(0).toLowerCase() + joined.slice(1)
  return isName(small) ? small : `the${joined}`
}

function ours(xml: string, rename: ReadonlyMap<string, string>): string {
  const names = [...rename].filter(([from, to]) => from !== to).sort(([a], [b]) => b.length - a.length)
  const inText = (text: string): string => text.split(/("(?:[^"\\]|\\.)*")/).map((piece, at) => (at % 2 ? piece : names.reduce((sum, [from, to]) => sum.replace(new RegExp(`(?<![A-Za-z0-9])${from.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&')}(?![A-Za-z0-9])`, 'g'), to), piece))).join('')
  return xml
    .replaceAll('DMN/20230324/', 'DMN/20191111/')
    .replace(/(<(?:\w+:)?(?:inputData|decision|variable|output|itemComponent)\b[^>]*?\bname=")([^"]+)"/g, (_, before: string, name: string) => `${before}${rename.get(name)}"`)
    .replace(/(<(?:\w+:)?text>)([^<]*)(<)/g, (_, before: string, text: string, after: string) => before + inText(text) + after)
}

type Node = { readonly name: string; readonly attributes: string; readonly children: Node[]; text: string }

/** The kit's own files are plain enough for this: no sections of characters, no instructions. */
function parse(xml: string): Node {
  const root: Node = { name: '', attributes: '', children: [], text: '' }
  const open = [root]
  for (const [, close, name, attributes, alone, text] of xml.replace(/<!--[\s\S]*?-->|<\?[\s\S]*?\?>/g, '').matchAll(/<(\/)?([\w:]+)((?:\s[^>]*?)?)(\/)?>([^<]*)/g)) {
    if (close) open.pop()
    else {
      const node: Node = { name: name!.replace(/^\w+:/, ''), attributes: attributes!, children: [], text: plain(text!) }
      open.at(-1)!.children.push(node)
      if (!alone) open.push(node)
    }
  }
  return root
}

const plain = (text: string): string => text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&apos;', "'").replaceAll('&amp;', '&')
const attribute = (node: Node, name: string): string => plain(new RegExp(`\\b${name}="([^"]*)"`).exec(node.attributes)?.[1] ?? '')

function readCases(xml: string, rename: ReadonlyMap<string, string>): TckCase[] {
  const all = parse(xml).children[0]!.children.filter(({ name }) => name === 'testCase')
  return all.map(one => ({
    id: attribute(one, 'id'),
    inputs: Object.fromEntries(one.children.filter(({ name }) => name === 'inputNode').map(node => [rename.get(attribute(node, 'name')) ?? attribute(node, 'name'), valueOf(node, rename)])),
    results: one.children.filter(({ name }) => name === 'resultNode').map(node => ({ decision: rename.get(attribute(node, 'name')) ?? attribute(node, 'name'), error: attribute(node, 'errorResult') === 'true', expected: valueOf(node.children.find(({ name }) => name === 'expected') ?? node, rename) })),
  }))
}

function valueOf(node: Node, rename: ReadonlyMap<string, string>): unknown {
  const components = node.children.filter(({ name }) => name === 'component')
  if (components.length > 0) return Object.fromEntries(components.map(one => [rename.get(attribute(one, 'name')) ?? attribute(one, 'name'), valueOf(one, rename)]))
  const list = node.children.find(({ name }) => name === 'list')
  if (list) return list.children.map(item => valueOf(item, rename))
  const value = node.children.find(({ name }) => name === 'value')
  if (!value || attribute(value, 'nil') === 'true') return null
  const type = attribute(value, 'type')
  if (/decimal|double|integer/.test(type)) return Number(value.text)
  if (type.endsWith('boolean')) return value.text === 'true'
  return type.endsWith('date') ? new FeelDay(value.text) : value.text
}
