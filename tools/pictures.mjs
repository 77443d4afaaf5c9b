// `npm run pictures`: draws the pictures of docs/how-to/read-and-change-a-process.md from the example processes (test/bpmn/draw-pictures.ts).
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { runnerImport } from 'vite'

// The runtime of our pages has no development variant.
process.env['NODE_ENV'] = 'production'

const root = join(import.meta.dirname, '..')
const { module } = await runnerImport(join(root, 'test/bpmn/draw-pictures.ts'), { configFile: join(root, 'vite.config.ts'), root, mode: 'production', logLevel: 'error' })
for (const [path, svg] of await module.drawPictures(root)) {
  writeFileSync(join(root, path), svg)
  console.log(`${path}: ${svg.length} bytes`)
}
