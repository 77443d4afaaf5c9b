// `npm run house [-- --golden]`: draws plan and wiring into docs/reference/house.md, from the code (test/house/command.ts).
import { join } from 'node:path'
import { runnerImport } from 'vite'

const root = join(import.meta.dirname, '..')
const { module } = await runnerImport(join(root, 'test/house/command.ts'), { configFile: false, root, logLevel: 'error' })
process.exitCode = module.drawAndKeep(root, process.argv.slice(2), line => console.log(line))
