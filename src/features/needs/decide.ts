import { refuse } from '../../base/result.ts'
import { command } from '../../journal/kernel.ts'
import { GetCase } from '../../vocabulary/cases.ts'
import { NeedThemed, needService, needStream, ThemeNeed } from '../../vocabulary/needs.ts'
import { isAgent } from './permits.ts'
import { needKind } from './state.ts'

/** An agent of the team that has the need says under which theme it counts; the same theme again changes nothing. */
export const themeNeed = command({
  call: ThemeNeed, of: needKind, stream: i => needStream(i.case), permit: isAgent,
  given: (ask, i) => ask(GetCase, { case: i.case }),
  decide(s, { input, given: file, actor }) {
    // Another team's need does not exist for this agent.
    if (actor.kind !== 'agent' || file?.service !== needService || !actor.teams.includes(file.team)) return refuse('NotFound')
    return s.theme === input.theme ? [] : [NeedThemed({ case: input.case, theme: input.theme, agent: actor.agent }, {})]
  },
})
