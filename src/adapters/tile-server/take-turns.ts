/**
 * Lets `atOnce` pieces of work run at a time; up to `waiting` more wait in line. What would have to wait behind these is not done:
 * its answer is `undefined`.
 */
export function takeTurns(atOnce: number, waiting: number): <T>(work: () => Promise<T>) => Promise<T | undefined> {
  let running = 0
  const line: (() => void)[] = []
  return async work => {
    if (running >= atOnce) {
      if (line.length >= waiting) return undefined
      // Whoever leaves hands its place on, so that nobody slips in between.
      await new Promise<void>(go => line.push(go))
    } else running++
    try {
      return await work()
    } finally {
      const next = line.shift()
      if (next) next()
      else running--
    }
  }
}
