import { runCommand } from './app/cli.ts'

await runCommand(process.argv.slice(2), process.env)
