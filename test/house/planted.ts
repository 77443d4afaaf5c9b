import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { readTree, show, type Rule, type Tree } from './tree.ts'

/** The real house. */
export const house: Tree = readTree(join(import.meta.dirname, '../..'))

/**
 * Proves a rule and applies it. In `broken`, each planted tree must show exactly the faults named (`file:line`);
 * in `sound`, none; and the real house none.
 */
export function prove(name: string, rule: Rule, { broken, sound = {} }: {
  broken: Record<string, { files: Record<string, string>; at: readonly string[] }>
  sound?: Record<string, Record<string, string>>
}): void {
  describe(name, () => {
    test.each(Object.entries(broken))('finds: %s', (_, { files, at }) => {
      expect(withTree(files, rule).map(v => `${v.file}:${v.line}`)).toEqual(at)
    })
    test.each(Object.entries(sound))('lets be: %s', (_, files) => {
      expect(withTree(files, rule).map(show)).toEqual([])
    })
    test('the house keeps it', () => {
      expect(rule(house).map(show)).toEqual([])
    })
  })
}

/** Applies a rule to a tree of its own in a temporary folder. */
export function withTree<T>(files: Record<string, string>, look: (tree: Tree) => T): T {
  const root = mkdtempSync(join(tmpdir(), 'parvis-house-'))
  try {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(root, path)), { recursive: true })
      writeFileSync(join(root, path), text)
    }
    return look(readTree(root))
  } finally {
    rmSync(root, { recursive: true })
  }
}
