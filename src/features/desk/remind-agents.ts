import { calendarOf, isWorkingDay } from '../../base/calendar.ts'
import { derivedUuid } from '../../base/ids.ts'
import { isRefusal, type Refusal } from '../../base/result.ts'
import { dayOf, timeOf, type Day } from '../../base/time.ts'
import { command, kind, type Accepted, type Of, type Sweep, type Sweeping } from '../../journal/kernel.ts'
import { QueueMail } from '../../vocabulary/mail.ts'
import { ListAgentsToRemind } from '../../vocabulary/staff.ts'
import { AgentsReminded, FindPressingCases, NoteAgentsReminded, workRemindersStream } from '../../vocabulary/work-reminders.ts'
import { isSystem } from './permits.ts'
import { horizonOf, pressingWork } from './pressing-work.ts'

/** Not before people are at work, in the authority's own time. */
const remindedFrom = '07:00'

/** On which day the agents of an authority were last reminded. */
type RemindersState = { readonly last: Day | null }
export const workRemindersKind = kind<RemindersState, Of<typeof AgentsReminded>>({
  kind: 'work-reminders', shape: 1, initial: { last: null }, evolve: (_, { facts }) => ({ last: facts.day }),
})

export const noteAgentsReminded = command({
  call: NoteAgentsReminded, of: workRemindersKind, stream: i => workRemindersStream(i.authority), permit: isSystem,
  decide: (s, { input: { day, agents } }) => (s.last !== null && s.last >= day ? [] : [AgentsReminded({ day, agents }, {})]),
})

/**
 * Once on each working day, in the morning, reminds every agent of what presses. An agent and a day make the mailing's id: two nodes,
 * or a sweep that was cut off and begins again, write once. A day on which the server was down till noon is reminded of at noon.
 */
export const remindAgents: Sweep = {
  name: 'remind-agents',
  async run({ authority, db, now, ask, send }: Sweeping) {
    const today = dayOf(now, authority.zone)
    if (timeOf(now, authority.zone) < remindedFrom || !isWorkingDay(today, calendarOf(authority))) return
    const head = await db.head(workRemindersKind, workRemindersStream(authority.id))
    if (head?.state.last != null && head.state.last >= today) return
    const horizon = horizonOf(today, authority)
    const cases = await ask(FindPressingCases, horizon)
    const agents = cases.length > 0 ? await ask(ListAgentsToRemind, {}) : []
    const pressing = pressingWork(cases, agents, horizon)
    for (const work of pressing) {
      const { email, language } = agents.find(one => one.agent === work.agent)!
      const mailing = derivedUuid(`work-reminder/${work.agent}/${today}`)
      taken(await send(QueueMail, { mailing, purpose: 'work-reminder', case: null, to: email, language: language ?? authority.languages[0]!, work }))
    }
    taken(await send(NoteAgentsReminded, { authority: authority.id, day: today, agents: pressing.length }))
  },
}

/** One that was refused (too much at once) ends this sweep; the next one goes on. */
function taken(answer: Accepted | Refusal): void {
  if (isRefusal(answer)) throw new Error(`A reminder was refused: ${answer.refused}.`)
}
