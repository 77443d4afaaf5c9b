/** An element as dmn-moddle reads it: the properties that the engine looks at, whatever element they belong to. */
export type Raw = {
  readonly $type: string
  readonly id?: string
  readonly name?: string
  readonly label?: string
  readonly description?: string
  readonly expressionLanguage?: string
  readonly typeLanguage?: string
  readonly import?: readonly Raw[]
  readonly itemDefinition?: readonly Raw[]
  readonly drgElement?: readonly Raw[]
  readonly typeRef?: string
  readonly allowedValues?: Raw
  readonly itemComponent?: readonly Raw[]
  readonly functionItem?: unknown
  readonly isCollection?: boolean
  readonly variable?: Raw
  readonly informationRequirement?: readonly Raw[]
  readonly knowledgeRequirement?: readonly Raw[]
  readonly requiredDecision?: Raw
  readonly requiredInput?: Raw
  readonly requiredKnowledge?: Raw
  readonly href?: string
  readonly decisionLogic?: Raw
  readonly hitPolicy?: string
  readonly aggregation?: string
  readonly input?: readonly Raw[]
  readonly output?: readonly Raw[]
  readonly annotation?: readonly Raw[]
  readonly rule?: readonly Raw[]
  readonly inputExpression?: Raw
  readonly inputValues?: Raw
  readonly outputValues?: Raw
  readonly defaultOutputEntry?: Raw
  readonly inputEntry?: readonly Raw[]
  readonly outputEntry?: readonly Raw[]
  readonly annotationEntry?: readonly Raw[]
  readonly text?: string
  readonly importedValues?: unknown
}
