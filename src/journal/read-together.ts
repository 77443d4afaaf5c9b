type Wanted<R> = { readonly key: string; resolve(row: R | null): void; reject(error: unknown): void }

/**
 * Reads of one authority that are asked for in the same turn of the event loop share one statement: under load this is
 * what makes a read cheap. `read` gets each key once and what came with the turn's first read; what it does not find is `null`.
 */
export function readTogether<W, R>(read: (keys: readonly string[], first: W, authority: number) => Promise<ReadonlyMap<string, R>>) {
  const waiting = new Map<number, Wanted<R>[]>()

  async function answer(authority: number, first: W): Promise<void> {
    const wanted = waiting.get(authority)!
    waiting.delete(authority)
    try {
      const found = await read([...new Set(wanted.map(w => w.key))], first, authority)
      for (const w of wanted) w.resolve(found.get(w.key) ?? null)
    } catch (error) {
      for (const w of wanted) w.reject(error)
    }
  }

  return (authority: number, key: string, first: W): Promise<R | null> => new Promise((resolve, reject) => {
    const wanted = { key, resolve, reject }
    const others = waiting.get(authority)
    if (others) return void others.push(wanted)
    waiting.set(authority, [wanted])
    setImmediate(() => void answer(authority, first))
  })
}
