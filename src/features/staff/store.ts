import { question, view } from '../../journal/kernel.ts'
import { sql } from '../../journal/sql.ts'
import { FindAgentByAddress, GetAgent, ListAgentsToRemind, type AgentProfile, type AgentToRemind } from '../../vocabulary/staff.ts'
import { agentKind, type AgentState } from './state.ts'

/** One row for each agent who can be written to. */
export const agents = view<AgentState>({ table: 'agents', of: agentKind, rows: s => (s.enrolled === null || s.email === 'erased' ? [] : [{ reminded: s.reminded }]) })

const all = sql('select stream from agents where authority = $1 order by stream')

export const questions = [
  question({
    call: GetAgent,
    async answer(db, { agent }) {
      const head = await db.head(agentKind, agent)
      return head?.state.enrolled ? profile(agent, head.state) : null
    },
  }),
  question({
    call: FindAgentByAddress,
    async answer(db, { key }) {
      const agent = await db.claimed(`agent/${key}`)
      const head = agent && (await db.head(agentKind, agent))
      return head && head.state.enrolled ? { ...profile(head.stream, head.state), passwordHash: head.state.passwordHash } : null
    },
  }),
  question({
    call: ListAgentsToRemind,
    async answer(db) {
      const found: AgentToRemind[] = []
      // One after the other: it is nobody's turn to wait for, and an authority may have thousands.
      for (const { stream } of await db.rows<{ stream: string }>(all, [db.authority])) {
        const { email, teams, reminded, language } = (await db.head(agentKind, stream))!.state
        if (email !== 'erased') found.push({ agent: stream, email, teams, reminded, language })
      }
      return found
    },
  }),
]

const profile = (agent: string, { name, email, teams, administrator }: AgentState): AgentProfile => ({ agent, name, email, teams, administrator })
