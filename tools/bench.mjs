/* `npm run -s bench -- NAME [options]`: builds the server and bench/NAME.ts, runs it. A bench prints a table and, last, one line of JSON. */
import './node-version.mjs'
import { spawn } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { precompileJsx } from './precompile-jsx.mjs'
import { build, install, root } from './prepare.mjs'

const [name, ...rest] = process.argv.slice(2)
const names = readdirSync(join(root, 'bench')).filter(file => file.endsWith('.ts') && !file.startsWith('harness')).map(file => file.slice(0, -3))
if (!names.includes(name)) {
  console.error(`Which bench? npm run -s bench -- NAME, with one of: ${names.join(', ')}`)
  process.exit(2)
}
install()
build()

const vite = await import('vite')
await vite.build({
  configFile: false, root, logLevel: 'warn', publicDir: false, plugins: [precompileJsx()],
  oxc: { jsx: { runtime: 'automatic', importSource: '#jsx', development: false } },
  build: {
    ssr: true, outDir: 'dist/bench', emptyOutDir: false, target: 'node20', minify: false, sourcemap: true,
    rolldownOptions: { input: { [name]: `bench/${name}.ts` }, output: { entryFileNames: '[name].js' } },
  },
})
const child = spawn(process.execPath, ['--enable-source-maps', '--expose-gc', join(root, 'dist', 'bench', `${name}.js`), ...rest], { cwd: root, stdio: 'inherit' })
// Ctrl-C reaches the bench as well; it ends what it started, and this waits for it.
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal))
child.on('exit', (code, signal) => { process.exitCode = signal ? 1 : code ?? 1 })
