import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Language, Words } from '../../src/base/language.ts'
import { root } from '../../src/journal/root.ts'

/** What a form's file says of one question: enough to know which field type somebody met, and which words they should have read. */
export type WrittenQuestion = { readonly id: string; readonly type: string; readonly label: Words }

type WrittenForm = { readonly groups: readonly { readonly pages: readonly { readonly questions: readonly WrittenQuestion[] }[] }[] }

/** Every question of an example service by its id, as its form.json has it. */
export async function readForm(authority: string, service: string): Promise<ReadonlyMap<string, WrittenQuestion>> {
  const text = await readFile(join(root, 'authorities', authority, 'services', service, 'form.json'), 'utf8')
  const { groups } = JSON.parse(text) as WrittenForm
  return new Map(groups.flatMap(group => group.pages).flatMap(page => page.questions).map(question => [question.id, question]))
}

/** The name of an example service in a language. */
export async function readName(authority: string, service: string, language: Language): Promise<string> {
  const { name } = JSON.parse(await readFile(join(root, 'authorities', authority, 'services', service, 'service.json'), 'utf8')) as { name: Words }
  return name[language]!
}
