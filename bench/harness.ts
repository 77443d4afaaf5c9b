import { existsSync, readdirSync } from 'node:fs'
import { cpus, totalmem } from 'node:os'
import { delimiter, join } from 'node:path'

/** One thing to measure: does it once and says what it cost or how much it did, in whatever unit its bench prints. */
export type Contender = { readonly name: string; run(): Promise<number> }

/**
 * Runs all contenders in turn, `rounds` times over, so that a busy neighbour hits all of them alike.
 * Returns the median of each by name. The first round warms up and is not counted.
 */
export async function interleave(contenders: readonly Contender[], rounds: number): Promise<Record<string, number>> {
  const figures = new Map<string, number[]>(contenders.map(c => [c.name, []]))
  for (let round = 0; round <= rounds; round++) {
    for (const contender of contenders) {
      const figure = await contender.run()
      if (round > 0) figures.get(contender.name)!.push(figure)
    }
  }
  return Object.fromEntries([...figures].map(([name, values]) => [name, median(values)]))
}

export const median = (values: readonly number[]): number => quantile(values, 0.5)

/** The value that a share `q` (0 to 1) of the values does not exceed: nearest rank. */
export function quantile(values: readonly number[], q: number): number {
  if (values.length === 0) throw new Error('No value was measured.')
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.max(0, Math.ceil(q * sorted.length) - 1)]!
}

/** Prints rows under their headings; numbers stand to the right. */
export function printTable(headings: readonly string[], rows: readonly (readonly (string | number)[])[]): void {
  const cells = rows.map(row => row.map(cell => (typeof cell === 'number' ? round(cell).toLocaleString('en') : cell)))
  const widths = headings.map((heading, i) => Math.max(heading.length, ...cells.map(row => row[i]!.length)))
  const line = (row: readonly string[], source?: readonly (string | number)[]): string =>
    row.map((cell, i) => (typeof source?.[i] === 'number' ? cell.padStart(widths[i]!) : cell.padEnd(widths[i]!))).join('  ').trimEnd()
  console.log(line(headings, rows[0]))
  console.log(widths.map(width => '-'.repeat(width)).join('  '))
  cells.forEach((row, i) => console.log(line(row, rows[i])))
}

/** Prints the machine and, as the last line, the figures as one line of JSON. `postgres` is what `show server_version` answers. */
export function report(bench: string, figures: Readonly<Record<string, number>>, postgres?: string): void {
  const processors = cpus()
  console.log(`\n${processors.length} × ${processors[0]?.model.trim() ?? 'processor'}, ${Math.round(totalmem() / 2 ** 30)} GB, ${process.platform} ${process.arch}, Node ${process.versions.node}${postgres ? `, PostgreSQL ${postgres}` : ''}`)
  console.log(JSON.stringify({ bench, ...Object.fromEntries(Object.entries(figures).map(([key, value]) => [key, round(value)])) }))
}

/** Where pgbench lies, or null: then a bare loop of the driver stands in, and the table says so. */
export function findPgbench(): string | null {
  const debian = '/usr/lib/postgresql'
  const versions = existsSync(debian) ? readdirSync(debian).sort((a, b) => Number(b) - Number(a)).map(version => join(debian, version, 'bin')) : []
  const folders = [...(process.env['PATH'] ?? '').split(delimiter), ...versions]
  return folders.map(folder => join(folder, process.platform === 'win32' ? 'pgbench.exe' : 'pgbench')).find(path => existsSync(path)) ?? null
}

/** Three significant digits; whole numbers from 100 on. */
const round = (value: number): number => (Math.abs(value) >= 100 ? Math.round(value) : Number(value.toPrecision(3)))
