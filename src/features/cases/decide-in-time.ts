import { refuse } from '../../base/result.ts'
import { command } from '../../journal/kernel.ts'
import { ApplicantReminded, AskedInVain, CaseLapsed, DecideBySilence, EndAsking, RemindApplicant, SilenceDecided } from '../../vocabulary/case-time.ts'
import { decides } from '../../engines/bpmn/read-process.ts'
import { endOf, playingFor } from './case-process.ts'
import { resume } from './clocks.ts'
import { isSystem } from './permits.ts'
import { refusedWhereClosed } from './process.ts'
import { caseKind, runs } from './state.ts'

/* What the alarms of a case do. A timer that is no longer in the state is refused, whenever it rings. */

export const remindApplicant = command({
  call: RemindApplicant, of: caseKind, stream: i => i.case, permit: isSystem,
  decide(s, { input, now }) {
    if (!s.asked || s.asked.message !== input.message || s.asked.reminds === undefined) return refuse('TimerGone')
    return now < s.asked.reminds ? refuse('TimerNotDue') : [ApplicantReminded({ message: input.message, by: s.asked.by }, {})]
  },
})

/** What was asked did not come: the request ends where its service says so, else it goes on without it. */
export const endAsking = command({
  call: EndAsking, of: caseKind, stream: i => i.case, permit: isSystem, given: (ask, _, s, at) => playingFor(ask, s, at),
  decide(s, { input, given, now }) {
    const { asked, waiting } = s
    if (!asked || waiting === null || asked.message !== input.message || asked.ends === undefined || refusedWhereClosed(s)) return refuse('TimerGone')
    if (now < asked.ends) return refuse('TimerNotDue')
    const { message, by } = asked
    // A decision that is about to leave is an answer to what is there.
    if (asked.lapses && !s.decision) return [CaseLapsed({ message, by, ...endOf(s) }, {})]
    return [AskedInVain({ message, by, ...resume({ due: s.due, ...(s.silence && { silence: s.silence }) }, waiting, asked.ends - 1, given!.service, given!.authority) }, {})]
  },
})

/** The law's limit: consent ends the request; after a refusal the authority may still answer. */
export const decideBySilence = command({
  call: DecideBySilence, of: caseKind, stream: i => i.case, permit: isSystem, given: (ask, _, s, at) => playingFor(ask, s, at),
  decide(s, { input, given, now }) {
    const { silence } = s
    if (!silence || silence.at !== input.at || !runs(s)) return refuse('TimerGone')
    if (now < silence.at) return refuse('TimerNotDue')
    // Made in time: it leaves before the limit, or left late because no node was there.
    if (s.decision) return refuse('TimerGone')
    const { means, last } = silence
    if (means === 'refusal' || !s.process || !given) return [SilenceDecided({ means, last }, {})]
    const decide = [...given.process.model.nodes.values()].find(decides)
    const { process } = endOf(s)
    return [SilenceDecided({ means, last, process: { ...process!, reached: decide?.own['milestone'] === undefined ? [] : [decide.own['milestone']] } }, {})]
  },
})
