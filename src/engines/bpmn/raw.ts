/**
 * An element as bpmn-moddle reads it: the properties that the engine looks at, whatever element they belong to.
 * (The library's own types name one interface for each of BPMN's 150 elements, which says nothing of what a file holds.)
 */
export type Raw = {
  readonly $type: string
  readonly id?: string
  readonly name?: string
  get(name: string): unknown
  readonly rootElements?: readonly Raw[]
  readonly flowElements?: readonly Raw[]
  readonly artifacts?: readonly Raw[]
  readonly eventDefinitions?: readonly Raw[]
  readonly eventDefinitionRef?: readonly Raw[]
  readonly errorRef?: Raw
  readonly escalationRef?: Raw
  readonly signalRef?: Raw
  readonly messageRef?: Raw
  readonly activityRef?: Raw
  readonly errorCode?: string
  readonly escalationCode?: string
  readonly timeDate?: Raw
  readonly timeDuration?: Raw
  readonly timeCycle?: Raw
  readonly condition?: Raw
  readonly conditionExpression?: Raw
  readonly activationCondition?: Raw
  readonly completionCondition?: Raw
  readonly body?: string
  readonly sourceRef?: Raw
  readonly targetRef?: Raw
  readonly attachedToRef?: Raw
  readonly default?: Raw
  readonly isInterrupting?: boolean
  readonly cancelActivity?: boolean
  readonly parallelMultiple?: boolean
  readonly triggeredByEvent?: boolean
  readonly isForCompensation?: boolean
  readonly ordering?: string
  readonly startQuantity?: number
  readonly completionQuantity?: number
  readonly calledElement?: string
  readonly script?: string
  readonly loopCharacteristics?: Raw
  readonly testBefore?: boolean
  readonly loopMaximum?: number
  readonly loopCondition?: Raw
  readonly loopCardinality?: Raw
  readonly isSequential?: boolean
  readonly behavior?: string
  readonly noneBehaviorEventRef?: Raw
  readonly oneBehaviorEventRef?: Raw
  readonly complexBehaviorDefinition?: readonly Raw[]
  readonly event?: Raw
  readonly associationDirection?: string
}
