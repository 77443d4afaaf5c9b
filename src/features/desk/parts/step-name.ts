import type { Language } from '../../../base/language.ts'
import { say } from '../../../engines/forms/say.ts'
import type { ServiceDescription } from '../../../vocabulary/services.ts'

/** What a step of a process is called, in the words of its package. */
export function stepName({ steps }: ServiceDescription, id: string, language: Language): string {
  const name = steps?.find(step => step.id === id)?.name
  return name ? say(name, language).text : id
}
