/** bpmn-moddle 10 brings types of the elements, none of the reader. */
declare module 'bpmn-moddle' {
  export class BpmnModdle {
    constructor(packages?: Readonly<Record<string, unknown>>)
    fromXML(xml: string): Promise<{ readonly rootElement: unknown; readonly warnings: readonly { readonly message: string; readonly property?: string }[] }>
  }
}
