import { setTimeout as sleep } from 'node:timers/promises'
import { threeG, visitSlowly, type Leg } from '../test/journeys/slow-line.ts'
import { launchBrowser } from '../test/support/browser.ts'
import { startServer } from '../test/support/server.ts'
import { median, printTable, report } from './harness.ts'
import { service, town } from './harness-filing.ts'

/*
 * A phone on 3G with an empty cache: the authority's home, by its link to a service, by its button to the first question; how long
 * somebody waits on the way, all in all. They look at each page for two seconds, which are not counted, while fonts and icons come;
 * in a second visit of each round they go on the moment they can, and those are still under way. Each visit has a cache of its own.
 * The crossing from one page into the next is off (`prefers-reduced-motion`): here it would be drawn without a graphics card.
 */
const rounds = 5
const lookMs = 2_000

const [server, browser] = await Promise.all([startServer(), launchBrowser()])
try {
  const looking: (readonly Leg[])[] = []
  const hurried: (readonly Leg[])[] = []
  for (let round = 0; round <= rounds; round++) {
    const legs = await visitOnce(lookMs)
    const fast = await visitOnce(0)
    // The first one warms up, and gives the server time to compress its files.
    if (round === 0) continue
    looking.push(legs)
    hurried.push(fast)
  }
  const waits = looking.map(legs => all(legs).seconds)
  const waitsInHurry = hurried.map(legs => all(legs).seconds)
  printTable([`${threeG.latencyMs} ms, ${threeG.kbitPerSecond} kbit/s`, 'median s', 'worst s', 'requests', 'kB'], [
    ...looking[0]!.map((leg, i) => row(leg.name, looking.map(legs => legs[i]!))),
    row('all', looking.map(all)),
    row('all, without a look', hurried.map(all)),
  ])
  report('slow', { firstQuestionS: median(waits), withoutALookS: median(waitsInHurry) })
} finally {
  await browser.close()
  await server.stop()
}

async function visitOnce(look: number): Promise<readonly Leg[]> {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 }, locale: 'fr-FR', reducedMotion: 'reduce' })
  try {
    return await visitSlowly(await context.newPage(), server.url, `/${town}/fr`, `/services/${service}`, 'child.given', () => sleep(look))
  } finally {
    await context.close()
  }
}

type Sum = Pick<Leg, 'seconds' | 'asked' | 'bytes'>

function all(legs: readonly Leg[]): Sum {
  return { seconds: legs.reduce((sum, leg) => sum + leg.seconds, 0), asked: legs.flatMap(leg => leg.asked), bytes: legs.reduce((sum, leg) => sum + leg.bytes, 0) }
}

function row(name: string, legs: readonly Sum[]): readonly (string | number)[] {
  const seconds = legs.map(leg => leg.seconds)
  return [name, median(seconds), Math.max(...seconds), median(legs.map(leg => leg.asked.length)), median(legs.map(leg => leg.bytes / 1000))]
}
