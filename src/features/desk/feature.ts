import type { Feature } from '../../journal/kernel.ts'
import type { MapBook } from '../../ports/map-tiles/map-tiles.ts'
import { openCase } from './pages/case.tsx'
import { completeness } from './pages/completeness.tsx'
import { decision } from './pages/decision.tsx'
import { decisionUndo } from './pages/decision-undo.tsx'
import { map } from './pages/map.ts'
import { messages } from './pages/messages.tsx'
import { process } from './pages/process.tsx'
import { question } from './pages/question.tsx'
import { queue } from './pages/queue.tsx'
import { steps } from './pages/steps.tsx'
import { taking } from './pages/taking.tsx'
import { noteAgentsReminded, remindAgents, workRemindersKind } from './remind-agents.ts'

/** The desk: the queue of an agent's teams, the cases that they handle, and what reminds them of these. */
export const desk = (maps: MapBook): Feature => ({
  name: 'desk',
  kinds: [workRemindersKind],
  commands: [noteAgentsReminded],
  sweeps: [remindAgents],
  pages: [queue, openCase(maps), taking, completeness, steps, process, question(maps), messages, decision(maps), decisionUndo, map(maps)],
})
