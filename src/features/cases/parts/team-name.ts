import { say } from '../../../engines/forms/say.ts'
import type { Request } from '../../../journal/kernel.ts'

/** A team's name as the authority calls it; its id where the authority no longer has it. */
export function teamName(r: Pick<Request, 'authority' | 'language'>, id: string): string {
  const team = r.authority.teams.find(one => one.id === id)
  return team ? say(team.name, r.language).text : id
}
