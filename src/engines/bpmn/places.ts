import type { Model } from './model.ts'

/**
 * Where tokens go on that cannot stay: element of the old version → element of the new one; or, for what waits at a join, the flow by
 * which it came → a flow of the new version. An element that may not stay as it is, named for itself, is begun anew.
 */
export type Places = Readonly<Record<string, string>>

/** What is wrong with places whatever stands where: ids that neither version has. */
export function placeFaults(from: Model, to: Model, places: Places): readonly string[] {
  const has = (model: Model, id: string): boolean => model.nodes.has(id) || model.flows.some(flow => flow.id === id)
  return Object.entries(places).flatMap(([old, next]) => [
    ...(has(from, old) ? [] : [`"${old}" is no element of the version that requests come from`]),
    ...(has(to, next) ? [] : [`"${next}" is no element of the version that requests go to`]),
  ])
}
