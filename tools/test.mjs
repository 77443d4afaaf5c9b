/*
 * `npm test`: type check, build, every test. The last line says `N passed, N failed`; the exit status is 1 when anything failed.
 * `--long` runs the long ones too; every other argument goes to vitest (file names filter).
 * With PARVIS_TEST_DATABASE_URL (a superuser's address) the database tests run a second time, on that server.
 */
import './node-version.mjs'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { install, root, runBuild } from './prepare.mjs'

const named = process.env.PARVIS_TEST_DATABASE_URL
const { PARVIS_TEST_DATABASE_URL: _, ...plain } = process.env
const rest = process.argv.slice(2).filter(argument => argument !== '--long')
const env = process.argv.includes('--long') ? { ...plain, PARVIS_LONG: '1' } : plain

let passed = 0
let failed = 0
install()
step('Type check', () => node(['node_modules/typescript/bin/tsc', '--noEmit'], env) === 0)
step('Build', () => runBuild() === 0)
vitest('all tests', rest, env)
if (named) vitest('database tests on the named server', [...rest, '--project', 'pg*', '--exclude', 'src/journal/embedded*'], { ...env, PARVIS_TEST_DATABASE_URL: named })

console.log(`${passed} passed, ${failed} failed`)
process.exitCode = failed === 0 ? 0 : 1

function step(name, holds) {
  const held = holds()
  console.log(`${name}: ${held ? 'passed' : 'FAILED'}`)
  if (held) passed++
  else failed++
}

/** Counts tests from vitest's own report. A file that could not run, or a run that ended badly without a failed test, counts as one failure. */
function vitest(name, args, environment) {
  const folder = mkdtempSync(join(tmpdir(), 'parvis-report-'))
  const file = join(folder, 'report.json')
  console.log(`\nRunning ${name}`)
  const status = node(['node_modules/vitest/vitest.mjs', 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${file}`, ...args], environment)
  const report = readReport(file)
  rmSync(folder, { recursive: true })
  const broken = report.testResults.filter(result => result.status === 'failed' && !result.assertionResults.some(test => test.status === 'failed')).length
  // Tests whose process was killed under them have no outcome.
  const unfinished = report.numTotalTests - report.numPassedTests - report.numFailedTests - report.numPendingTests - report.numTodoTests
  const bad = report.numFailedTests + broken + unfinished
  passed += report.numPassedTests
  failed += status !== 0 && bad === 0 ? 1 : bad
  if (report.numPendingTests > 0) console.log(`${report.numPendingTests} skipped`)
}

function readReport(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    return { testResults: [], numFailedTests: 0, numPassedTests: 0, numPendingTests: 0, numTodoTests: 0, numTotalTests: 0 }
  }
}

/** A run that never ends (a test may loop without a pause, which vitest cannot interrupt) is ended, and failed. */
function node(args, environment) {
  const timeout = (environment.PARVIS_LONG ? 180 : 15) * 60_000
  return spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit', env: environment, timeout }).status ?? 1
}
