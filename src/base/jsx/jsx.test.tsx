import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { build } from 'vite'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readGalleryProcess } from '../../../test/support/gallery-process.ts'
import { precompile, precompileJsx } from '../../../tools/precompile-jsx.mjs'
import { draw, escapeText, rawHtml, type Children } from './html.ts'
import { Fragment, jsx } from './jsx-runtime.ts'

const root = join(import.meta.dirname, '..', '..', '..')

describe('markup', () => {
  test('what is not markup is text: nothing that a value holds becomes a tag or leaves its attribute', () => {
    fc.assert(fc.property(fc.string(), typed => {
      const html = String(<p title={typed}>{typed}</p>)
      const [, title, text] = /^<p title="([^"]*)">([^<]*)<\/p>$/s.exec(html) ?? []
      const back = (shown = '') => shown.replaceAll('&lt;', '<').replaceAll('&quot;', '"').replaceAll('&amp;', '&')
      return back(title) === typed && back(text) === typed
    }))
  })
  test('draws nothing for null, undefined and booleans; numbers, lists and lists in lists as they are', () => {
    const list: Children = ['a', [1, 0, null, [<b>b</b>]], false, true, undefined]
    expect(String(<p>{list}</p>)).toBe('<p>a10<b>b</b></p>')
  })
  test('writes booleans as HTML and ARIA want them', () => {
    expect(String(jsx('input', { required: true, checked: false, id: undefined, 'aria-invalid': false, 'aria-current': true, spellcheck: false, size: 0 }))).toBe('<input required aria-invalid="false" aria-current="true" spellcheck="false" size="0">')
  })
  test('says which attribute cannot be written', () => {
    expect(() => jsx('p', { class: {} })).toThrow('The attribute class cannot be a object.')
  })
  test('keeps a list that it draws as it was', () => {
    const list = Object.freeze(['<', '&'])
    expect([draw(list), draw(list)]).toEqual(['&lt;&amp;', '&lt;&amp;'])
  })
  test('components may draw nothing, and fragments have no element', () => {
    const None = () => null
    expect(String(<Fragment><None />{rawHtml('<i>')}{escapeText('a<')}</Fragment>)).toBe('<i>a&amp;lt;')
  })
})

const hard = `
const Box = ({ a, children }) => <section title={a}>{children}</section>
const pick = <b>{1}</b>
export const page = ({ yes, list, more, text }) => (
  <main class="a 'b'" data-x='say "it"' aria-hidden hidden id={"x&y"}>
    two  words &nbsp;&amp; more
      on lines {/* nothing */} {' '} {text}{text /* why */}
    <br />
    <p {...more} class="late">spread <i>{text}</i></p>
    <p class="early" {...more} />
    {yes && <Box a={<b>no</b> && text}><em>in</em> a box {yes ? <u>u</u> : null}</Box>}
    <>{list.map(one => <li value={one.n}>{one.name}<></></li>)}</>
    {pick}
    {(text, 'last "one"')}
    <svg viewBox="0 0 1 1"><path d={"M0"} /></svg>
    <input value={text} required={yes} disabled={!yes} aria-invalid={!yes} spellcheck={!yes} />
    <textarea>{text}</textarea>
    {
      // a comment at the end
      text // here
    }
  </main>
)
`

describe('what the build makes of TSX', () => {
  let folder: string
  beforeAll(async () => { folder = await mkdtemp(join(tmpdir(), 'parvis-jsx-')) })
  afterAll(() => rm(folder, { recursive: true }))

  async function built(name: string, source: string, plugins: ReturnType<typeof precompileJsx>[]): Promise<any> {
    const virtual = { name: 'source', resolveId: (id: string) => (id === 'source.tsx' ? join(root, 'src', 'source.tsx') : null), load: (id: string) => (id.endsWith('src/source.tsx') || id.endsWith('src\\source.tsx') ? source : null) }
    await build({
      configFile: false, root, logLevel: 'error', publicDir: false, plugins: [virtual, ...plugins],
      oxc: { jsx: { runtime: 'automatic', importSource: '#jsx', development: false } },
      build: { ssr: true, outDir: folder, emptyOutDir: false, minify: false, rolldownOptions: { input: 'source.tsx', output: { entryFileNames: `${name}.mjs` } } },
    })
    return import(/* @vite-ignore */ join(folder, `${name}.mjs`))
  }

  test('draws the same as TSX that was not touched, whatever is written in it', async () => {
    const values = { yes: true, list: [{ n: 1, name: '<a>' }, { n: 2, name: 'b' }], more: { class: 'm', title: '"t"' }, text: 'Tim & "Tom"' }
    const plain = await built('plain', hard, [])
    const quick = await built('quick', hard, [precompileJsx()])
    // An entity stays as it was written, which is the same sign to whoever reads it.
    for (const yes of [true, false]) expect(String(quick.page({ ...values, yes })).replace('&nbsp;', '\u00a0')).toBe(String(plain.page({ ...values, yes })))
  })
  test('draws the whole living page the same', async () => {
    const source = await readFile(join(root, 'src/ui/gallery.tsx'), 'utf8')
    const at = (text: string) => text.replaceAll("'./", "'./ui/").replaceAll("'../", "'./")
    const site = {
      authority: { id: 1, slug: 'a', name: 'A', languages: ['fr'], zone: 'Europe/Paris', example: true, theme: { arms: '' }, contact: { phone: '1', address: 'b', hours: { fr: 'c' }, email: 'd' } },
      language: 'fr', reading: 'fr', stylesheets: ['/a.css'], script: '/a.js', fonts: ['/a.woff2'], alternates: [], easy: [], home: '/', requests: '/', desk: '/', agent: null, csrf: 'x',
    }
    const plain = await built('gallery-plain', at(source), [])
    const quick = await built('gallery-quick', at(source), [precompileJsx()])
    const process = await readGalleryProcess()
    const drawn = String(quick.Gallery({ site, process }))
    expect(drawn.length).toBeGreaterThan(10_000)
    expect(drawn).toBe(String(plain.Gallery({ site, process })))
  })
  test('leaves a file without elements alone', () => {
    expect(precompile('export const a = <T,>(b: T) => b')).toBeNull()
  })
})
