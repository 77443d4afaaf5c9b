import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect } from 'vitest'

export type Mail = { readonly to: string; readonly subject: string; readonly text: string }

/** Every mail that a server has put into its outbox folder, in no order. */
export async function mailsOf(dataDir: string): Promise<readonly Mail[]> {
  const folder = join(dataDir, 'outbox')
  const names = (await readdir(folder).catch(() => [])).filter(name => name.endsWith('.json'))
  return Promise.all(names.map(async name => JSON.parse(await readFile(join(folder, name), 'utf8')) as Mail))
}

/** Waits until so many mails have gone to an address. */
export async function mailsTo(dataDir: string, to: string, count: number): Promise<readonly Mail[]> {
  const found = async () => (await mailsOf(dataDir)).filter(mail => mail.to === to)
  await expect.poll(async () => (await found()).length, { timeout: 30_000 }).toBeGreaterThanOrEqual(count)
  return found()
}

/** The paths of the one-time links in mails. */
export const linksIn = (mails: readonly Mail[]): string[] => mails.flatMap(({ text }) => [...text.matchAll(/https?:\/\/[^/\s]+(\/\S+\/(?:access|drafts\/link)\/\S+)/g)].map(found => found[1]!))
