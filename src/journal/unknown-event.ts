/** The end of every `evolve`: a new event type breaks the build here, and one from a newer node stops this node instead of being folded past. */
export function unknownEvent(event: never): never {
  throw new Error(`This node is older than the data: it does not know the event ${(event as { type?: string }).type ?? String(event)}. Update it.`)
}
