import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { playingOf, type Playing } from '../../src/features/cases/case-process.ts'
import { caseFile } from '../../src/features/cases/process.ts'
import { caseKind, type CaseEvent, type CaseState } from '../../src/features/cases/state.ts'
import { fileCase } from '../../src/features/cases/decide.ts'
import { defaultProcess, defaultSteps } from '../../src/features/services/default-process/default-process.ts'
import type { Authority } from '../../src/base/authority.ts'
import { newUuid, type Uuid } from '../../src/base/ids.ts'
import { isRefusal, type Refusal } from '../../src/base/result.ts'
import type { Actor, Ask, Command } from '../../src/journal/kernel.ts'
import { unpackState } from '../../src/engines/bpmn/pack-state.ts'
import { root } from '../../src/journal/root.ts'
import { casePath } from '../../src/vocabulary/case-path.ts'
import { FindAppeals } from '../../src/vocabulary/appeals.ts'
import { GetCase, type FileCaseInput } from '../../src/vocabulary/cases.ts'
import type { PublishedService, ServiceDescription } from '../../src/vocabulary/services.ts'
import { filing, visitor } from './example.ts'

/* A case played in memory by the real commands on a service of the example authorities: no database, time as the test says. */

/** A service as its folder has it, `jena/services/baumfaellung`; with the default process where it brings none. */
export function readService(path: string): PublishedService {
  const read = (name: string): string => readFileSync(join(root, 'authorities', path, name), 'utf8')
  const description = JSON.parse(read('service.json')) as ServiceDescription
  const form = JSON.parse(read('form.json')) as unknown
  try {
    return { version: description.version, description, form, process: read('process.bpmn'), ...tablesOf(path) }
  } catch {
    return { version: description.version, description: { ...description, steps: defaultSteps }, form, process: defaultProcess }
  }
}

export function tablesOf(path: string): Pick<PublishedService, 'decisions'> {
  const folder = join(root, 'authorities', path)
  const names = readdirSync(folder).filter(name => name.endsWith('.dmn'))
  return names.length > 0 ? { decisions: Object.fromEntries(names.map(name => [name, readFileSync(join(folder, name), 'utf8')])) } : {}
}

/** What commands on a case of this service are given of its process. */
export const playingAt = (service: PublishedService, now: number, of: Authority): Promise<Playing> =>
  playingOf((() => Promise.resolve(service)) as unknown as Ask, { service: service.description.id, version: service.version, answers: {} }, { now, authority: of })

export class PlayedCase {
  readonly id: Uuid = newUuid()
  readonly account: Uuid = newUuid()
  readonly applicant: Actor = visitor(this.account)
  state: CaseState = caseKind.initial
  version = 0
  /** Further versions of its service that are published. */
  versions: readonly PublishedService[] = []
  /** Of an appeal: the case that it is about. */
  first: PlayedCase | null = null
  readonly service: PublishedService
  /** May change on the way: a profile is another object then. */
  authority: Authority

  constructor(service: PublishedService, authority: Authority) {
    this.service = service
    this.authority = authority
  }

  /** Files it with these answers. */
  file(answers: FileCaseInput['answers'], now: number, more: Partial<FileCaseInput> = {}): Promise<Refusal | null> {
    const { id, team } = this.service.description
    return this.does(fileCase, filing(this.account, { draft: this.id, service: id, packageVersion: this.service.version, team, answers, ...more }), this.applicant, now)
  }

  async does(command: Command<any, CaseState, CaseEvent, any>, input: object, actor: Actor, now: number): Promise<Refusal | null> {
    if (!command.permit(actor, this.state)) return { refused: 'NotPermitted' }
    const whole = { case: this.id, ...input }
    const ask = (({ name }: { name: string }, i: { version?: number; service?: string; case?: Uuid }) => Promise.resolve(
      name === GetCase.name ? this.first && this.first.id === i.case ? caseFile(this.first.id, this.first.version, this.first.state) : null
        : name === FindAppeals.name ? { stands: null, last: i.case }
          : i.service === this.first?.service.description.id ? this.first!.service : this.versions.find(one => one.version === i.version) ?? this.service)) as unknown as Ask
    const given = command.given ? await command.given(ask, whole, this.state, { now, authority: this.authority }) : null
    if (isRefusal(given)) return given
    const events = command.decide(this.state, { input: whole, given, actor, now, newId: () => newUuid(now) })
    if (isRefusal(events)) return events
    // What is stored goes through JSON.
    for (const event of JSON.parse(JSON.stringify(events)) as CaseEvent[]) this.state = caseKind.evolve(this.state, event, { happened: now, version: ++this.version, actor: actor.kind === 'system' ? `system:${actor.name}` : actor.kind === 'agent' ? `agent:${actor.agent}` : 'account:' })
    return null
  }

  /** Steps that wait for people. */
  open = () => this.state.process!.open.map(step => step.step)
  token = (step: string) => this.state.process!.open.find(one => one.step === step)!.token
  path = () => casePath(caseFile(this.id, this.version, this.state), this.service.description).map(one => `${one.id} ${one.state}`)
  tokens = () => unpackState(this.state.process!.state).tokens
  timers = () => caseKind.timers!(this.state, this.id)
}
