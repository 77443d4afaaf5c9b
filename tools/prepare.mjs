/* What `npm start`, `npm test` and `npm run bench` do first: install what is missing, build what is stale. */
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = dirname(dirname(fileURLToPath(import.meta.url)))

/** Runs `npm ci` where node_modules does not hold what package-lock.json names. Ends the process when that fails. */
export function install() {
  if (isInstalled()) return
  console.log('Installing what Parvis needs (once, some minutes on a slow line) …')
  // The build tools are development dependencies: they are needed here, whatever NODE_ENV says.
  const ended = spawnSync('npm', ['ci', '--include=dev', '--no-audit', '--no-fund'], { cwd: root, stdio: 'inherit', shell: process.platform === 'win32' })
  if (ended.status === 0) return
  console.error('The packages could not be installed; npm says why above. No data was touched. Check the connection to the npm registry and try again.')
  process.exit(ended.status ?? 1)
}

/** Builds where dist is missing or older than its sources. Ends the process when that fails. */
export function build() {
  if (readText(stampFile) === sourceStamp()) return
  console.log('Building …')
  if (runBuild() === 0) return
  console.error('The build failed; the reason stands above. No data was touched.')
  process.exit(1)
}

/** Builds in any case; returns the exit status. */
export function runBuild() {
  return spawnSync(process.execPath, [join(root, 'node_modules/vite/bin/vite.js'), 'build', '--app', '--logLevel', 'warn'], { cwd: root, stdio: 'inherit' }).status ?? 1
}

/** Remembers which sources dist was built from; called by the build itself (vite.config.ts), with the stamp taken before it began. */
export function writeStamp(stamp) {
  mkdirSync(dirname(stampFile), { recursive: true })
  writeFileSync(stampFile, stamp)
}

/** Names, sizes and times of all that goes into dist, as one hash. */
export function sourceStamp() {
  const hash = createHash('sha256').update(process.versions.node)
  for (const path of ['package-lock.json', 'vite.config.ts', join('tools', 'precompile-jsx.mjs'), ...readdirSync(join(root, 'src'), { recursive: true }).sort().map(name => join('src', name))]) {
    const found = statSync(join(root, path))
    if (found.isFile()) hash.update(`${path} ${found.size} ${found.mtimeMs}\n`)
  }
  return hash.digest('hex')
}

const stampFile = join(root, 'dist', 'stamp')

/** By content, not by time: a fresh checkout of the same lock file installs nothing again. */
function isInstalled() {
  const have = packages('node_modules/.package-lock.json')
  if (have === null) return false
  return Object.entries(packages('package-lock.json')).every(([path, wanted]) => {
    if (path === '') return true
    // Packages for other platforms stay away.
    if (have[path] === undefined) return wanted.optional === true || wanted.devOptional === true
    return have[path].version === wanted.version
  })
}

function packages(file) {
  const text = readText(join(root, file))
  return text === null ? null : JSON.parse(text).packages
}

function readText(path) {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return null
  }
}
