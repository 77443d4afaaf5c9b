import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { Diagram } from '../../src/engines/bpmn/diagram/diagram.ts'
import { readDiagram } from '../../src/engines/bpmn/diagram/read-diagram.ts'
import { texts } from '../../src/ui/process/texts/texts.ts'
import { ProcessPicture } from '../../src/ui/process/process-picture.tsx'
import { ProcessWords } from '../../src/ui/process/process-words.tsx'
import { eventSigns, markSigns, taskSigns } from '../../src/ui/process/signs.ts'
import type { CaseMarks } from '../../src/ui/process/marks.ts'
import { readGalleryProcess } from '../support/gallery-process.ts'
import { betsyFolder } from './betsy.ts'

/*
 * From the file to the page: every sign of BPMN is drawn as the standard has it, every element of a file is on some picture, and
 * nothing that a file says becomes markup. The models of other tools are tried where PARVIS_DATASETS names their folder.
 */

const head = '<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" targetNamespace="urn:test">'

async function read(xml: string): Promise<Diagram> {
  const found = await readDiagram(xml)
  if ('faults' in found) throw new Error(found.faults[0]?.what)
  return found.diagram
}

const drawn = (diagram: Diagram, marks?: CaseMarks): string => String(ProcessPicture({ language: 'en', id: 'p', pictures: diagram.pictures, name: 'Process', marks }))
const said = (diagram: Diagram, marks?: CaseMarks): string => String(ProcessWords({ language: 'en', id: 'p', tales: diagram.tales, marks }))
const drawProcess = async (inside: string): Promise<string> => drawn(await read(`${head}<process id="p">${inside}</process></definitions>`))
/** The markup of one element: up to the next one's. */
const part = (html: string, id: string): string => html.split(/(?=<g class="(?:is-|edge ))/).find(one => one.includes(`data-id="${id}"`)) ?? ''

test('an element without an id, which nothing can refer to, is drawn all the same', async () => {
  const html = await drawProcess('<startEvent name="Begin"/><task id="a" name="Do"/><endEvent id="b"/><textAnnotation><text>A note</text></textAnnotation><sequenceFlow id="f" sourceRef="a" targetRef="b"/>')
  for (const name of ['Begin', 'Do', 'A note']) expect(html).toContain(name)
})

describe('signs', () => {
  test.each([
    ['userTask', taskSigns.user], ['manualTask', taskSigns.manual], ['serviceTask', taskSigns.service], ['scriptTask', taskSigns.script],
    ['businessRuleTask', taskSigns.rule], ['sendTask', taskSigns.send], ['receiveTask', taskSigns.receive],
  ] as const)('%s', async (kind, signs) => {
    const html = part(await drawProcess(`<${kind} id="x" name="Do"/>`), 'x')
    for (const sign of signs) expect(html).toContain(`<path class="${sign.filled ? 'glyph filled' : 'glyph'}" d="${sign.d}"></path>`)
    expect(html.match(/class="glyph/g)).toHaveLength(signs.flatMap(sign => (sign.over && !sign.filled ? [1, 2] : [1])).length)
  })
  test('a task of no kind has no sign', async () => {
    expect(part(await drawProcess('<task id="x" name="Do"/>'), 'x')).not.toContain('glyph')
  })
  test.each([
    ['message', 'messageEventDefinition'], ['timer', 'timerEventDefinition'], ['signal', 'signalEventDefinition'], ['error', 'errorEventDefinition'],
    ['escalation', 'escalationEventDefinition'], ['condition', 'conditionalEventDefinition'], ['compensation', 'compensateEventDefinition'],
    ['cancel', 'cancelEventDefinition'], ['link', 'linkEventDefinition'], ['terminate', 'terminateEventDefinition'],
  ] as const)('%s: hollow where it is waited for, filled where it is thrown', async (sign, definition) => {
    const html = await drawProcess(`<intermediateCatchEvent id="c"><${definition}/></intermediateCatchEvent><intermediateThrowEvent id="t"><${definition}/></intermediateThrowEvent><endEvent id="e"><${definition}/></endEvent>`)
    expect(part(html, 'c')).toContain(`class="${sign === 'terminate' ? 'glyph filled' : 'glyph'}" d="${eventSigns[sign].d}"`)
    expect(part(html, 't')).toContain(`class="glyph filled" d="${eventSigns[sign].d}"`)
    expect(part(html, 'e')).toContain(`class="glyph filled" d="${eventSigns[sign].d}"`)
  })
  test('several definitions: a pentagon for any of them, a plus for all', async () => {
    const two = '<messageEventDefinition/><timerEventDefinition/>'
    const html = await drawProcess(`<startEvent id="any">${two}</startEvent><startEvent id="all" parallelMultiple="true">${two}</startEvent>`)
    expect([part(html, 'any').includes(eventSigns.multiple.d), part(html, 'all').includes(eventSigns.parallel.d)]).toEqual([true, true])
  })
  test('rings: one at the start, two on the way and at an edge, a thick one at the end; dashed where nothing is interrupted', async () => {
    const html = await drawProcess('<startEvent id="s"/><task id="t"/><boundaryEvent id="b" attachedToRef="t"><timerEventDefinition/></boundaryEvent><boundaryEvent id="n" attachedToRef="t" cancelActivity="false"><timerEventDefinition/></boundaryEvent><intermediateThrowEvent id="i"/><endEvent id="e"/>')
    const rings = (id: string) => [...part(html, id).matchAll(/<circle class="([^"]+)"/g)].map(([, name]) => name)
    expect(['s', 'b', 'n', 'i', 'e'].map(rings)).toEqual([['body start'], ['body boundary', 'thin'], ['body boundary dashed', 'thin dashed'], ['body throw', 'thin'], ['body end']])
  })
  test('borders: call thick, transaction double, event sub-process dotted and its start dashed', async () => {
    const html = await drawProcess('<callActivity id="c"/><transaction id="t"><task id="x"/></transaction><subProcess id="e" triggeredByEvent="true"><startEvent id="s" isInterrupting="false"><timerEventDefinition/></startEvent></subProcess>')
    expect(part(html, 'c')).toContain('class="body thick"')
    expect(part(html, 't').match(/<rect/g)).toHaveLength(2)
    expect(part(html, 'e')).toContain('class="body dotted opened"')
    expect(part(html, 's')).toContain('class="body start dashed"')
  })
  test('marks of activities', async () => {
    const html = await drawProcess('<task id="l"><standardLoopCharacteristics/></task><task id="m"><multiInstanceLoopCharacteristics/></task><task id="s" isForCompensation="true"><multiInstanceLoopCharacteristics isSequential="true"/></task><adHocSubProcess id="a"/>')
    const marks = (id: string) => Object.entries(markSigns).filter(([, { d }]) => part(html, id).includes(`d="${d}"`)).map(([mark]) => mark)
    expect(['l', 'm', 's', 'a'].map(marks)).toEqual([['loop'], ['parallel'], ['sequential', 'compensation'], ['adhoc', 'inside']])
  })
  test('gateways', async () => {
    const html = await drawProcess('<exclusiveGateway id="x"/><parallelGateway id="p"/><inclusiveGateway id="i"/><complexGateway id="c"/><eventBasedGateway id="e"/><eventBasedGateway id="s" instantiate="true"/>')
    expect(new Set(['x', 'p', 'i', 'c', 'e', 's'].map(id => part(html, id).replace(/^.*?<g transform="[^"]*">/, ''))).size).toBe(6)
    expect([part(html, 'e').match(/<circle/g)?.length, part(html, 's').match(/<circle/g)?.length]).toEqual([2, 1])
  })
  test('flows: default and condition at an activity, the default alone at a gateway; messages, associations with their arrows', async () => {
    const flow = '<conditionExpression xsi:type="tFormalExpression">x</conditionExpression>'
    const html = await drawProcess(`<task id="a" default="f2"/><task id="b"/><exclusiveGateway id="g"/><textAnnotation id="n"><text>Note</text></textAnnotation><sequenceFlow id="f1" sourceRef="a" targetRef="b">${flow}</sequenceFlow><sequenceFlow id="f2" sourceRef="a" targetRef="g"/><sequenceFlow id="f3" sourceRef="g" targetRef="b">${flow}</sequenceFlow><association id="t" sourceRef="n" targetRef="a" associationDirection="One"/>`)
    const marks = (id: string) => [...part(html, id).matchAll(/class="(open|hollow|tip)"/g)].map(([, mark]) => mark)
    expect(['f1', 'f2', 'f3', 't'].map(marks)).toEqual([['tip', 'hollow'], ['tip', 'open'], ['tip'], ['open']])
    const pools = await read(`${head}<collaboration id="c"><participant id="one" name="One" processRef="p"/><participant id="two" name="Two"/><messageFlow id="m" sourceRef="two" targetRef="a"/></collaboration><process id="p"><task id="a"/></process></definitions>`)
    expect(part(drawn(pools), 'm').match(/class="(tip hollow|hollow)"/g)).toEqual(['class="tip hollow"', 'class="hollow"'])
    expect([...drawn(pools).matchAll(/<g class="is-pool" data-id="(\w+)"/g)].map(([, id]) => id)).toEqual(['one', 'two'])
  })
})

test('names from a file are text, wherever they stand', async () => {
  const hostile = '"&gt;&lt;/text&gt;&lt;/svg&gt;&lt;script&gt;alert(1)&lt;/script&gt;&lt;img src=x onerror=alert(1)&gt;'.replace('"', '&quot;')
  const file = `${head}<collaboration id="c"><participant id="one" name="${hostile}" processRef="p"/></collaboration><process id="p" name="${hostile}"><laneSet id="ls"><lane id="l" name="${hostile}"><flowNodeRef>a</flowNodeRef></lane></laneSet><userTask id="a" name="${hostile}"/><boundaryEvent id="b" attachedToRef="a" name="${hostile}"><timerEventDefinition/></boundaryEvent><task id="z"/><sequenceFlow id="f" name="${hostile}" sourceRef="a" targetRef="z"><conditionExpression>${hostile}</conditionExpression></sequenceFlow><textAnnotation id="n"><text>${hostile}</text></textAnnotation></process></definitions>`
  const diagram = await read(file)
  const marks = { here: [{ at: 'a', label: '<script>"' }], done: ['b'], taken: ['f'] }
  for (const html of [drawn(diagram, marks), said(diagram, marks)]) {
    expect(html).not.toMatch(/<script|<img|<\/svg><script/)
    expect(html).not.toMatch(/<[^>]* (on\w+|style)=/)
    expect(html.match(/<[a-z]/g)!.length).toBe(html.match(/<\/[a-z]/g)!.length)
  }
})

test.each(['', 'no file', '<html/>', '<definitions'])('%j is no file of BPMN: a fault, nothing thrown', async text => {
  expect(await readDiagram(text)).toHaveProperty('faults')
})

test('files that say little or nonsense are drawn as far as they go', async () => {
  const html = await drawProcess('<task id="a"/><sequenceFlow id="f" sourceRef="a" targetRef="gone"/><boundaryEvent id="b" attachedToRef="b"/><subProcess id="x"/><sequenceFlow id="g" sourceRef="a" targetRef="a"/>')
  expect(['a', 'b', 'x', 'g'].filter(id => part(html, id) === '')).toEqual([])
  const nested = (depth: number) => readDiagram(`${head}<process id="p">${Array.from({ length: depth }, (_, i) => `<subProcess id="s${i}">`).join('')}${'</subProcess>'.repeat(depth)}</process></definitions>`)
  expect([await nested(20), await nested(2000)].map(one => 'faults' in one)).toEqual([false, true])
})

test('a choreography is drawn and told', async () => {
  const diagram = await read(`${head}<choreography id="c" name="Order"><participant id="one" name="One"/><participant id="two" name="Two"/><startEvent id="s"/><choreographyTask id="t" name="Ask" initiatingParticipantRef="one"><participantRef>one</participantRef><participantRef>two</participantRef></choreographyTask><sequenceFlow id="f" sourceRef="s" targetRef="t"/></choreography></definitions>`)
  expect(part(drawn(diagram), 't')).toContain('Ask')
  expect(said(diagram)).toMatch(/2\.<\/span> <strong>Ask<\/strong>/)
})

test('figures that no picture can have are left out', async () => {
  const di = (bounds: string) => `${head.replace('>', ' xmlns:d="http://www.omg.org/spec/BPMN/20100524/DI" xmlns:c="http://www.omg.org/spec/DD/20100524/DC" xmlns:i="http://www.omg.org/spec/DD/20100524/DI">')}<process id="p"><task id="a"/><task id="b"/></process><d:BPMNDiagram><d:BPMNPlane bpmnElement="p"><d:BPMNShape bpmnElement="a"><c:Bounds ${bounds}/></d:BPMNShape><d:BPMNShape bpmnElement="b"><c:Bounds x="0" y="0" width="100" height="80"/></d:BPMNShape></d:BPMNPlane></d:BPMNDiagram></definitions>`
  for (const bounds of ['x="0" y="1e300" width="1" height="1"', 'x="NaN" y="0" width="1" height="1"', 'x="0" y="0" width="-5" height="1"', 'x="0"']) {
    const html = drawn(await read(di(bounds)))
    expect(html).not.toMatch(/NaN|Infinity|undefined|e\+/)
    expect(html).toContain('data-id="a"')
  }
})

describe('the process of the living page', async () => {
  const process = await readGalleryProcess()
  const marks: CaseMarks = { here: [{ at: 'heritage', late: true }, { at: 'given' }, { at: 'given' }], done: ['check', 'green'], taken: ['f1', 'f12'] }

  test('is told in words: who, what at the same time, what if', () => {
    const words = said(process).replaceAll(/<[^>]+>/g, ' ').replaceAll(/\s+/g, ' ')
    for (const sentence of [
      '2. Vérifier le dossier (by a person, team Urbanisme) Then, by the answer to “Dossier complet ?”:',
      'Then back to: step 2, Vérifier le dossier.', 'Then whichever happens first:',
      'Meanwhile, if “Avis en retard”: the step goes on, and in addition: Then: step',
      'Then, when all ways have arrived there: step', 'Envoyer le refus (sends a message)',
    ]) expect(words).toContain(sentence)
    expect(words).toMatch(/(\d+)\. Commission \(several steps\) \1\.1\. Start/)
  })
  test('every step of the file is told once, and drawn once', () => {
    const ids = [...readFileSync(new URL('../../src/app/http/gallery-process.bpmn', import.meta.url), 'utf8').matchAll(/<(?:\w*Task|\w*Event|\w*Gateway|subProcess|callActivity) id="([\w-]+)"/g)].map(([, id]) => id)
    expect(ids.length).toBeGreaterThan(25)
    for (const id of ids) expect(drawn(process).split(`data-id="${id}"`), id).toHaveLength(2)
  })
  test('shows where the case is by words and shapes, not by colour alone', () => {
    const html = drawn(process, marks)
    expect([html.match(/class="token late"/g)?.length, html.match(/class="token"/g)?.length, html.match(/class="tick"/g)?.length]).toEqual([1, 1, 3])
    expect([html.includes('here, 2 times'), />\s*late\s*</.test(html), html.includes('edge is-sequence taken')]).toEqual([true, true, true])
    expect(html).toContain('Under way: Avis sur le site protégé. The process in words')
    const tags = [...said(process, marks).matchAll(/<span class="tag"[^>]*>.*?<\/svg>(.*?)<\/span>/g)].map(([, word]) => word)
    expect(tags).toEqual(['Done', 'Done', 'late', 'waiting, waiting'])
  })
  test.each(['fr', 'en', 'de'] as const)('has a name and a description that listeners get, and a box that the keyboard reaches, in %s', language => {
    const html = String(ProcessPicture({ language, id: 'p', pictures: process.pictures, name: 'X', marks }))
    const [, title, about] = /role="img" aria-labelledby="([^"]+)" aria-describedby="([^"]+)"/.exec(html)!
    expect(html).toContain(`<title id="${title}">${texts(language).picture('Abattage d’un arbre')}</title>`)
    expect(html).toContain(`<desc id="${about}">`)
    expect(html).toMatch(/<div class="drawing" role="region" aria-label="[^"]+" tabindex="0">/)
    const ids = [...html.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id)
    expect(new Set(ids).size).toBe(ids.length)
    expect(String(ProcessWords({ language, id: 'p', tales: process.tales, marks }))).not.toMatch(/undefined|\(\)|, \)/)
  })
})

const folder = betsyFolder()
const models = folder ? join(folder, '../miwg') : null

describe.skipIf(!models)(`the models of the interchange working group${models ? '' : ' (not run: PARVIS_DATASETS names no folder with them)'}`, () => {
  const flowNode = /<(?:\w+:)?(?:task|userTask|manualTask|serviceTask|scriptTask|businessRuleTask|sendTask|receiveTask|subProcess|transaction|adHocSubProcess|callActivity|startEvent|endEvent|intermediateCatchEvent|intermediateThrowEvent|boundaryEvent|\w+Gateway)\s[^>]*?\bid="([^"]+)"/g
  for (const file of models ? readdirSync(models).filter(name => name.endsWith('.bpmn')) : []) {
    const xml = models ? readFileSync(join(models, file), 'utf8') : ''
    test.each([['as it is', xml], ['without its drawing', xml.replace(/<((?:\w+:)?BPMNDiagram)\b[\s\S]*<\/\1>/, '')]])(`${file} %s: every flow node is drawn, and its process told`, async (_, text) => {
      const diagram = await read(text)
      const html = drawn(diagram)
      const ids = [...text.replace(/<((?:\w+:)?extensionElements)\b[\s\S]*?<\/\1>/g, '').matchAll(flowNode)].map(([, id]) => id)
      expect(ids.length).toBeGreaterThan(2)
      expect(ids.filter(id => !html.includes(`data-id="${id}"`))).toEqual([])
      expect(html).not.toMatch(/NaN|Infinity|undefined|<script| style=/)
      expect(diagram.tales.length).toBeGreaterThan(0)
      expect(said(diagram)).not.toContain('undefined')
    })
  }
})
