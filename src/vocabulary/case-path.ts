import { isClosed, type CaseFile, type Milestone } from './cases.ts'
import type { ServiceDescription } from './services.ts'

type Standing = Pick<CaseFile, 'open' | 'reached' | 'ahead' | 'status' | 'decision' | 'tacit'>

/**
 * The plain path of a case in the order of its package's milestones: reached ones are done, those of the steps that wait now are now,
 * the others come next where the process can still come to them, and not any more once the case is closed.
 */
export function casePath({ open, reached, ahead: reachable, status, decision, tacit }: Standing, service: ServiceDescription): readonly Milestone[] {
  // After a refusal by silence the authority may still answer.
  const over = isClosed(status) && !(tacit?.outcome === 'refused' && !decision?.sent)
  const waiting = new Set(open.map(step => step.milestone))
  // Of two steps side by side that lead to one milestone, the second reaches it.
  const isDone = (id: string): boolean => reached[id] !== undefined && !waiting.has(id)
  const ahead = service.milestones.filter(({ id }) => !isDone(id) && (reachable === null || reachable.includes(id)))
  const now = new Set(ahead.filter(({ id }) => waiting.has(id)).map(({ id }) => id))
  // Steps without a milestone of their own lead to the next one.
  if (now.size === 0 && ahead[0]) now.add(ahead[0].id)
  return service.milestones.map(({ id }) => {
    const at = !isDone(id) ? null : id === 'decision' && decision ? decision.made : reached[id]!
    return { id, at, state: at !== null ? 'done' : over || (reachable !== null && !reachable.includes(id)) ? 'dropped' : now.has(id) ? 'now' : 'next' }
  })
}
