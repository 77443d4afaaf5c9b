import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { drawHouse } from './book.ts'
import { addGolden, eventsIn, readGolden, writeGolden, type Golden } from './golden.ts'
import { drawSchemas } from './schemas.ts'
import { readTree } from './tree.ts'

/**
 * `npm run house`: draws docs/reference/house.md and schemas/. With `--golden`, first adds new events and grown samples to
 * test/house/golden. Answers with the status for the shell.
 */
export function drawAndKeep(root: string, args: readonly string[], say: (line: string) => void): number {
  const refused = args.includes('--golden') ? growGolden(join(root, 'test/house/golden'), say) : []
  for (const type of refused) say(`${type} lost a part or changed its form: its meaning never changes. Add a new event type instead.`)
  for (const [path, text] of [['docs/reference/house.md', drawHouse(readTree(root))] as const, ...drawSchemas()]) {
    const file = join(root, path)
    if (existsSync(file) && readFileSync(file, 'utf8') === text) {
      say(`${path} is up to date.`)
      continue
    }
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, text)
    say(`${path} is drawn anew.`)
  }
  return refused.length > 0 ? 1 : 0
}

function growGolden(folder: string, say: (line: string) => void): string[] {
  const before = readGolden(folder)
  const after: Record<string, Golden> = {}
  const refused: string[] = []
  for (const [path, module] of Object.entries(import.meta.glob<object>(['/src/vocabulary/*.ts', '!**/*.test.ts'], { eager: true }))) {
    const name = path.replace(/^.*\/(.*)\.ts$/, '$1')
    const events = eventsIn(module)
    if (events.length === 0) continue
    const grown = addGolden(events, before[name] ?? {})
    refused.push(...grown.refused)
    after[name] = grown.golden
    const count = (golden: Golden | undefined) => Object.values(golden ?? {}).flat().length
    say(`${name}: ${count(grown.golden)} golden samples, ${count(grown.golden) - count(before[name])} new.`)
  }
  writeGolden(folder, after)
  return refused
}
