/* Imported first by every tool: says plainly when Node is too old, before anything newer is loaded. */
const [major, minor] = process.versions.node.split('.').map(Number)
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`Parvis needs Node 20.19 or newer; this is Node ${process.versions.node}. Nothing was changed. Install a newer one from https://nodejs.org and try again.`)
  process.exit(1)
}
