import { realpath, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { AddressInfo } from 'node:net'
import type { FastifyInstance } from 'fastify'
import { pino, type Logger } from 'pino'
import { readClient } from '../src/app/http/assets.ts'
import type { Runtime } from '../src/app/http/runtime.ts'
import { createServer } from '../src/app/http/server.ts'
import { openHouse, runtimeOf, type House } from '../src/app/house.ts'
import { seedExamples } from '../src/app/seed.ts'
import { readSettings } from '../src/app/settings.ts'
import { root } from '../src/journal/root.ts'
import { temporaryFolder } from '../test/support/server.ts'

export type OpenHouse = { readonly house: House; readonly runtime: Runtime; readonly server: FastifyInstance; readonly log: Logger; readonly port: number; close(): Promise<void> }

/** The whole house in this process, as `parvis serve` puts it together, on a data folder of its own; its log goes to a file there. */
export async function openTown(): Promise<OpenHouse> {
  const dataDir = await temporaryFolder()
  const house = await openHouse(readSettings({ PARVIS_DATA: dataDir, PARVIS_LOG: 'warn' }), {}, true)
  await seedExamples(house)
  const runtime = runtimeOf(house)
  const log = pino({ base: undefined, timestamp: pino.stdTimeFunctions.isoTime }, pino.destination({ dest: join(dataDir, 'log'), sync: true }))
  const server = await createServer(runtime, {
    origin: null, trustProxy: true, hosts: new Map(), client: await readClient(join(root, 'dist', 'client')), log, incoming: join(dataDir, 'incoming'),
    places: { requests: '/requests', desk: '/desk', signOut: '/desk/sign-out', signIn: { resident: '/requests', desk: '/desk/sign-in' } },
  })
  await server.listen({ port: 0, host: '127.0.0.1' })
  return {
    house, runtime, server, log, port: portOf(server),
    async close() {
      await server.close()
      await house.close()
      const cluster = await realpath(join(dataDir, 'postgres')).catch(() => null)
      if (cluster !== null) await rm(cluster, { recursive: true, force: true })
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}

export const portOf = (server: FastifyInstance): number => (server.server.address() as AddressInfo).port

