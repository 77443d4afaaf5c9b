/** The house's namespace in BPMN files: attributes on steps, gateways, events and loops. */
export const ownNamespace = 'urn:parvis:bpmn:1'

const attribute = (name: string) => ({ name, isAttr: true, type: 'String' })

/** As bpmn-moddle wants a package of extensions described. */
export const ownAttributes = {
  name: 'Parvis',
  prefix: 'parvis',
  uri: ownNamespace,
  types: [
    { name: 'Step', extends: ['bpmn:FlowNode', 'bpmn:Process'], properties: ['milestone', 'team', 'act', 'term', 'outcome', 'decision', 'letter'].map(attribute) },
    { name: 'Each', extends: ['bpmn:MultiInstanceLoopCharacteristics'], properties: [attribute('collection')] },
  ],
}
