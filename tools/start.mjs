/* `npm start`: on a machine with only Node and npm, install, build, serve. Options after `--` go to `parvis serve`. */
import './node-version.mjs'
import module from 'node:module'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build, install, root } from './prepare.mjs'

const port = process.env.PORT || '8080'
await checkPort()
install()
build()

process.chdir(root)
process.env.PORT = port
// Node 22 and newer keep compiled code between starts.
module.enableCompileCache?.(join(root, 'dist', 'compiled'))
// In this very process: signals and exit status are the server's own.
const main = join(root, 'dist', 'server', 'main.js')
process.argv = [process.argv[0], main, 'serve', ...process.argv.slice(2)]
process.setSourceMapsEnabled(true)
await import(pathToFileURL(main).href)

/** A port that is taken is said at once, before anything is installed or started. */
async function checkPort() {
  // What is no port at all, the server says itself.
  if (!/^\d{1,5}$/.test(port) || Number(port) > 65_535) return
  const server = createServer()
  await new Promise(resolve => {
    server.once('error', error => {
      console.error(`Parvis cannot listen on port ${port}: ${error.code === 'EADDRINUSE' ? 'another program uses it' : error.message}. Nothing was started. Name another port: PORT=8081 npm start`)
      process.exit(1)
    })
    server.listen(Number(port), process.env.HOST || '127.0.0.1', () => server.close(resolve))
  })
}
