import { parseArgs } from 'node:util'
import type { Authority } from '../base/authority.ts'
import { isRefusal, type Refusal } from '../base/result.ts'
import { tryMigration, type Trial } from '../features/cases/feature.ts'
import { MigrateCase, type Places } from '../vocabulary/case-migration.ts'
import { insideHouse } from './administer.ts'
import type { House } from './house.ts'
import type { Settings } from './settings.ts'

/* Moving the running cases of a service to another version of its process, at the command line. */

const usage = 'parvis migrate-cases AUTHORITY SERVICE --to VERSION [--from VERSION] [--move OLD=NEW …] [--apply]'

/** `parvis migrate-cases …`: tells what would become of the open cases; with `--apply` it moves those that can be moved. Safe to repeat. */
export const migrateCases = (settings: Settings, env: NodeJS.ProcessEnv, args: readonly string[]): Promise<void> => insideHouse(settings, env, async house => {
  const wanted = readArguments(house, args)
  const { authority } = wanted
  const trial = await tryMigration(house.journal.ask(authority.id), wanted, { now: Date.now(), authority })
  if (isRefusal(trial)) throw new Error(refusedVersion(trial, authority, wanted.service))
  const count = trial.versions.reduce((sum, one) => sum + one.cases.length, 0)
  if (trial.there > 0) say(`${requests(trial.there)} of ${wanted.service} ${trial.there === 1 ? 'follows' : 'follow'} version ${wanted.to} already.`)
  if (count === 0) return say(`No ${trial.there > 0 ? 'other ' : ''}open request of ${wanted.service} at ${authority.name} follows ${wanted.from === undefined ? 'another version' : `version ${wanted.from}`}. Nothing to move.`)
  tellTrial(trial, wanted.to)
  if (trial.versions.some(one => one.faults.length > 0)) throw new Error('Nothing was moved: mend the entries first.')
  if (!wanted.apply) {
    const left = trial.versions.flatMap(one => one.cases).filter(one => !one.moves).length
    return say(`Nothing was changed. ${left === 0 ? `To move ${count === 1 ? 'it' : 'all of them'}: the same command with --apply` : `${requests(left)} would stay; what to write stands above. To move the others: the same command with --apply`}`)
  }
  await apply(house, trial, wanted)
})

type Wanted = { readonly authority: Authority; readonly service: string; readonly to: number; readonly from?: number; readonly tokens: Places; readonly apply: boolean }

function readArguments(house: House, args: readonly string[]): Wanted {
  const { values, positionals: [slug, service] } = parseArgs({
    args: [...args], allowPositionals: true,
    options: { to: { type: 'string' }, from: { type: 'string' }, move: { type: 'string', multiple: true }, apply: { type: 'boolean' } },
  })
  const authority = house.authorities.all().find(one => one.slug === slug)
  const version = (text: string | undefined): number | null => (text !== undefined && /^[1-9]\d{0,8}$/.test(text) ? Number(text) : null)
  const to = version(values.to)
  const from = version(values.from)
  if (!authority || !service || to === null || (values.from !== undefined && from === null)) throw new Error(`${usage}. Authorities: ${house.authorities.all().map(one => one.slug).join(', ') || 'none yet'}`)
  const moves = (values.move ?? []).map(text => text.split('='))
  const wrong = moves.find(parts => parts.length !== 2 || parts.some(part => part === ''))
  if (wrong) throw new Error(`"${wrong.join('=')}" is no entry: write --move OLD=NEW, with ids of the two process.bpmn`)
  const twice = moves.find(([old], at) => moves.findIndex(([other]) => other === old) < at)
  if (twice) throw new Error(`"${twice[0]}" stands in two entries.`)
  return { authority, service, to, ...(from !== null && { from }), tokens: Object.fromEntries(moves) as Places, apply: values.apply ?? false }
}

function tellTrial({ versions }: Trial, to: number): void {
  for (const { from, faults, unasked, places, cases } of versions) {
    say(`\nFrom version ${from} to ${to}: ${requests(cases.length)}, of which ${cases.filter(one => one.moves).length} move.`)
    for (const fault of faults) say(`  --move: ${fault}`)
    if (unasked.length > 0) say(`  The new steps look at ${unasked.map(name => `"${name}"`).join(', ')}, which some of these requests were never asked: it counts as not answered.`)
    const rows = [['stands at', 'requests', 'move', 'need an entry', 'cannot'], ...places.map(one => [one.at, one.cases, one.moves, one.needsEntry, one.cannot].map(String))]
    const wide = rows[0]!.map((_, column) => Math.max(...rows.map(row => row[column]!.length)))
    for (const row of rows) say(`  ${row.map((cell, column) => (column === 0 ? cell.padEnd(wide[column]!) : cell.padStart(wide[column]!))).join('  ')}`)
    for (const { at, name, what } of places) for (const one of what) say(`  ${at}${name && name !== at ? ` (${name})` : ''}: ${one}`)
  }
}

/** One command a request: what fails is told, and keeps none of the others. */
async function apply(house: House, { versions }: Trial, { authority, service, to, tokens }: Wanted): Promise<void> {
  let moved = 0
  const failed: string[] = []
  for (const { from, cases } of versions) {
    for (const one of cases) {
      if (!one.moves) failed.push(`${one.number} stays at version ${from}: ${one.why}`)
      else {
        const done = await house.journal.send(authority.id, { kind: 'system', name: 'operator' }, MigrateCase, { case: one.case, from, to, tokens })
        if (isRefusal(done)) failed.push(`${one.number} stays at version ${from}: ${tell(done)}`)
        else moved++
      }
    }
  }
  say(`\n${requests(moved)} of ${service} at ${authority.name} ${moved === 1 ? 'now follows' : 'now follow'} version ${to}.`)
  for (const line of failed) say(line)
  if (failed.length === 0) return
  process.exitCode = 1
  say(`${requests(failed.length)} ${failed.length === 1 ? 'stays' : 'stay'}. Run the same command again: what has moved is left alone.`)
}

function tell({ refused, detail }: Refusal): string {
  if (refused === 'CaseAlreadyClosed') return 'it was closed meanwhile. Nothing to do'
  if (refused === 'AlreadyDecided') return 'its decision is about to leave. Nothing to do, unless it is taken back'
  if (refused === 'CaseMoved') return `it was moved to version ${detail?.['version']} meanwhile. Run the command again`
  if (refused === 'CannotMove') return String(detail?.['why'])
  if (refused === 'Busy') return 'others write in it just now. Run the command again'
  return `${refused}. Run the command again`
}

const refusedVersion = ({ refused, detail }: Refusal, { slug }: Authority, service: string): string =>
  (refused === 'VersionUnknown' ? `${service} has no version ${detail?.['version']} here. Nothing was changed. Its versions: parvis services ${slug}` : `Refused: ${refused}. Nothing was changed.`)

const requests = (count: number): string => `${count} open request${count === 1 ? '' : 's'}`
const say = (sentence: string): void => void process.stdout.write(`${sentence}\n`)
