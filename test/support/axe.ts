import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type { AxeResults, Result } from 'axe-core'
import type { Page } from 'playwright-core'

const source = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

export type Violation = { readonly rule: string; readonly help: string; readonly where: readonly string[] }

/**
 * What axe finds on a page: every rule of WCAG 2.2 A and AA and of good practice, or only those named. Nothing is left out.
 * It runs through the debugger, so that the page's content security policy stays in force.
 */
export async function axe(page: Page, rules?: readonly string[]): Promise<readonly Violation[]> {
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(source)
  const runOnly = rules ? { type: 'rule', values: rules } : { type: 'tag', values: tags }
  const { violations } = await page.evaluate(
    options => (globalThis as unknown as { axe: { run(o: unknown): Promise<AxeResults> } }).axe.run(options), { runOnly, resultTypes: ['violations'] })
  return violations.map((found: Result) => ({ rule: found.id, help: found.help, where: found.nodes.map(node => `${node.target.join(' ')}: ${node.failureSummary ?? ''}`) }))
}
