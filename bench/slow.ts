import type { Browser } from 'playwright-core'
import { threeG, visitSlowly, type Leg } from '../test/journeys/slow-line.ts'
import { launchBrowser } from '../test/support/browser.ts'
import { startServer } from '../test/support/server.ts'
import { median, printTable, report } from './harness.ts'
import { service, town } from './harness-filing.ts'

/*
 * A phone on 3G with an empty cache: the authority's home, the service, its first question, each begun at once. Every round has
 * a cache of its own; the last one goes over the bare line, so that what the line costs can be told from what the machine costs.
 */
const rounds = 5

const [server, browser] = await Promise.all([startServer(), launchBrowser()])
try {
  const visits: (readonly Leg[])[] = []
  for (let round = 0; round <= rounds; round++) {
    const legs = await visitOnce(browser)
    // The first one warms up server and browser, and gives the server time to compress its files.
    if (round > 0) visits.push(legs)
  }
  const total = visits.map(legs => sum(legs, 'seconds'))
  const rows = visits[0]!.map(({ name }, i) => {
    const these = visits.map(legs => legs[i]!)
    return [name, median(these.map(leg => leg.seconds)), Math.max(...these.map(leg => leg.seconds)), these[0]!.asked.length, median(these.map(leg => leg.bytes / 1000))]
  })
  if (process.argv.includes('--asked')) for (const leg of visits[0]!) console.log([leg.name, ...leg.asked].join('\n  '))
  printTable([`${threeG.latencyMs} ms, ${threeG.kbitPerSecond} kbit/s`, 'median s', 'worst s', 'requests', 'kB'], [
    ...rows as (string | number)[][],
    ['all', median(total), Math.max(...total), sum(visits[0]!.map(leg => ({ n: leg.asked.length })), 'n'), median(visits.map(legs => sum(legs, 'bytes') / 1000))],
  ])
  report('slow', { firstQuestionS: median(total), homeS: rows[0]![1] as number, serviceS: rows[1]![1] as number })
} finally {
  await browser.close()
  await server.stop()
}

async function visitOnce(on: Browser): Promise<readonly Leg[]> {
  const context = await on.newContext({ viewport: { width: 390, height: 844 }, locale: 'fr-FR', reducedMotion: process.argv.includes('--still') ? 'reduce' : 'no-preference' })
  try {
    return await visitSlowly(await context.newPage(), server.url, `/${town}/fr`, `/services/${service}`, 'child.given', Number(process.argv.find(a => a.startsWith('--read='))?.slice(7) ?? 0))
  } finally {
    await context.close()
  }
}

function sum<K extends string>(rows: readonly Readonly<Record<K, number>>[], key: K): number {
  return rows.reduce((total, row) => total + row[key], 0)
}
