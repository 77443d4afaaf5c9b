import fc from 'fast-check'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { checkFiles } from './check-files.ts'
import { readZip } from './read-zip.ts'
import { rawZip, type RawEntry } from './zip-test-support.ts'

const canteen = join(import.meta.dirname, '../../../../authorities/fleury-sur-orne/services/cantine-periscolaire')
const service: RawEntry = { name: 'service.json', content: readFileSync(join(canteen, 'service.json')) }
const form: RawEntry = { name: 'form.json', content: readFileSync(join(canteen, 'form.json')) }
const inFolder = (folder: string) => (entry: RawEntry): RawEntry => ({ ...entry, name: `${folder}/${String(entry.name)}` })
const read = (entries: readonly RawEntry[], more?: { count?: number }) => readZip(rawZip(entries, more), 'package.zip')
const zeros = (bytes: number): Buffer => Buffer.alloc(bytes)

describe('a sound ZIP', () => {
  test.each<[string, RawEntry[]]>([
    ['as it is', [service, form]],
    ['stored, not packed', [{ ...service, stored: true }, { ...form, stored: true }]],
    ['of a folder', [{ name: 'canteen/', stored: true }, ...[service, form].map(inFolder('canteen'))]],
    ['from a desktop that adds files of its own', [...[service, form, { name: '.DS_Store', content: 'x' }].map(inFolder('canteen')), { name: '__MACOSX/canteen/._form.json', content: 'x' }]],
    ['with decision tables', [service, form, { name: 'fee.dmn', content: '<definitions/>' }, { name: 'who-pays-2.dmn', content: '<definitions/>' }].map(inFolder('canteen'))],
    ['with a word to people', [service, form, { name: 'README.md', content: 'x' }, { name: 'LICENSE', content: 'x' }]],
  ])('%s is a package', async (_, entries) => {
    const files = await read(entries)
    expect(files.faults).toEqual([])
    expect(checkFiles(files).content?.service.id).toBe('cantine-periscolaire')
  })
})

const broken: [string, RawEntry[], string, RegExp][] = [
  ['a way up', [service, form, { name: '../form.json', content: '{}' }], '../form.json', /leads out/],
  ['a way up in the middle', [service, form, { name: 'a/../../form.json', content: '{}' }], 'a/../../form.json', /leads out/],
  ['the root of a disk', [service, form, { name: '/etc/form.json', content: '{}' }], '/etc/form.json', /root of a disk/],
  ['backslashes', [service, form, { name: '..\\form.json', content: '{}' }], '..\\form.json', /backslash/],
  ['a drive letter', [service, form, { name: 'C:form.json', content: '{}' }], 'C:form.json', /drive letter/],
  ['a NUL in a name', [service, form, { name: 'form.json\0.txt', content: '{}' }], 'form.json\0.txt', /cannot be seen/],
  ['a name that turns its reading round', [service, form, { name: '\u202enosj.mrof', content: '{}' }], '\u202enosj.mrof', /cannot be seen/],
  ['a name that is no UTF-8', [service, form, { name: Buffer.from([0x66, 0xff]), content: '{}' }], 'fÿ', /not UTF-8/],
  ['a file twice', [service, form, { ...form, content: '{}' }], 'form.json', /twice/],
  ['a file beside itself in capitals', [service, form, { name: 'FORM.JSON', content: '{}' }], 'FORM.JSON', /beside "form.json"/],
  ['a link', [service, { ...form, mode: 0o120777, content: '../../secret.json' }], 'form.json', /link/],
  ['a password', [service, { ...form, flags: 0x801 }], 'form.json', /encrypted/],
  ['another method', [service, { ...form, method: 12 }], 'form.json', /method 12/],
  ['a wrong check sum', [service, { ...form, crc: 1 }], 'form.json', /check sum/],
  ['another name at its place', [service, { ...form, localName: 'from.json' }], 'form.json', /another name/],
  ['a bomb', [service, { name: 'form.json', content: zeros(1_900_000) }], 'form.json', /times its size/],
  ['a bomb that says it is small', [service, { name: 'form.json', content: zeros(3_000_000), claims: 1000 }], 'form.json', /cannot be unpacked/],
  ['a file that is too large', [service, { name: 'form.json', content: Buffer.from(Array.from({ length: 300_000 }, (_, i) => (i * 7919).toString(36)).join('').slice(0, 2_100_000).padEnd(2_100_000, '.')) }], 'form.json', /larger than 2 MB/],
  ['many files that are large together', [service, form, { name: 'a.json', content: zeros(2_000_000) }, { name: 'b.json', content: zeros(2_000_000) }], 'package.zip', /unpacks to 5 MB|unpacks to 4 MB/],
  ['files that nobody knows', [service, form, { name: 'steps.bpmn', content: 'x' }], 'steps.bpmn', /no part/],
  ['a table in a folder of its own', [service, form, { name: 'tables/fee.dmn', content: 'x' }], 'tables/fee.dmn', /no part/],
  ['a table of another spelling', [service, form, { name: 'Fee.DMN', content: 'x' }], 'Fee.DMN', /no part/],
  ['a ZIP in it', [service, form, { name: 'more.zip', content: rawZip([form]) }], 'more.zip', /no part/],
  ['too many entries', Array.from({ length: 101 }, (_, i) => ({ name: `f${i}`, stored: true })), 'package.zip', /101 entries/],
  ['text that is no UTF-8', [service, { name: 'form.json', content: Buffer.from([0x7b, 0xff, 0x7d]) }], 'form.json', /UTF-8/],
]

describe('a broken ZIP is refused with the file and the mend', () => {
  test.each(broken)('%s', async (_, entries, file, says) => {
    const files = await read(entries)
    const found = files.faults.find(one => one.file === file && says.test(one.what))
    expect(found, JSON.stringify(files.faults)).toBeDefined()
    expect(found!.mend.length).toBeGreaterThan(5)
    expect(checkFiles(files).content).toBeNull()
  })

  test.each<[string, Buffer]>([
    ['no ZIP', Buffer.from('service.json')],
    ['an empty file', Buffer.alloc(0)],
    ['half a ZIP', rawZip([service, form]).subarray(0, 9_000)],
    ['a list that is longer than it is', rawZip([service, form], { count: 9 })],
    ['a place beyond the end', rawZip([service, { ...form, at: 4_000_000 }])],
    ['more bytes than are read at all', zeros(5_000_001)],
  ])('%s', async (_, bytes) => {
    const files = await readZip(bytes, 'package.zip')
    expect(files.faults.length).toBeGreaterThan(0)
    expect(checkFiles(files).content).toBeNull()
  })

  test('several faults come together, each with its file', async () =>
    expect((await read([{ ...service, crc: 1 }, form, { name: '../x', content: '' }, { name: 'steps.bpmn', content: '' }])).faults.map(one => one.file)).toEqual(['../x', 'service.json', 'steps.bpmn']))

  test('bytes altered anywhere end in faults or in the same package, never in another one or a crash', () => {
    const bytes = rawZip([service, form])
    const expected = JSON.stringify(checkFiles({ texts: new Map([['service.json', String(service.content)], ['form.json', String(form.content)]]), faults: [] }).content)
    return fc.assert(fc.asyncProperty(fc.array(fc.tuple(fc.nat(bytes.length - 1), fc.nat(255)), { minLength: 1, maxLength: 3 }), async changes => {
      const altered = Buffer.from(bytes)
      for (const [at, value] of changes) altered[at] = value
      const { content } = checkFiles(await readZip(altered, 'package.zip'))
      expect(content === null || JSON.stringify(content) === expected).toBe(true)
    }), { numRuns: 300 })
  })
})
