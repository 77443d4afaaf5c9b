/** The house's namespace in BPMN files: attributes on steps, gateways, events and loops. */
export const ownNamespace = 'urn:parvis:bpmn:1'

/** What steps, gateways, events and processes may say of themselves. */
export const ownNames = ['milestone', 'team', 'act', 'outcome', 'reads', 'decision'] as const

const attribute = (name: string) => ({ name, isAttr: true, type: 'String' })

/** As bpmn-moddle wants a package of extensions described; made anew each time, for it writes into what it is given. */
export const ownAttributes = () => ({
  name: 'Parvis',
  prefix: 'parvis',
  uri: ownNamespace,
  types: [
    { name: 'Step', extends: ['bpmn:FlowNode', 'bpmn:Process'], properties: ownNames.map(attribute) },
    { name: 'Each', extends: ['bpmn:MultiInstanceLoopCharacteristics'], properties: [attribute('collection')] },
  ],
})
