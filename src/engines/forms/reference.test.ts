import { describe, expect, test } from 'vitest'
import reference from '../../../docs/reference/forms.md?raw'
import { compileCondition } from './condition.ts'
import { fields } from './fields/registry.ts'
import { sound } from './form-test-support.ts'

/* What docs/reference/forms.md shows can be copied, and what it lists is what there is. */

const blocks = [...reference.matchAll(/```(\w*)\n([\s\S]*?)```/g)].map(([, kind, text]) => ({ kind, text: text! }))
const label = { fr: 'Question ?' }

describe('the reference of forms', () => {
  test('shows a form that compiles, with the computed values that it shows', () => {
    const [form, computed] = blocks.filter(({ kind }) => kind === 'json').map(({ text }) => text)
    sound(JSON.parse(form!))
    const pages = [{ id: 'quotient', type: 'money', currency: 'EUR', unknown: label }, { id: 'days', type: 'several-of', options: [{ id: 'monday', label }] }].map((q) => ({ id: q.id, questions: [{ ...q, label }] }))
    sound({ languages: ['fr'], groups: [{ id: 'g', title: label, pages }], ...(JSON.parse(`{${computed}}`) as object) })
  })

  test('shows conditions that can be read', () => {
    const shown = blocks.find(({ kind }) => kind === '')!.text.split(/\n| {3,}/).map((text) => text.trim()).filter(Boolean)
    expect(shown.length).toBeGreaterThan(8)
    for (const text of [...shown, '(school in ["a", "b"]) and age > 3', 'school in ("a", "b") and age > 3']) expect(compileCondition(text), text).not.toHaveProperty('fault')
  })

  test('lists every type with what it needs and may be given', () => {
    const rows = new Map([...reference.matchAll(/^\| `([a-z-]+)` \| (.*) \| .* \|$/gm)].map(([, type, settings]) => [type!, settings!]))
    for (const field of fields.values()) {
      const settings = rows.get(field.type) ?? `${field.type} is missing`
      for (const key of field.needs) expect(settings, field.type).toContain(`**\`${key}\`**`)
      for (const key of field.uses) expect(settings, field.type).toMatch(new RegExp(`\`${key}\``))
    }
  })
})
