import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import type { Browser } from 'playwright-core'
import { chromium } from 'playwright-core'

/**
 * A headless Chromium: the one CHROMIUM_PATH names, else npm's own on Linux x64 (no root, no packages of the system),
 * else the Chrome of this machine. It asks nothing of the network by itself.
 */
export async function launchBrowser(): Promise<Browser> {
  const args = ['--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync']
  // Chromium's sandbox refuses root, and the one from npm comes without its helper program.
  const open = { args: [...args, '--no-sandbox', '--font-render-hinting=none'], chromiumSandbox: false }
  const named = process.env['CHROMIUM_PATH']
  if (named) return chromium.launch({ ...open, executablePath: named })
  if (process.platform !== 'linux' || process.arch !== 'x64') return chromium.launch({ ...open, channel: 'chrome' })

  const home = await unpack()
  const env = { ...process.env, FONTCONFIG_FILE: join(home, 'fonts.conf') } as Record<string, string>
  const executablePath = join(home, 'chromium')
  // A bare system lacks libraries that the package brings along.
  if (await lacksLibraries(executablePath)) env['LD_LIBRARY_PATH'] = join(home, 'al2023', 'lib')
  return chromium.launch({ ...open, executablePath, env })
}

/** Unpacks npm's Chromium once for all runs of its version; it becomes visible when it is whole. */
async function unpack(): Promise<string> {
  const near = createRequire(import.meta.url)
  const { version } = JSON.parse(await readFile(join(dirname(near.resolve('@sparticuz/chromium')), '..', '..', 'package.json'), 'utf8')) as { version: string }
  const home = join(tmpdir(), `parvis-chromium-${version}-${process.getuid!()}`)
  if (existsSync(home)) return home
  const draft = await mkdtemp(`${home}.`)
  // In a process of its own, because the package writes into the environment; the variable makes it unpack its libraries too.
  await promisify(execFile)(process.execPath, ['--input-type=module', '-e', "await (await import('@sparticuz/chromium')).default.executablePath()"], {
    cwd: dirname(near.resolve('../../package.json')), env: { ...process.env, TMPDIR: draft, AWS_LAMBDA_JS_RUNTIME: 'nodejs20.x' },
  })
  // The package's own list of fonts looks in folders of its own machines. With no font at all, Chromium draws no text, not even in a font of the page.
  await writeFile(join(draft, 'fonts.conf'), `<?xml version="1.0"?>
<fontconfig><dir>${home}/fonts/fonts</dir><cachedir>${home}/fonts-cache</cachedir></fontconfig>
`)
  await rename(draft, home).catch(() => rm(draft, { recursive: true, force: true }))
  return home
}

async function lacksLibraries(program: string): Promise<boolean> {
  const { stdout } = await promisify(execFile)('ldd', [program]).catch(() => ({ stdout: 'not found' }))
  return stdout.includes('not found')
}
