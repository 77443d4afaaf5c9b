import { spawn } from 'node:child_process'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { DataFolderHeld, holdLock, isAlive } from './embedded-lock.ts'

let folder = ''
let file = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'parvis-lock-'))
  file = join(folder, 'parvis.lock')
})
afterEach(() => rm(folder, { recursive: true }))

test('a lock is held until it is released, and leaves nothing behind', async () => {
  const release = await holdLock(file)
  await expect(holdLock(file)).rejects.toThrow(DataFolderHeld)
  await release()
  expect(await readdir(folder)).toEqual([])
  await (await holdLock(file))()
})

test('of many at once one gets it, also over a stale lock', async () => {
  await writeFile(file, '999999999 long ago\n')
  const results = await Promise.allSettled([holdLock(file), holdLock(file), holdLock(file)])
  expect(results.map(r => r.status).sort()).toEqual(['fulfilled', 'rejected', 'rejected'])
})

test('a pid that came again is not the holder', async () => {
  await writeFile(file, `${process.pid} another start\n`)
  const release = await holdLock(file)
  expect(await readFile(file, 'utf8')).toMatch(new RegExp(`^${process.pid} (?!another start)`))
  await release()
})

test('an empty lock, as a full disk leaves it, is taken over', async () => {
  await writeFile(file, '')
  await (await holdLock(file))()
})

test('a killed process is not alive', async () => {
  const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'])
  expect(isAlive(child.pid!)).toBe(true)
  const gone = new Promise(resolve => child.once('exit', resolve))
  child.kill('SIGKILL')
  await gone
  expect(isAlive(child.pid!)).toBe(false)
})
