import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The folder of the checkout (it holds package.json and migrations/), found upwards: the bundle lies in dist/server, the sources in src. */
export const root = findRoot(dirname(fileURLToPath(import.meta.url)))

function findRoot(from: string): string {
  for (let at = from; ; at = dirname(at)) {
    if (existsSync(join(at, 'migrations')) && existsSync(join(at, 'package.json'))) return at
    if (dirname(at) === at) throw new Error(`No folder with package.json and migrations/ above ${from}. Run Parvis from a complete checkout.`)
  }
}
