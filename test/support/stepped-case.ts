import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'vitest'
import { agent, authority } from './example.ts'
import { PlayedCase, readService } from './played-case.ts'
import type { Authority } from '../../src/base/authority.ts'
import { newUuid } from '../../src/base/ids.ts'
import type { Refusal } from '../../src/base/result.ts'
import type { Actor, Instant } from '../../src/journal/kernel.ts'
import { root } from '../../src/journal/root.ts'
import type { Answers } from '../../src/vocabulary/cases.ts'
import * as commands from '../../src/features/cases/decide.ts'
import { caseFile } from '../../src/features/cases/process.ts'

/* The processes of the example authorities, played by their own people: steps by name, timers when they are due. */

export const day = 86_400_000
const system: Actor = { kind: 'system', name: 'timer' }
const letter = { outcome: 'accepted', reasons: 'All is in order.', legalBasis: '§ 1', appeal: 'Within a month.', undoSeconds: 0 }

/** A service of an example authority; `of` is somebody of one of its teams. `at`: the time of every act that names none. */
export function serviceOf(slug: string, id: string, at: Instant) {
  const service = readService(`${slug}/services/${id}`)
  const town = { ...authority(), ...(JSON.parse(readFileSync(join(root, 'authorities', slug, 'authority.json'), 'utf8')) as Partial<Authority>) }
  return {
    of(team: string): Actor {
      expect(town.teams.map(one => one.id)).toContain(team)
      return agent(newUuid(), `${team} Example`, [team])
    },
    async filed(answers: Answers = {}): Promise<SteppedCase> {
      const one = new SteppedCase(service, town)
      one.at = at
      expect(await one.file(answers, at)).toBeNull()
      return one
    },
  }
}

export class SteppedCase extends PlayedCase {
  at: Instant = 0

  override does(command: Parameters<PlayedCase['does']>[0], input: object, actor: Actor, now: Instant = this.at): Promise<Refusal | null> {
    return super.does(command, input, actor, now)
  }

  /** Does the open step of this id; of a repeated one, that for the `item`th. */
  step(id: string, actor: Actor, outcome?: string, { item, now }: { item?: number; now?: Instant } = {}): Promise<Refusal | null> {
    const token = this.state.process!.open.find(one => one.step === id && (item === undefined || one.item === item))?.token ?? -1
    return this.does(commands.doStep, { token, outcome, note: '' }, actor, now)
  }

  /** The timers of the process alone: the law's and those of what was asked are tried elsewhere. */
  processTimers = () => this.timers().filter(timer => timer.send.call === 'RingProcess')

  /** Rings the process's next timer when it is due, and not a moment before; says when that was. */
  async ring(): Promise<string> {
    const [timer] = this.processTimers().toSorted((a, b) => a.due - b.due)
    expect(await this.does(commands.ringProcess, timer!.send.input as object, system, timer!.due - 1)).toMatchObject({ refused: 'TimerGone' })
    expect(await this.does(commands.ringProcess, timer!.send.input as object, system, timer!.due)).toBeNull()
    return new Date(timer!.due).toISOString()
  }

  /** The decision is made and leaves; nothing waits any more. */
  async decided(actor: Actor, now: Instant = this.at): Promise<void> {
    expect(await this.does(commands.decideCase, letter, actor, now)).toBeNull()
    expect(await this.does(commands.sendDecision, { timer: this.state.decision!.timer }, system, now)).toBeNull()
    expect([this.tokens(), this.open(), this.timers()]).toEqual([[], [], []])
  }

  filePage = () => caseFile(this.id, this.version, this.state)
  bytes = (): number => JSON.stringify(this.state.process!.state).length
}
