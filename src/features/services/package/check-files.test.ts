import { mkdtemp, readFile, rm, symlink, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { checkFiles, type Around } from './check-files.ts'
import { tellFinding, tellRefusal, unusable } from './finding.ts'
import { readFiles } from './read-files.ts'
import { plainPackage } from '../../../../test/support/plain-package.ts'

const canteen = plainPackage()
const around: Around = { teams: ['education'], languages: ['fr', 'en', 'de'], prefixes: [{ service: 'cantine-periscolaire', prefix: 'CA' }, { service: 'need', prefix: 'BE' }, { service: 'recours-gracieux', prefix: 'RG' }] }
let sound: { service: string; form: string }
beforeAll(async () => {
  sound = { service: await readFile(join(canteen, 'service.json'), 'utf8'), form: await readFile(join(canteen, 'form.json'), 'utf8') }
})

type Spoiled = { service?: (service: any) => unknown; form?: (form: any) => unknown; text?: (text: { service: string; form: string }) => { service?: string; form?: string } }
/** Checks the canteen's package with a part altered. */
function check({ service, form, text }: Spoiled = {}, where: Around | undefined = around) {
  const alter = (json: string, change?: (raw: any) => unknown) => {
    if (!change) return json
    const raw = JSON.parse(json)
    change(raw)
    return JSON.stringify(raw, null, 2)
  }
  const files = { service: alter(sound.service, service), form: alter(sound.form, form) }
  const texts = text ? text(files) : files
  return checkFiles({ texts: new Map(Object.entries(texts).flatMap(([name, content]) => (content === undefined ? [] : [[`${name}.json`, content]]))), faults: [] }, where)
}
/** The line of the altered file, counted from 1, that holds this text; for a key that is missing, that of the object around it. */
const page = (f: any, id: string) => f.groups.flatMap((g: any) => g.pages).find((p: any) => p.id === id)

test('the sound package has no fault, and is what is published', () => {
  const report = check()
  expect(report.faults).toEqual([])
  expect(report.content).toEqual({ service: JSON.parse(sound.service), form: JSON.parse(sound.form) })
})

/* What is broken · how · the file, the path and a word of what is said. */
const broken: [string, Spoiled, string, string, RegExp][] = [
  ['a comma too many', { text: t => ({ ...t, service: t.service.replace('"example": true,', '"example": true,,') }) }, 'service.json', '', /quotation marks/],
  ['a file that is missing', { text: ({ service }) => ({ service }) }, 'form.json', '', /is missing/],
  ['a file that is no object', { text: t => ({ ...t, form: '[]' }) }, 'form.json', '', /not an object/],
  ['a key twice', { text: t => ({ ...t, service: t.service.replace('"version": 1,', '"version": 1,\n  "version": 1,') }) }, 'service.json', '', /twice/],
  ['a key nobody knows', { service: s => (s.colour = 'red') }, 'service.json', 'colour', /not known/],
  ['no retention', { service: s => delete s.retention }, 'service.json', 'retention', /missing/],
  ['no legal basis', { service: s => (s.legalBasis = []) }, 'service.json', 'legalBasis', /cannot be used/],
  ['no appeal', { service: s => delete s.appeals }, 'service.json', 'appeals', /missing/],
  ['nobody who helps', { service: s => s.channels.forEach((c: any) => (c.assisted = false)) }, 'service.json', 'channels', /alone/],
  ['no words in the author’s own language', { service: s => delete s.summary.fr }, 'service.json', 'summary', /"fr"/],
  ['no words in the author’s own language in the form', { form: f => delete f.groups[0].title.fr }, 'form.json', 'groups[0].title', /"fr"/],
  ['words in a language that is none', { service: s => (s.name.xx = 'Hm') }, 'service.json', 'name.xx', /no language/],
  ['words that are too long', { service: s => (s.summary.en = 'x'.repeat(301)) }, 'service.json', 'summary.en', /301 signs/],
  ['a label that is too long', { form: f => (page(f, 'consent').questions[0].label.de = 'x'.repeat(251)) }, 'form.json', 'groups[4].pages[0].questions[0].label.de', /251 signs/],
  ['a team that does not exist', { service: s => (s.team = 'roads') }, 'service.json', 'team', /no team "roads"/],
  ['number letters that are taken', { service: s => (s.numberPrefix = 'BE') }, 'service.json', 'numberPrefix', /"need"/],
  ['the id of the service for needs', { service: s => (s.id = 'need') }, 'service.json', 'id', /every authority has/],
  ['an opening upside down', { service: s => (s.opening = { from: '2026-12-01T08:00', until: '2026-11-01T08:00' }) }, 'service.json', 'opening.until', /before "from"/],
  ['a day that does not exist', { service: s => (s.opening = { from: '2026-02-30T08:00' }) }, 'service.json', 'opening.from', /cannot be used/],
  ['a hole between fees', { service: s => (s.cost.table.rows[1].from = 50_000) }, 'service.json', 'cost.table.rows[1].from', /hole/],
  ['more milestones than anybody reads', { service: s => ['one', 'two', 'three'].forEach(id => s.milestones.push({ ...s.milestones[0], id })) }, 'service.json', 'milestones', /are 7: more than 6/],
  ['an id twice', { service: s => (s.evidence[1].id = s.evidence[0].id) }, 'service.json', 'evidence[1].id', /twice/],
  ['no words for a decision', { service: s => s.milestones.splice(2, 1) }, 'service.json', 'milestones', /"decision"/],
  ['a hand-over without https', { service: s => (s.handover = { to: { fr: 'L’État' }, url: 'http://service.example/', words: { fr: 'Là-bas.' } }), text: ({ service }) => ({ service }) }, 'service.json', 'handover.url', /cannot be used/],
  ['a hand-over with a form', { service: s => (s.handover = { to: { fr: 'L’État' }, url: 'https://service.example/', words: { fr: 'Là-bas.' } }) }, 'form.json', '', /others render/],
  ['a question of no type', { form: f => (page(f, 'consent').questions[0].type = 'guess') }, 'form.json', 'groups[4].pages[0].questions[0].type', /no field type/],
  ['a question without a label', { form: f => delete page(f, 'consent').questions[0].label }, 'form.json', 'groups[4].pages[0].questions[0].label', /no words/],
  ['an option twice', { form: f => { const [q] = page(f, 'relation').questions; q.options[1].id = q.options[0].id } }, 'form.json', 'groups[2].pages[1].questions[0].options[1].id', /id of its own/],
  ['two options that read the same', { form: f => { const [q] = page(f, 'relation').questions; q.options[1].label = q.options[0].label } }, 'form.json', 'groups[2].pages[1].questions[0].options', /read the same/],
  ['a condition that cannot be read', { form: f => (page(f, 'consent').when = 'relation ==') }, 'form.json', 'groups[4].pages[0].when', /cannot be read/],
  ['a condition on a later question', { form: f => (page(f, 'relation').when = 'consent = true') }, 'form.json', 'groups[2].pages[1].when', /no earlier page/],
  ['a page that is never reached', { form: f => (page(f, 'consent').when = 'relation = "nobody"') }, 'form.json', 'groups[4].pages[0].when', /never reached/],
  ['a required question without an option', { form: f => page(f, 'relation').questions[0].options.forEach((o: any) => (o.when = '1 = 2')) }, 'form.json', 'groups[2].pages[1].questions[0].options', /never on offer/],
  ['a page at one of our addresses', { form: f => (page(f, 'quotient').id = 'check') }, 'form.json', 'groups[1].pages[0].id', /address of a page/],
  ['a protected answer in a list', { form: f => (f.subject = ['allergies']) }, 'form.json', 'subject', /no open question/],
  ['a sign that cannot be printed', { service: s => (s.article = '', s.name.fr = 'Can\u0000tine') }, 'service.json', 'name.fr', /cannot be printed/],
]

describe('a broken package is refused with file, line, place and mend', () => {
  test('thirty or more are tried', () => expect(broken.length).toBeGreaterThanOrEqual(30))
  test.each(broken)('%s', (_, spoiled, file, path, says) => {
    const report = check(spoiled)
    expect(report.content).toBeNull()
    const found = report.faults.find(one => one.file === file && one.path === path && says.test(one.what))
    expect(found, report.faults.map(tellFinding).join('\n')).toBeDefined()
    expect(found!.mend.length).toBeGreaterThan(3)
    if (path !== '') expect(found!.line).toBeGreaterThan(0)
  })

  test('the line is that of the place, or of the object where it should stand', () => {
    const [fault] = check({ service: s => (s.team = 'roads') }).faults
    const altered = JSON.stringify({ ...JSON.parse(sound.service), team: 'roads' }, null, 2).split('\n')
    expect(altered[fault!.line! - 1]).toContain('"team"')
    expect(check({ service: s => delete s.silence.means }).faults[0]).toMatchObject({ path: 'silence.means' })
    const lines = JSON.stringify({ ...JSON.parse(sound.service), silence: { ...JSON.parse(sound.service).silence, means: undefined } }, null, 2).split('\n')
    expect(lines[check({ service: s => delete s.silence.means }).faults[0]!.line! - 1]).toContain('"silence"')
  })

  test('everything comes at once, in the order of files and lines', () => {
    const { faults } = check({ service: s => { delete s.retention; s.team = 'roads'; s.numberPrefix = 'BE' }, form: f => { page(f, 'quotient').id = 'check'; page(f, 'consent').questions[0].label.de = 'x'.repeat(251) } })
    expect(faults.map(one => `${one.file} ${one.path}`)).toEqual(['service.json retention', 'service.json team', 'service.json numberPrefix', 'form.json groups[1].pages[0].id', 'form.json groups[4].pages[0].questions[0].label.de'])
  })

  test('both files with faults of syntax are told together', () =>
    expect(check({ text: () => ({ service: '{ "id": "x",, }', form: '{' }) }).faults.map(one => `${one.file}:${one.line}`)).toEqual(['service.json:1', 'form.json:1']))

  test('a fault in a line, as people and as programs read it', () => {
    const refusal = unusable(check({ service: s => (s.team = 'ro\u001b[31mads') }).faults.slice(0, 1))
    expect(refusal.issues![0]).toMatchObject({ field: 'service.team', detail: { file: 'service.json', path: 'team' } })
    expect(tellRefusal(unusable(check({ service: s => (s.team = 'ro\u001b[31mads') }).faults.slice(-1))).join()).not.toContain('\u001b')
  })
})

describe('warnings are told, and refuse nothing', () => {
  const warned = (spoiled: Spoiled, where?: Around) => {
    const report = check(spoiled, where)
    expect(report.faults.map(tellFinding)).toEqual([])
    expect(report.content).not.toBeNull()
    return report.warnings.map(one => `${one.path} ${one.what}`)
  }
  test('the sound package has none', () => expect(warned({})).toEqual([]))
  test('words missing in another language', () => {
    expect(warned({ service: s => delete s.summary.de })).toEqual(['summary has no words in "de"'])
    expect(warned({ service: s => s.appeals.forEach((a: any) => delete a.words.en) })).toEqual(['appeals[0].words has no words in "en", nor have appeals[1].words'])
  })
  test('easy words missing where people look first, once the package brings some', () => {
    expect(warned({ service: s => delete s.summary['fr-simple'] })).toEqual(['summary has no words in "fr-simple", though the package brings some'])
    expect(warned({ form: f => { delete page(f, 'child').questions[0].hint['fr-simple']; delete page(f, 'consent').questions[0].label['fr-simple'] } })[0]).toBe('groups[0].pages[0].questions[0].hint has no words in "fr-simple", nor have groups[4].pages[0].questions[0].label, though the package brings some')
    // Not for what needs no other words, and not where nothing is easy.
    expect(warned({ form: f => delete page(f, 'relation').questions[0].options[0].label['fr-simple'] })).toEqual([])
    const plain = (json: any): any => (Array.isArray(json) ? json.map(plain) : json && typeof json === 'object' ? Object.fromEntries(Object.entries(json).filter(([key]) => key !== 'fr-simple').map(([key, value]) => [key, plain(value)])) : json)
    expect(warned({ service: s => Object.assign(s, plain(s)), form: f => Object.assign(f, plain(f)) })).toEqual([])
    expect(warned({ service: s => Object.assign(s, plain(s), { name: { ...s.name, 'de-simple': 'Essen in der Schule' } }), form: f => Object.assign(f, plain(f)) }).filter(one => one.includes('"de-simple"'))).toHaveLength(2)
  })
  test('another language first', () => expect(warned({ service: s => (s.summary = { en: s.summary.en, fr: s.summary.fr, de: s.summary.de }) })[0]).toContain('begins with "en"'))
  test('a computed value that nobody uses', () => expect(warned({ form: f => (f.computed = [{ id: 'idle', value: '1', type: 'number' }]) })).toEqual(['computed[0] "idle" is neither shown nor looked at']))
  test('a milestone that no request reaches', () => expect(warned({ service: s => s.milestones.push({ ...s.milestones[0], id: 'paid' }) })[0]).toContain('"paid"'))
  test('a promise after the law has decided', () => expect(warned({ service: s => (s.answer.term = { amount: 3, unit: 'months' }) })[0]).toContain('by silence'))
  test('an appeal that a service takes which the authority does not have', () => {
    expect(warned({ service: s => (s.appeals[0].service = 'elsewhere') })).toEqual(['appeals[0].service the authority has no service "elsewhere"'])
    expect(warned({ service: s => delete s.appeals[0].service })).toEqual([])
  })
  test('an internal service for others', () => expect(warned({ service: s => (s.internal = true) })[0]).toContain('internal'))
  test('without the authority around, team and letters are not looked at', () => expect(checkFiles({ texts: new Map([['service.json', sound.service.replace('"education"', '"roads"')], ['form.json', sound.form]]), faults: [] }).faults).toEqual([]))
})

test('the names of schemas help editors and are not published', () => {
  const report = check({ service: s => (s.$schema = '../schemas/service.schema.json'), form: f => (f.$schema = '../schemas/form.schema.json') })
  expect(report.content).toEqual(check().content)
})

describe('a folder', () => {
  let folder: string
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'parvis-package-'))
    await writeFile(join(folder, 'service.json'), sound.service)
    await writeFile(join(folder, 'README.md'), 'for people')
    await writeFile(join(folder, '.DS_Store'), '')
    await writeFile(join(folder, 'steps.bpmn'), '')
    await writeFile(join(folder, 'outside.json'), sound.form)
    await symlink(join(folder, 'outside.json'), join(folder, 'form.json'))
  })
  afterAll(() => rm(folder, { recursive: true }))

  test('holds nothing else, and nothing that leads elsewhere', async () => {
    const files = await readFiles(folder)
    expect([...files.texts.keys()]).toEqual(['service.json'])
    expect(files.faults.map(one => `${one.file} ${one.what}`)).toEqual(['form.json is no plain file', 'outside.json is no part of a package', 'steps.bpmn is no part of a package'])
    expect(checkFiles(files).faults.map(one => one.file)).toEqual(['form.json', 'outside.json', 'steps.bpmn'])
  })
  test('must exist', async () => expect((await readFiles(join(folder, 'nowhere'))).faults).toMatchObject([{ file: 'nowhere', what: 'does not exist' }]))
  test('nor is an archive read that is larger than any package', async () => {
    const huge = join(folder, '..', `${basename(folder)}.zip`)
    await writeFile(huge, '')
    await truncate(huge, 3_000_000_000)
    expect((await readFiles(huge)).faults).toMatchObject([{ what: 'is larger than 5 MB' }])
    await rm(huge)
  })
  test('is written in UTF-8', async () => {
    await writeFile(join(folder, 'service.json'), Buffer.from([0x7b, 0xff, 0x7d]))
    expect((await readFiles(folder)).faults.map(one => one.what)).toContain('is not written in UTF-8')
  })
})
