import { authority } from '../support/example.ts'

/* A small service for journeys on a clock of their own: one question, and two opinions of two teams. */

export const label = (fr: string) => ({ fr, en: fr, de: fr })
export const form = {
  languages: ['fr', 'en', 'de'],
  groups: [{ id: 'wish', title: label('Votre demande'), pages: [{ id: 'what', title: label('Votre souhait'), questions: [{ id: 'what', type: 'short-text', label: label('Que demandez-vous ?') }, { id: 'email', type: 'email', label: label('Votre e-mail'), contact: 'email', optional: true }] }] }],
}
/** Two opinions side by side; one that is ten working days late is asked of the deputy, too. */
export const opinions = `<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:parvis="urn:parvis:bpmn:1" targetNamespace="urn:test"><process id="p" isExecutable="true">
  <startEvent id="filed" parvis:milestone="received"/><userTask id="check" parvis:act="check" parvis:milestone="complete"/><parallelGateway id="ask"/>
  <userTask id="school" parvis:outcome="yes no"/><userTask id="roads" parvis:team="roads" parvis:outcome="yes no"/>
  <boundaryEvent id="late" attachedToRef="roads" cancelActivity="false"><timerEventDefinition><timeDuration xsi:type="tFormalExpression">10 workingDays</timeDuration></timerEventDefinition></boundaryEvent>
  <userTask id="deputy"/><endEvent id="asked"/><parallelGateway id="both"/><userTask id="decide" parvis:act="decide" parvis:milestone="decision"/><endEvent id="told" parvis:milestone="told"/>
  ${[['filed', 'check'], ['check', 'ask'], ['ask', 'school'], ['ask', 'roads'], ['school', 'both'], ['roads', 'both'], ['late', 'deputy'], ['deputy', 'asked'], ['both', 'decide'], ['decide', 'told']].map(([from, to]) => `<sequenceFlow id="${from}-${to}" sourceRef="${from}" targetRef="${to}"/>`).join('')}
</process></definitions>`
const answers = [{ id: 'yes', name: label('Oui') }, { id: 'no', name: label('Non') }]
export const steps = [{ id: 'school', name: label('Avis de l’école'), outcomes: answers }, { id: 'roads', name: label('Avis de la voirie'), outcomes: answers }, { id: 'deputy', name: label('Demander l’avis à la suppléance') }]

/** A town with a second team. */
export const town = (id: number) => ({ ...authority(id), teams: [...authority(id).teams, { id: 'roads', name: label('Voirie') }] })
