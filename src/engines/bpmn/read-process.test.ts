import { describe, expect, test } from 'vitest'
import { openProcess, readProcess } from './read-process.ts'

const around = { teams: ['roads'], milestones: ['received', 'decision'], names: ['girth', 'trees'], decisions: ['fee'] }
const flow = (from: string, to: string, condition = ''): string =>
  `<sequenceFlow id="${from}-${to}" sourceRef="${from}" targetRef="${to}">${condition && `<conditionExpression>${condition}</conditionExpression>`}</sequenceFlow>`
const file = (inside: string, beside = ''): string =>
  `<?xml version="1.0" encoding="UTF-8"?><definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:parvis="urn:parvis:bpmn:1" id="d" targetNamespace="urn:test">${beside}<process id="p"><startEvent id="s"/>${inside}<endEvent id="e"/></process></definitions>`
const decide = '<userTask id="decide" name="Decide" parvis:act="decide"/>'
/** One step between the beginning and the decision. */
const step = (element: string, id = 'x'): string => file(`${element}${decide}${flow('s', id)}${flow(id, 'decide')}${flow('decide', 'e')}`)
const refused = async (xml: string): Promise<readonly string[]> => {
  const read = await readProcess(xml, around)
  return 'faults' in read ? read.faults.map(({ element, what }) => `${element}: ${what}`) : []
}

const sound = step('<userTask id="x" name="Opinion" parvis:team="roads" parvis:outcome="yes no" parvis:milestone="received"/>')

test('a sound process is read, and opened again as it was', async () => {
  expect(await refused(sound)).toEqual([])
  expect([...(await openProcess(sound)).model.nodes.keys()].sort()).toEqual(['decide', 'e', 'p', 's', 'x'])
})

const timer = (text: string, kind = 'timeDuration') => `<intermediateCatchEvent id="x" name="Wait"><timerEventDefinition><${kind}>${text}</${kind}></timerEventDefinition></intermediateCatchEvent>`
const answer = '<intermediateCatchEvent id="a" name="Answer"><messageEventDefinition messageRef="m"/></intermediateCatchEvent>'
const message = (name: string) => `<message id="m" name="${name}"/>`

describe('refused by name is', () => {
  test.each<[string, string, RegExp]>([
    ['a service task', step('<serviceTask id="x" name="Register"/>'), /Register: nothing does it/],
    ['a script', step('<scriptTask id="x" name="Count"><script>1</script></scriptTask>'), /Count: scripts/],
    ['a rule that asks nothing', step('<businessRuleTask id="x" name="Fee"/>'), /Fee: it does not say which decision table/],
    ['a table that is none', step('<businessRuleTask id="x" name="Fee" parvis:decision="tax"/>'), /Fee: it asks the decision "tax", which no \.dmn file of the package has: they have fee/],
    ['a rule that hides a question', step('<businessRuleTask id="girth" name="Fee" parvis:decision="fee"/>', 'girth'), /its id "girth" is that of a question/],
    ['a rule whose answer no condition could name', step('<businessRuleTask id="Activity_1" name="Fee" parvis:decision="fee"/>', 'Activity_1'), /"Activity_1" cannot stand in conditions/],
    ['a rule of a team', step('<businessRuleTask id="x" name="Fee" parvis:decision="fee" parvis:team="roads"/>'), /Fee: nobody does it/],
    ['a repeated rule', step('<businessRuleTask id="x" name="Fee" parvis:decision="fee"><multiInstanceLoopCharacteristics parvis:collection="trees"/></businessRuleTask>'), /Fee: it is asked once/],
    ['a table asked by people', step('<userTask id="x" name="Fee" parvis:decision="fee"/>'), /Fee: a decision table is asked by a business rule task/],
    ['a rule after the decision', file(`${decide}<businessRuleTask id="x" name="Fee" parvis:decision="fee"/>${flow('s', 'decide')}${flow('decide', 'x')}${flow('x', 'e')}`), /Fee: it comes after the decision/],
    ['a choice that knows no way but the table’s answers', file(`<businessRuleTask id="x" parvis:decision="fee"/><exclusiveGateway id="g" name="Which?"/><userTask id="a"/>${decide}${flow('s', 'x')}${flow('x', 'g')}${flow('g', 'a', 'x = 0')}${flow('g', 'decide', 'x > 0')}${flow('a', 'decide')}${flow('decide', 'e')}`), /Which\?: it may be that no condition holds/],
    ['a wait for an answer that may never come', file(`${answer}${decide}${flow('s', 'a')}${flow('a', 'decide')}${flow('decide', 'e')}`, message('answered')), /Answer: the answer may never come/],
    ['the same beside another wait without an end', file(`<eventBasedGateway id="g"/>${answer}${answer.replaceAll('"a"', '"b"')}${decide}${flow('s', 'g')}${flow('g', 'a')}${flow('g', 'b')}${flow('a', 'decide')}${flow('b', 'decide')}${flow('decide', 'e')}`, message('answered')), /Answer: the answer may never come/],
    ['a task that sends', step('<sendTask id="x" name="Write"/>'), /Write: it sends nothing/],
    ['a plain task', step('<task id="x" name="Something"/>'), /Something: it does not say who/],
    ['a task that nobody is told of', step('<manualTask id="x" name="Archive"/>'), /Archive: nobody is told/],
    ['a message to send', file(`<intermediateThrowEvent id="x" name="Tell"><messageEventDefinition messageRef="m"/></intermediateThrowEvent>${decide}${flow('s', 'x')}${flow('x', 'decide')}${flow('decide', 'e')}`, message('news')), /Tell: it sends nothing/],
    ['a message that nothing says', file(`<intermediateCatchEvent id="x" name="Hear"><messageEventDefinition messageRef="m"/></intermediateCatchEvent>${decide}${flow('s', 'x')}${flow('x', 'decide')}${flow('decide', 'e')}`, message('withdrawn')), /Hear: nothing says "withdrawn"/],
    ['a team that is none', step('<userTask id="x" name="Opinion" parvis:team="moon"/>'), /Opinion: the authority has no team "moon"/],
    ['a milestone that is none', step('<userTask id="x" name="Opinion" parvis:milestone="moon"/>'), /no milestone "moon"/],
    ['an act that is none', step('<userTask id="x" name="Opinion" parvis:act="dance"/>'), /its act "dance"/],
    ['a check by another team', step('<userTask id="x" name="Check" parvis:act="check" parvis:team="roads"/>'), /Check: "check" is done by the service's own team/],
    ['a check with outcomes', step('<userTask id="x" name="Check" parvis:act="check" parvis:outcome="yes"/>'), /outcomes of its own/],
    ['asking by another team', step('<userTask id="x" name="Ask" parvis:act="ask" parvis:team="roads"/>'), /Ask: "ask" is done by the service's own team/],
    ['reading less than everything, by the own team', step('<userTask id="x" name="Opinion" parvis:reads="girth"/>'), /Opinion: the service’s own team reads everything/],
    ['reading what is not asked', step('<userTask id="x" name="Opinion" parvis:team="roads" parvis:reads="girth colour"/>'), /Opinion: its team reads "colour", which is no question/],
    ['a day on which nobody meets', step(timer('next 5th tuesday', 'timeDate')), /"next 5th tuesday" is no time/],
    ['a call', file(`<callActivity id="x" name="Ask others" calledElement="q"/>${decide}${flow('s', 'x')}${flow('x', 'decide')}${flow('decide', 'e')}`, '<process id="q"><startEvent id="qs"/></process>'), /Ask others: a package has one process/],
    ['a span that is none', step(timer('soon')), /Wait: "soon" is no time/],
    ['a question that is none', file(`<exclusiveGateway id="g" default="g-e"/>${decide}${flow('s', 'g')}${flow('g', 'decide', 'heigth > 2')}${flow('g', 'e')}${flow('decide', 'e')}`), /"heigth" is no question/],
    ['an expression that cannot be read', file(`<exclusiveGateway id="g" name="Which?" default="g-e"/>${decide}${flow('s', 'g')}${flow('g', 'decide', 'girth >')}${flow('g', 'e')}${flow('decide', 'e')}`), /"girth >" cannot be read/],
    ['a process without a decision', file(`<userTask id="x"/>${flow('s', 'x')}${flow('x', 'e')}`), /nobody decides/],
    ['a step after the decision', file(`${decide}<userTask id="x" name="Archive it"/>${flow('s', 'decide')}${flow('decide', 'x')}${flow('x', 'e')}`), /Archive it: it comes after the decision/],
    ['a step after a sub-process that decides', file(`<subProcess id="sub"><startEvent id="s2"/>${decide}<endEvent id="e2"/>${flow('s2', 'decide')}${flow('decide', 'e2')}</subProcess><userTask id="x" name="Archive it"/>${flow('s', 'sub')}${flow('sub', 'x')}${flow('x', 'e')}`), /Archive it: it comes after the decision/],
    ['a join that waits for ever', file(`<exclusiveGateway id="g" default="g-b"/><userTask id="a"/><userTask id="b"/><parallelGateway id="j" name="Both"/>${decide}${flow('s', 'g')}${flow('g', 'a', 'girth > 2')}${flow('g', 'b')}${flow('a', 'j')}${flow('b', 'j')}${flow('j', 'decide')}${flow('decide', 'e')}`), /Both: a request can wait here for ever/],
    ['a file that is none', '<html/>', /no BPMN|the file/],
  ])('%s', async (_, xml, says) => expect((await refused(xml)).join('\n')).toMatch(says))
})

test('a rule answers at once, under its own id; what its edge catches is tried, too', async () => {
  const rule = '<businessRuleTask id="x" name="Fee" parvis:decision="fee"/>'
  expect(await refused(file(`${rule}<exclusiveGateway id="g" default="g-decide"/><userTask id="a"/>${decide}${flow('s', 'x')}${flow('x', 'g')}${flow('g', 'a', 'x > 0')}${flow('g', 'decide')}${flow('a', 'decide')}${flow('decide', 'e')}`))).toEqual([])
  const caught = `${rule}<boundaryEvent id="b" attachedToRef="x"><errorEventDefinition/></boundaryEvent><userTask id="a" name="By hand"/>`
  expect(await refused(file(`${caught}${decide}${flow('s', 'x')}${flow('b', 'a')}${flow('a', 'decide')}${flow('x', 'decide')}${flow('decide', 'e')}`))).toEqual([])
})

test('terms, cycles, days and repeated steps are taken', async () => {
  expect(await refused(step(timer('10 workingDays')))).toEqual([])
  expect(await refused(step(timer('2026-12-24T08:00', 'timeDate')))).toEqual([])
  expect(await refused(step(timer('next 2nd tuesday', 'timeDate')))).toEqual([])
  expect(await refused(step('<userTask id="x" parvis:act="ask"/>'))).toEqual([])
  expect(await refused(step('<userTask id="x" parvis:team="roads" parvis:reads="girth"/>'))).toEqual([])
  expect(await refused(step('<userTask id="x"><multiInstanceLoopCharacteristics parvis:collection="trees"/></userTask>'))).toEqual([])
})

test('a wait for an answer is taken where time ends it: beside it, or around what it is done in', async () => {
  expect(await refused(file(`<eventBasedGateway id="g"/>${answer}${timer('P5D')}${decide}${flow('s', 'g')}${flow('g', 'a')}${flow('g', 'x')}${flow('a', 'decide')}${flow('x', 'decide')}${flow('decide', 'e')}`, message('answered')))).toEqual([])
  expect(await refused(file(`<subProcess id="sub"><startEvent id="in"/>${answer}<endEvent id="out"/>${flow('in', 'a')}${flow('a', 'out')}</subProcess><boundaryEvent id="b" attachedToRef="sub"><timerEventDefinition><timeDuration>P5D</timeDuration></timerEventDefinition></boundaryEvent>${decide}${flow('s', 'sub')}${flow('sub', 'decide')}${flow('b', 'decide')}${flow('decide', 'e')}`, message('answered')))).toEqual([])
})
