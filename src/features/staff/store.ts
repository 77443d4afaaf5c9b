import { question } from '../../journal/kernel.ts'
import { FindAgentByAddress, GetAgent, type AgentProfile } from '../../vocabulary/staff.ts'
import { agentKind, type AgentState } from './state.ts'

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
]

const profile = (agent: string, { name, email, teams, administrator }: AgentState): AgentProfile => ({ agent, name, email, teams, administrator })
