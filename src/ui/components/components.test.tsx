import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { readGalleryProcess } from '../../../test/support/gallery-process.ts'
import { languages } from '../../base/language.ts'
import type { Site } from '../../journal/kernel.ts'
import { Gallery } from '../gallery.tsx'
import { texts } from '../texts/texts.ts'
import { CheckBox, CheckGroup } from './check-box.tsx'
import { DateInputs } from './date-inputs.tsx'
import { DeadlineRing, deadlineWords } from './deadline-ring.tsx'
import { Document } from './document.tsx'
import { ErrorSummary } from './error-summary.tsx'
import { fieldId } from './field.tsx'
import { Form } from './form.tsx'
import { Live } from './live.tsx'
import { Bubble } from './messages.tsx'
import { RadioGroup } from './radio-group.tsx'
import { Select } from './select.tsx'
import { SummaryList } from './summary-list.tsx'
import { TextArea } from './text-area.tsx'
import { TextInput } from './text-input.tsx'

const site: Site = {
  authority: {
    id: 1,
    slug: 'exemple',
    name: 'Ville d’Exemple',
    kindOfAuthority: { fr: 'La Ville' },
    languages: ['fr', 'en', 'de'],
    zone: 'Europe/Paris',
    country: 'FR',
    openDays: [1, 2, 3, 4, 5],
    theme: { brand: '#1f3d99', accent: '#f4b73b', ground: 'calcaire', arms: '<svg viewBox="0 0 4 4"><path d="M0 0h4v4z"/></svg>' },
    contact: { phone: '02 00 00 00 00', address: '1 place de l’Exemple', hours: { fr: 'Du lundi au vendredi' }, email: 'mairie@exemple.example' },
    teams: [],
    undoSeconds: 60,
    example: true,
  },
  language: 'en',
  reading: 'en',
  stylesheets: ['/assets/a.css', '/exemple/theme.css'],
  script: '/assets/a.js',
  fonts: ['/assets/text.woff2'],
  alternates: [{ language: 'fr', href: '/exemple/fr' }, { language: 'de', href: '/exemple/de' }],
  easy: [{ language: 'fr', href: '/exemple/fr-simple' }, { language: 'en', href: '/exemple/en-simple' }, { language: 'de', href: '/exemple/de-simple' }],
  home: '/exemple/en',
  requests: '/exemple/en/requests',
  desk: '/exemple/en/desk',
  agent: { name: 'Camille Modèle', signOut: '/exemple/en/sign-out' },
  csrf: 'token',
}
const gallery = String(<Gallery site={site} process={await readGalleryProcess()} />)
const desk = String(<Document site={site} title="Queue" desk noindex>x</Document>)

describe('the living page', () => {
  test('shows every component', () => {
    const shown = readdirSync(new URL('../gallery', import.meta.url))
      .map((file) => readFileSync(new URL(`../gallery/${file}`, import.meta.url), 'utf8'))
      .concat(readFileSync(new URL('../gallery.tsx', import.meta.url), 'utf8'))
      .join('\n')
    const insideOthers = ['arms', 'combobox', 'deadline-ring', 'field', 'place-tools', 'print-button']
    // A stream of events, a form that writes a letter, squares of a map: without them these draw nothing of their own.
    const needMore = ['letter-preview', 'live', 'place-picture']
    const all = readdirSync(new URL('.', import.meta.url)).filter((file) => file.endsWith('.tsx') && !file.includes('.test.'))
    const missing = all.map((file) => file.replace('.tsx', '')).filter((name) => !shown.includes(`components/${name}.tsx'`))
    expect(missing.sort()).toEqual([...insideOthers, ...needMore].sort())
  })
  test.each([['gallery', gallery], ['desk', desk]])('%s: ids are unique and what refers to one finds it', (_, html) => {
    const ids = attributes(html, 'id')
    expect(ids.filter((id, i) => ids.indexOf(id) !== i)).toEqual([])
    const wanted = [
      ...['for', 'aria-labelledby', 'aria-describedby'].flatMap((name) => attributes(html, name).flatMap((value) => value.split(' '))),
      ...attributes(html, 'href').filter((href) => href.startsWith('#')).map((href) => href.slice(1)),
    ]
    expect(wanted.length).toBeGreaterThan(0)
    expect(wanted.filter((id) => !ids.includes(id))).toEqual([])
  })
  test.each([['gallery', gallery], ['desk', desk]])('%s: nothing that the content security policy forbids', (_, html) => {
    expect(html).not.toMatch(/\sstyle=/)
    expect(html).not.toMatch(/<style|<script(?! type="module" src=)|\son[a-z]+=/)
  })
  test('each control has a label, each drawing is hidden from those who listen', () => {
    const labelled = attributes(gallery, 'for')
    const free = [...gallery.matchAll(/<(?:input|select|textarea)\b[^>]*>/g)].filter(([tag]) => !/type="(hidden|radio|checkbox)"/.test(tag)).map(([tag]) => attributes(tag, 'id')[0])
    expect(free.length).toBeGreaterThan(5)
    expect(free.filter((id) => !id || !labelled.includes(id))).toEqual([])
    for (const [tag] of gallery.matchAll(/<svg class="(?:icon|ring)[^>]*>/g)) expect(tag).toContain('aria-hidden="true"')
    const boxes = gallery.match(/<input type="(?:radio|checkbox)"/g) ?? []
    expect(gallery.match(/<label class="choice"><input type="(?:radio|checkbox)"/g)).toHaveLength(boxes.length)
  })
})

describe('what people typed', () => {
  const evil = '<img src=x onerror=alert(1)>"\'&'
  test.each([
    ['Bubble', <Bubble who={evil} of={evil} when={evil} text={evil} />],
    ['SummaryList', <SummaryList language="fr" rows={[{ question: evil, answer: evil, change: '/x' }]} />],
    ['TextInput', <TextInput language="fr" name="a" label={evil} hint={evil} error={evil} value={evil} />],
    ['TextArea', <TextArea language="fr" name="a" label={evil} value={evil} />],
    ['ErrorSummary', <ErrorSummary language="fr" errors={[{ field: evil, message: evil }]} />],
    ['Document', <Document site={site} title={evil}>{evil}</Document>],
  ])('%s shows it as text', (_, node) => {
    const html = String(node)
    expect(html).not.toContain('<img')
    expect(html).toContain('&lt;img src=x onerror=alert(1)>')
    expect(attributes(html, 'onerror')).toEqual([])
  })
  test('keeps its line breaks', () => {
    expect(String(<Bubble who="Vous" when="hier" text={'un\ndeux'} />)).toContain('<p class="typed">un\ndeux</p>')
    expect(String(<TextArea language="fr" name="a" label="A" value={'un\ndeux'} />)).toContain('>un\ndeux</textarea>')
  })
})

describe('fields', () => {
  const common = { language: 'fr', name: 'children[0].birthDate', label: 'Date', hint: 'Aide', error: 'Faute' } as const
  const options = [{ value: 'a', label: 'A' }, { value: 'b', label: 'B' }]
  test.each([
    ['TextInput', <TextInput {...common} />],
    ['TextArea', <TextArea {...common} />],
    ['Select', <Select {...common} options={options} />],
    ['RadioGroup', <RadioGroup {...common} options={options} />],
    ['CheckGroup', <CheckGroup {...common} options={options} />],
    ['CheckBox', <CheckBox {...common} />],
    ['DateInputs', <DateInputs {...common} />],
  ])('%s: the error summary leads to a control, hint and error are read with it', (_, node) => {
    const html = String(node)
    const id = fieldId(common.name)
    expect(String(<ErrorSummary language="fr" errors={[{ field: common.name, message: 'Faute' }]} />)).toContain(`href="#${id}"`)
    expect(html).toMatch(new RegExp(`<(input|textarea|select)[^>]* id="${id}"`))
    expect(attributes(html, 'aria-describedby')).toContain(`${id}-hint ${id}-error`)
    expect(html).toContain(`id="${id}-hint"`)
    expect(html).toContain(`id="${id}-error"`)
    expect(html).toContain(texts('fr').error)
  })
  test('what was chosen stays chosen, and only that', () => {
    expect(String(<RadioGroup {...common} options={options} value="b" />).match(/<input[^>]*checked[^>]*>/g)).toHaveLength(1)
    expect(String(<RadioGroup {...common} options={options} value="b" />)).toMatch(/value="b"[^>]*checked|checked[^>]*value="b"/)
    expect(String(<Select {...common} options={options} value="b" />)).toMatch(/<option (selected )?value="b"( selected)?>/)
    expect(String(<CheckGroup {...common} options={options} values={['a']} />).match(/checked/g)).toHaveLength(1)
  })
  test('optional is said, and required is not asked', () => {
    const html = String(<TextInput language="fr" name="a" label="A" optional />)
    expect(html).toContain('(facultatif)')
    expect(html).not.toContain('required')
    expect(String(<TextInput language="fr" name="a" label="A" />)).toContain('required')
  })
  test('one question a page: the label is the heading', () => {
    expect(String(<TextInput language="fr" name="a" label="A" heading />)).toContain('<h1><label for="f-a">A</label></h1>')
    expect(String(<RadioGroup language="fr" name="a" label="A" heading options={options} />)).toContain('<legend><h1>A</h1></legend>')
  })
  test('a form carries its token, and its own id where it has one', () => {
    const html = String(<Form csrf="tok" once="id-1" action="/x">y</Form>)
    expect(html).toContain('method="post"')
    expect(html).toContain('<input type="hidden" name="csrf" value="tok"')
    expect(html).toContain('<input type="hidden" name="once" value="id-1"')
    expect(String(<Form action="/x" csrf="tok">y</Form>)).not.toContain('once')
  })
})

describe('the frame', () => {
  test('names its language, its other languages, its title', () => {
    const html = String(<Document site={site} title="Canteen" faulty>x</Document>)
    expect(html).toMatch(/^<html lang="en">/)
    expect(html).toContain('<title>Error: Canteen – Ville d’Exemple</title>')
    expect(attributes(html, 'hreflang').sort()).toEqual(['de', 'de', 'de', 'fr', 'fr', 'fr'])
    expect(html).toContain('Français')
  })
  test('offers easy language where the page shows such words, in each language by its own name', () => {
    const html = String(<Document site={site} title="Canteen" easy={['fr', 'en']}>x</Document>)
    expect(html).toMatch(/^<html lang="en">/)
    expect(attributes(html, 'hreflang').filter(language => language.endsWith('simple')).sort()).toEqual(['en-simple', 'en-simple', 'en-simple', 'en-simple', 'fr-simple', 'fr-simple', 'fr-simple'])
    expect(html).toContain('<link rel="alternate" hreflang="en-simple" href="/exemple/en-simple"')
    expect(html).toContain(`</svg>${texts('en').easyLanguage}</a>`)
    expect(html).toContain(texts('fr').easyLanguage)
    expect(html).not.toContain(texts('de').easyLanguage)
    expect(String(<Document site={site} title="Canteen">x</Document>)).not.toContain('simple')
  })
  test('asks for no token by itself: whoever only reads gets no cookie', () => {
    const { agent: _, csrf: __, ...rest } = site
    const reader: Site = { ...rest, agent: null, get csrf(): string { throw new Error('A token was asked for.') } }
    expect(String(<Document site={reader} title="Canteen" easy={['en']}>x</Document>)).toContain('Canteen')
  })
  test('read in easy language it says so only where it is, and leads back', () => {
    const reading = { ...site, reading: 'en-simple' as const, alternates: [{ language: 'en' as const, href: '/exemple/en' }, ...site.alternates], easy: site.easy.filter(({ language }) => language !== 'en') }
    const html = String(<Document site={reading} title="Canteen" easy={['en']}>x</Document>)
    expect(html).toMatch(/^<html lang="en-simple">/)
    expect(html).toContain(`<a href="/exemple/en" hreflang="en">`)
    expect(html).toContain(texts('en').plainLanguage)
    expect(String(<Document site={reading} title="Home">x</Document>)).toMatch(/^<html lang="en">/)
  })
  test('somebody’s own page stays out of search engines', () => {
    expect(desk).toContain('<meta name="robots" content="noindex"')
    expect(String(<Document site={site} title="Home">x</Document>)).not.toContain('noindex')
  })
  test('an example says so, a real authority does not', () => {
    const real = { ...site, authority: { ...site.authority, example: false } }
    const sentence = texts('en').example
    expect(String(<Document site={site} title="Home">x</Document>)).toContain(sentence)
    expect(String(<Document site={real} title="Home">x</Document>)).not.toContain(sentence)
    expect(desk).toContain(texts('en').exampleDesk)
  })
  test('an agent signs out by a post that carries the token', () => {
    expect(desk).toContain('<form method="post" action="/exemple/en/sign-out"><input type="hidden" name="csrf" value="token"')
  })
  test('a text in another language than the page’s says which', () => {
    expect(gallery).toContain('<dd lang="fr">Du lundi au vendredi</dd>')
  })
  test('arms that hold more than a drawing are left out', () => {
    const theme = { ...site.authority.theme, arms: '<svg viewBox="0 0 4 4"><script>alert(1)</script></svg>' }
    expect(String(<Document site={{ ...site, authority: { ...site.authority, theme } }} title="Home">x</Document>)).not.toContain('alert(1)')
    expect(desk).toContain('<path d="M0 0h4v4z"/>')
  })
})

describe('deadlines', () => {
  test.each(languages)('late, today, soon and never differ in words (%s)', (language) => {
    const words = [-2, -1, 0, 1, 5, null].map((daysLeft) => deadlineWords(language, { daysLeft, share: 0.5 }))
    expect(new Set(words).size).toBe(words.length)
  })
  test('the ring fills with the time that is used up, and never beyond', () => {
    const used = (share: number) => /stroke-dasharray="([\d.]+) /.exec(String(<DeadlineRing language="fr" deadline={{ daysLeft: 4, share }} />))?.[1]
    expect(used(0)).toBeUndefined()
    expect(used(0.5)).toBe('56.5')
    expect(used(1)).toBe('113.1')
    expect(used(3)).toBe('113.1')
  })
  test('late and due today press most', () => {
    const tone = (daysLeft: number | null, share: number) => attributes(String(<DeadlineRing language="fr" deadline={{ daysLeft, share }} />), 'data-tone')[0]
    expect([tone(-1, 1), tone(0, 0.9), tone(2, 0.1), tone(9, 0.7), tone(9, 0.1), tone(null, 0)]).toEqual(['bad', 'bad', 'warn', 'warn', 'info', 'info'])
  })
})

describe('a live part', () => {
  test('names its target and what is said; without a stream it stands still', () => {
    const html = String(<Live src="/live?v=3" id="case" say="Reçue">x</Live>)
    expect(html).toContain('<pv-live src="/live?v=3" target="#case"><p class="vh" role="status"></p></pv-live>')
    expect(html).toContain('<div id="case" class="live" data-say="Reçue">x</div>')
    expect(String(<Live src={null} id="case" say="Reçue">x</Live>)).not.toContain('pv-live')
  })
})

/** The values of an attribute, in the order of the page. */
function attributes(html: string, name: string): string[] {
  const one = new RegExp(`\\s${name}="([^"]*)"`, 'g')
  return [...html.matchAll(/<[a-z][^>]*>/g)].flatMap(([tag]) => [...tag.matchAll(one)].map((found) => found[1]!))
}
