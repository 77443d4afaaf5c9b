import { refOf, typeOf, type DiRaw } from './di-element.ts'
import type { Edge } from './diagram.ts'

/** How a connecting element is drawn; `null` where it is none. */
export function kindOfEdge(raw: DiRaw): Pick<Edge, 'kind' | 'mark' | 'arrows'> | null {
  const type = typeOf(raw)
  if (type === 'SequenceFlow') {
    const from = refOf(raw.sourceRef)
    const mark = raw.id && from?.default?.id === raw.id ? 'default' : raw.conditionExpression && from && !typeOf(from).endsWith('Gateway') ? 'condition' : null
    return { kind: 'sequence', mark, arrows: 'end' }
  }
  if (type === 'MessageFlow') return { kind: 'message', mark: null, arrows: 'end' }
  if (type === 'DataInputAssociation' || type === 'DataOutputAssociation') return { kind: 'association', mark: null, arrows: 'end' }
  if (type === 'Association') return { kind: 'association', mark: null, arrows: raw.associationDirection === 'Both' ? 'both' : raw.associationDirection === 'One' ? 'end' : 'none' }
  return type === 'ConversationLink' ? { kind: 'link', mark: null, arrows: 'none' } : null
}
