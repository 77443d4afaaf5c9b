import { join } from 'node:path'
import { plainError } from '../base/plain-error.ts'
import { root } from '../journal/root.ts'
import { incomingIn } from './choose-documents.ts'
import { compressAssets, readClient } from './http/assets.ts'
import { sweepIncoming } from './http/incoming.ts'
import { createServer } from './http/server.ts'
import { sweepRoof } from './http/sessions.ts'
import { openHouse, runtimeOf } from './house.ts'
import { publishNeed, seedExamples } from './seed.ts'
import { isReachable, type Settings } from './settings.ts'

/**
 * `parvis serve`: everything in one process. Prints the address once it answers; SIGINT and SIGTERM let running requests
 * finish, then stop the server and its PostgreSQL.
 */
export async function serve(settings: Settings, env: NodeJS.ProcessEnv): Promise<void> {
  let seeded = false
  // Nothing is seeded into somebody's own database.
  const house = await openHouse(settings, env, true, settings.databaseUrl ? undefined : async quiet => {
    seeded = await seedExamples(quiet, settings.exampleRequests)
  })
  const { log } = house
  for (const authority of house.authorities.all()) await publishNeed(house, authority)
  const runtime = runtimeOf(house)
  const client = await readClient(join(root, 'dist', 'client'))
  const incoming = incomingIn(settings.dataDir)
  const server = await createServer(runtime, {
    origin: settings.origin, trustProxy: settings.trustProxy, hosts: settings.hosts, client, log, incoming,
    places: { requests: '/requests', desk: '/desk', signOut: '/desk/sign-out', signIn: { resident: '/requests', desk: '/desk/sign-in' } },
  })
  // Sessions and throttles that ended, files that never came to their end: nothing looks at them any more.
  const sweep = async () => { await sweepRoof(runtime); await sweepIncoming(incoming, Date.now()) }
  const sweeping = setInterval(() => void sweep().catch((error: Error) => log.warn({ why: plainError(error) }, 'sweep failed')), 60_000)
  try {
    await server.listen({ port: settings.port, host: settings.host })
  } catch (error) {
    // Nothing may stay behind of a start that failed, PostgreSQL least of all.
    clearInterval(sweeping)
    await house.close()
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error
    throw new Error(`Parvis cannot listen on port ${settings.port}: another program uses it. Nothing was lost. Name another port with PORT.`)
  }
  const { port } = server.server.address() as { port: number }
  tell(`Parvis answers at ${settings.origin ?? `http://localhost:${port}`}/`)
  if (seeded) tell('Five example authorities were set up, with example requests. The demonstration sign-ins stand in the README.')
  if (house.embedded && isReachable(settings))
    tell('Warning: other machines can come here, and the password of the demonstration agents is known to everybody. Sign in as each of them and change it under "My account", or use a database of your own, which gets no demonstration agents.')
  void compressAssets(client).catch((error: Error) => log.warn({ why: plainError(error) }, 'assets not compressed'))

  let stopping = false
  const stop = async (signal: string): Promise<void> => {
    if (stopping) return
    stopping = true
    log.info({ signal }, 'stopping')
    clearInterval(sweeping)
    await server.close()
    await house.close()
    process.exit(0)
  }
  process.on('SIGINT', signal => void stop(signal))
  process.on('SIGTERM', signal => void stop(signal))
}

/** A sentence for the person at the terminal; everything else goes to the log. */
const tell = (sentence: string): void => void process.stdout.write(`${sentence}\n`)
