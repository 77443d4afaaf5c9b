import type { Decision, InputData } from './decision.ts'

/** All input data that a decision and those before it look at: what whoever asks has to tell. */
export function needed(decision: Decision): readonly InputData[] {
  const seen = new Set<Decision>()
  const found = new Set<InputData>()
  const visit = (one: Decision): void => {
    if (seen.has(one)) return
    seen.add(one)
    for (const input of one.inputs) found.add(input)
    for (const required of one.decisions) visit(required)
  }
  visit(decision)
  return [...found]
}
