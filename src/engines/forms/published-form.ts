import { compileForm, type CompiledForm } from './compile-form.ts'

const forms = new WeakMap<object, CompiledForm>()

/**
 * The form of a published version, compiled once: whoever asks for a version gets the same object each time. Publishing refuses forms
 * that do not compile, so a fault here is ours.
 */
export function publishedForm({ form }: { readonly form: unknown }): CompiledForm {
  const known = forms.get(form as object)
  if (known) return known
  const made = compileForm(form)
  if (Array.isArray(made)) throw new Error(`A published form does not compile: ${made[0]?.path} ${made[0]?.fault}`)
  forms.set(form as object, made as CompiledForm)
  return made as CompiledForm
}
