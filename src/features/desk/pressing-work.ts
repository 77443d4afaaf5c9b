import { addWorkingDays, calendarOf } from '../../base/calendar.ts'
import type { Authority } from '../../base/authority.ts'
import type { Day } from '../../base/time.ts'
import type { AgentToRemind } from '../../vocabulary/staff.ts'
import { pressesBefore, type PressingCase, type PressingWork } from '../../vocabulary/work-reminders.ts'

/** As many as one reads in a mail; the others are counted. */
const mostTold = 8

/** The last promised day, and the last day of the law, that press today. */
export const horizonOf = (today: Day, authority: Authority): { readonly today: Day; readonly due: Day; readonly law: Day } => {
  const within = (days: number): Day => addWorkingDays(today, days, calendarOf(authority))
  return { today, due: within(pressesBefore.due), law: within(pressesBefore.law) }
}

/**
 * What presses for each agent who is to be reminded. A case is its agent's; where nobody has taken it, or whoever did is no longer in
 * its team, it is everybody's in the team. A step that another team is to do is that team's, too.
 */
export function pressingWork(cases: readonly PressingCase[], agents: readonly AgentToRemind[], horizon: { readonly today: Day; readonly due: Day; readonly law: Day }): readonly PressingWork[] {
  const sorted = [...cases].sort((one, other) => firstDay(one).localeCompare(firstDay(other)) || one.case.localeCompare(other.case))
  return agents.filter(agent => agent.reminded).flatMap(agent => {
    const theirs = sorted.filter(one => isFor(one, agent, agents))
    if (theirs.length === 0) return []
    const law = theirs.filter(one => one.silence !== null && one.silence >= horizon.today && one.silence <= horizon.law)
    const lawFirst = law.map(one => one.silence!).sort()[0]
    return [{
      agent: agent.agent, day: horizon.today, all: theirs.length, late: theirs.filter(one => one.due < horizon.today).length,
      soon: theirs.filter(one => one.due >= horizon.today && one.due <= horizon.due).length, law: law.length, ...(lawFirst && { lawFirst }),
      cases: theirs.slice(0, mostTold).map(one => one.case),
    }]
  })
}

function isFor({ team, teams, agent }: PressingCase, { agent: id, teams: own }: AgentToRemind, agents: readonly AgentToRemind[]): boolean {
  if (teams.some(other => own.includes(other))) return true
  if (!own.includes(team)) return false
  return agent === id || !agents.some(one => one.agent === agent && one.teams.includes(team))
}

const firstDay = ({ due, silence }: PressingCase): Day => (silence !== null && silence < due ? silence : due)
