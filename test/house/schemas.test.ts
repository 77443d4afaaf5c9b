import { Ajv2020 as Ajv } from 'ajv/dist/2020.js'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { isRefusal } from '../../src/base/result.ts'
import { parseServiceDescription } from '../../src/vocabulary/parse-service.ts'
import { drawSchemas } from './schemas.ts'

const root = join(import.meta.dirname, '..', '..')
const ajv = new Ajv({ strict: true, strictRequired: false, strictTypes: false, allErrors: true })
const [isService, isForm] = drawSchemas().map(([, text]) => ajv.compile(JSON.parse(text))) as [ReturnType<typeof ajv.compile>, ReturnType<typeof ajv.compile>]
const services = readdirSync(join(root, 'authorities')).flatMap(authority => readdirSync(join(root, 'authorities', authority, 'services')).map(service => join(root, 'authorities', authority, 'services', service)))
const read = (...path: string[]): any => JSON.parse(readFileSync(join(...path), 'utf8'))

test('the schemas are those of the checks: npm run house', () => {
  for (const [path, text] of drawSchemas()) expect(readFileSync(join(root, path), 'utf8'), path).toBe(text)
})

test('every example is valid by them', () => {
  for (const folder of services) {
    expect(isService(read(folder, 'service.json')), `${folder} ${ajv.errorsText(isService.errors)}`).toBe(true)
    if (existsSync(join(folder, 'form.json'))) expect(isForm(read(folder, 'form.json')), `${folder} ${ajv.errorsText(isForm.errors)}`).toBe(true)
  }
})

describe('the schema of a service and its checks take the same', () => {
  const canteen = read(root, 'authorities/fleury-sur-orne/services/cantine-periscolaire/service.json')
  const lead = services.map(folder => read(folder, 'service.json')).find(service => service.handover)
  const values = [undefined, null, true, '', 'x', 'x y', 'CA', 'CABCA', 0, 1, -1, 1.5, [], {}, [{}], ['parent'], ['nobody'], { fr: 'x' }, { fr: '' }, { fr: 1 }, { xx: 'x' }, { 'fr-simple': 'x' }, { fr: 'x'.repeat(4000) }, 'http://a.example', 'https://a.example/b']
  /** What single places say; the faults between places are no matter of a schema. */
  const between = /hole|alone|lack|twice|before "from"|says nothing|none for|no column|^end$/
  const isSound = (raw: unknown): boolean => {
    const parsed = parseServiceDescription(raw)
    return !isRefusal(parsed) || parsed.issues!.every(issue => between.test(String(issue.detail?.['what'])))
  }
  const places = (raw: any, path: (string | number)[] = []): (string | number)[][] => [path, ...(typeof raw === 'object' && raw !== null ? Object.keys(raw).flatMap(key => places(raw[key], [...path, Array.isArray(raw) ? Number(key) : key])) : [])]

  test.each([['the canteen', canteen], ['a hand-over', lead], ['a call', { ...canteen, internal: true, opening: { from: '2026-11-01T08:00', until: '2026-12-01T08:00' } }]])('%s, with any part altered', (_, sound) => {
    for (const path of places(sound).filter(path => path.length > 0)) for (const value of values) {
      const raw = structuredClone(sound)
      const inside = path.slice(0, -1).reduce((part, key) => part[key], raw)
      inside[path.at(-1)!] = value
      if (value === undefined && !Array.isArray(inside)) delete inside[path.at(-1)!]
      const json = JSON.parse(JSON.stringify(raw))
      expect(`${path.join('.')} = ${JSON.stringify(value)} ${isService(json)}`).toBe(`${path.join('.')} = ${JSON.stringify(value)} ${isSound(json)}`)
    }
  })

  test('keys that the one does not know are unknown to the other', () => {
    for (const path of places(canteen).filter(path => typeof path.reduce((part, key) => part[key], canteen) === 'object')) {
      const raw = structuredClone(canteen)
      const inside = path.reduce((part, key) => part[key], raw)
      if (inside === null || Array.isArray(inside) || path.at(-1) === 'prices') continue
      inside.zzz = 1
      expect([path.join('.'), isService(raw), isSound(raw)]).toEqual([path.join('.'), false, false])
    }
  })
})
