import { readSettings, type Settings } from './settings.ts'

type Run = (settings: Settings, env: NodeJS.ProcessEnv, args: readonly string[]) => Promise<void>

/** Loaded when called: `serve` must not wait for what only `backup` needs. */
const commands: Record<string, { does: string; load(): Promise<Run> }> = {
  serve: { does: 'start the server (and its own PostgreSQL where DATABASE_URL is not set)', load: async () => (await import('./serve.ts')).serve },
  migrate: { does: 'bring the database of DATABASE_URL up to date', load: async () => (await import('./administer.ts')).migrate },
  authority: { does: 'FOLDER SLUG: add or update an authority and publish its services', load: async () => (await import('./administer.ts')).authority },
  agent: { does: 'AUTHORITY EMAIL NAME [--team ID] [--administrator]: enrol an agent', load: async () => (await import('./administer.ts')).agent },
  'check-package': { does: 'FOLDER|ZIP [--authority FOLDER] [--json]: name every fault of a service package', load: async () => (await import('./packages.ts')).checkPackage },
  publish: { does: 'AUTHORITY FOLDER|ZIP: publish a service package', load: async () => (await import('./packages.ts')).publish },
  'roll-back': { does: 'AUTHORITY SERVICE VERSION: offer a version that was published before', load: async () => (await import('./packages.ts')).rollBack },
  retire: { does: 'AUTHORITY SERVICE: take a service off the catalogue; its requests go on', load: async () => (await import('./packages.ts')).retire },
  services: { does: 'AUTHORITY: list services and their versions', load: async () => (await import('./packages.ts')).services },
  'migrate-cases': { does: 'AUTHORITY SERVICE --to VERSION [--from VERSION] [--move OLD=NEW …] [--apply]: move running requests to another version of their process', load: async () => (await import('./migrate-cases.ts')).migrateCases },
  seed: { does: 'set up the example authorities', load: async () => (await import('./administer.ts')).seed },
  erase: { does: 'AUTHORITY NUMBER: erase what is personal in a request', load: async () => (await import('./administer.ts')).erase },
  parked: { does: 'list the streams whose reaction failed; "parked release" takes them up again', load: async () => (await import('./administer.ts')).parked },
  backup: { does: 'FILE [--without-documents]: everything in one file, also while the server runs', load: async () => (await import('./backups.ts')).backup },
  restore: { does: 'FILE: a backup into an empty database or data folder', load: async () => (await import('./backups.ts')).restore },
  adopt: { does: 'take over a database that was moved by other means', load: async () => (await import('./backups.ts')).adopt },
  replay: { does: 'rebuild every head and view from the journal', load: async () => (await import('./administer.ts')).replay },
}

/** `parvis COMMAND …`. An unknown command, or a failure, is told in a sentence with exit status 1. */
export async function runCommand(args: readonly string[], env: NodeJS.ProcessEnv): Promise<void> {
  const [name = '', ...rest] = args
  const command = commands[name]
  if (!command) {
    const list = Object.entries(commands).map(([n, c]) => `  ${n.padEnd(14)} ${c.does}`).join('\n')
    process.stderr.write(`${name && name !== 'help' ? `Parvis has no command "${name}".\n` : ''}parvis COMMAND\n${list}\n`)
    process.exitCode = name === 'help' ? 0 : 1
    return
  }
  try {
    const run = await command.load()
    await run(readSettings(env), env, rest)
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n`)
    if (env.PARVIS_LOG === 'debug') process.stderr.write(`${(error as Error).stack}\n`)
    process.exit(1)
  }
}
