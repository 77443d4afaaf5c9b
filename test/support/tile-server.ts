import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { crc32, deflateSync } from 'node:zlib'

/** A server of map squares on this machine: each is drawn with streets, so that a map of them looks like one. `asked` keeps which were asked for. */
export async function startTiles() {
  const asked: string[] = []
  let broken = false
  const server = createServer((request, response) => {
    asked.push(request.url!)
    if (broken) return void response.writeHead(500).end()
    response.writeHead(200, { 'content-type': 'image/png' }).end(square)
  }).listen(0, '127.0.0.1')
  await new Promise(listening => server.once('listening', listening))
  return {
    template: `http://127.0.0.1:${(server.address() as AddressInfo).port}/{z}/{x}/{y}.png`,
    asked,
    break(is: boolean): void { broken = is },
    close(): void {
      server.closeAllConnections()
      server.close()
    },
  }
}

export type Tiles = Awaited<ReturnType<typeof startTiles>>

/** A PNG of 256 pixels: light ground, streets and a park. */
const square = (() => {
  const rows = Buffer.alloc(256 * 257)
  for (let y = 0; y < 256; y++) for (let x = 0; x < 256; x++) {
    const street = x % 64 < 6 || y % 85 < 6 || Math.abs(x - y) < 5
    rows[y * 257 + 1 + x] = street ? 255 : x > 150 && y > 180 ? 190 : 228
  }
  const head = Buffer.from([0, 0, 1, 0, 0, 0, 1, 0, 8, 0, 0, 0, 0])
  return Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), chunk('IHDR', head), chunk('IDAT', deflateSync(rows)), chunk('IEND', Buffer.alloc(0))])
})()

function chunk(name: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(name), data])
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(data.length)
  sum.writeUInt32BE(crc32(body))
  return Buffer.concat([length, body, sum])
}
