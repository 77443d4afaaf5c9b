import { connect, createServer, type AddressInfo, type Socket } from 'node:net'

/** A line to a server that breaks each time so many bytes have gone up through it in all. */
export async function openCuttingLine(port: number) {
  const cuts: number[] = []
  const open = new Set<Socket>()
  let sent = 0
  let broken = 0
  const line = createServer(near => {
    const far = connect(port, '127.0.0.1')
    for (const socket of [near, far]) {
      open.add(socket)
      socket.on('close', () => open.delete(socket))
      socket.on('error', () => { near.destroy(); far.destroy() })
    }
    far.on('data', part => near.write(part)).on('end', () => near.end())
    near.on('end', () => far.end()).on('data', part => {
      sent += part.length
      far.write(part)
      if (cuts.length === 0 || sent < cuts[0]!) return
      cuts.shift()
      broken++
      near.resetAndDestroy()
      far.destroy()
    })
  }).listen(0, '127.0.0.1')
  await new Promise(resolve => line.once('listening', resolve))
  return {
    url: `http://127.0.0.1:${(line.address() as AddressInfo).port}`,
    /** The line breaks after each of these many bytes more. */
    cutAfter(...bytes: number[]): void {
      broken = 0
      let at = sent
      for (const more of bytes) cuts.push((at += more))
    },
    broken: () => broken,
    async close() {
      for (const socket of open) socket.destroy()
      await new Promise(resolve => line.close(resolve))
    },
  }
}
