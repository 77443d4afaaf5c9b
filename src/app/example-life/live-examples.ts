import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Authority } from '../../base/authority.ts'
import { derivedUuid, newUuid, type Uuid } from '../../base/ids.ts'
import type { Language } from '../../base/language.ts'
import type { Term } from '../../base/term.ts'
import { pickOne, seededRandom } from '../../base/random.ts'
import { isRefusal } from '../../base/result.ts'
import { dayOf, type Instant } from '../../base/time.ts'
import type { CompiledForm } from '../../engines/forms/compile-form.ts'
import type { AcceptAt } from '../../engines/forms/accept.ts'
import type { Answers } from '../../engines/forms/form.ts'
import { NoSample, sampleAnswers, type Sampling } from '../../engines/forms/sample-answers.ts'
import { say } from '../../engines/forms/say.ts'
import { filesIn } from '../../engines/forms/stored-file.ts'
import { publishedForm } from '../../engines/forms/published-form.ts'
import { filingInput } from '../../features/filing/feature.ts'
import type { Journal } from '../../journal/journal.ts'
import type { Actor } from '../../journal/kernel.ts'
import { GiveNumber } from '../../vocabulary/case-lists.ts'
import { AnswerAsked, AskApplicant, ConfirmComplete, DecideCase, FileCase, GetCase, TakeCase, WithdrawCase, WriteMessage } from '../../vocabulary/cases.ts'
import { isHandover, ListEntries, openingAt, type PublishedService } from '../../vocabulary/services.ts'
import { codeHash, secretCode } from '../../vocabulary/case-code.ts'
import { KeepUpload } from '../../vocabulary/documents.ts'
import { examplePapers } from './example-papers.ts'
import { liveAppeal } from './live-appeal.ts'
import { courses, officeTime, planLife, type Act, type Course } from './life-plan.ts'
import { act, actorOf, walkProcess, type ExampleAgent, type Scene } from './walk-process.ts'
import { lifeWords } from './words.ts'

type Life = { readonly service: PublishedService; readonly form: CompiledForm; readonly language: Language; readonly acts: readonly Act[]; readonly answers: Answers; readonly random: () => number; readonly index: number; readonly course: Course; readonly stop: string | null; readonly now: Instant }

/**
 * Files forty example requests in an example authority and lets them come along, each through the commands that pages send,
 * each at an instant of its own. Nobody may follow this journal: mails would leave. The same seed gives the same people; only the
 * days move with `now`.
 */
export async function liveExamples(journal: Journal, authority: Authority, folder: string, agents: readonly ExampleAgent[], now: Instant, count = courses.length): Promise<number> {
  const papers = await examplePapers()
  try {
    return await live({ journal, authority, agents, papers }, folder, now, count)
  } finally {
    await papers.remove()
  }
}

async function live(scene: Scene, folder: string, now: Instant, count: number): Promise<number> {
  const { journal, authority, papers } = scene
  const people = JSON.parse(await readFile(join(folder, 'people.json'), 'utf8')) as Omit<Sampling, 'random' | 'file'>
  const services = (await journal.ask(authority.id)(ListEntries, {}))
    // An appeal is about a refused request: none is filed by itself.
    .filter((one): one is PublishedService => !isHandover(one) && !one.description.takesAppeals && openingAt(one.description, authority.zone, now) === 'open')
  const own = services.filter(service => stepsOf(service).length > 1)
  const stops = new Map<string, number>()
  /** Each request of a service stops at another step than the one before, the last one first. */
  const nextStop = (service: PublishedService): string | null => {
    const turn = stops.get(service.description.id) ?? 0
    stops.set(service.description.id, turn + 1)
    return stepsOf(service).at(-1 - (turn % stepsOf(service).length)) ?? null
  }
  let walked = 0
  const lives = shuffled(courses, seededRandom(authority.slug)).slice(0, count).map((planned, index): Life => {
    // Where the law makes nothing of silence, such a request is just late.
    const course = planned === 'silent' && !services.some(decidesBySilence) ? 'late' : planned
    const random = seededRandom(`${authority.slug}/${index}`)
    const language = languageOf(authority, random)
    // The acts hang on the service's term, the answers on the day of filing: the first service in turn that can be asked for.
    // Two in three of those that stop on their way are about a service with steps of its own.
    const first = walking.includes(course) && walked++ % 3 < 2 ? own : []
    for (const service of [...turned(first, walked), ...turned(services, index)]) {
      // The one decision that can still be taken back is made within days: no step may wait for a date.
      if (course === 'deciding' && service.process.includes('timerEventDefinition')) continue
      if (course === 'silent' && !decidesBySilence(service)) continue
      const form = publishedForm(service)
      const acts = planLife(course, now, course === 'silent' ? daysOf(service.description.silence.term) : daysOf(service.description.answer.term), random)
      const answers = tryAnswers(form, { today: dayOf(acts[0]!.at, authority.zone), language, country: authority.country, files: papers.files }, { ...people, random, file: question => papers.for(question) })
      if (answers) return { service, form, language, acts, answers, random, index, course, stop: walking.includes(course) ? nextStop(service) : null, now }
    }
    throw new Error(`No service of ${authority.slug} can be asked for with the example documents.`)
  })
  lives.sort((a, b) => a.acts[0]!.at - b.acts[0]!.at)
  // Numbers follow each other in the order of filing; what comes after may overlap.
  const filed: Uuid[] = []
  for (const life of lives) filed.push(await file(scene, life))
  await Promise.all(lives.map((life, i) => goOn(scene, life, filed[i]!)))
  const random = seededRandom(`${authority.slug}/appeal`)
  await liveAppeal(scene, lives.map(({ index, language }, i) => ({ case: filed[i]!, holder: derivedUuid(`example/${authority.slug}/${index}`), language })), (form, at) => tryAnswers(form, at, { ...people, random, file: () => null }), now)
  return lives.length
}

async function file(scene: Scene, { service, form, language, acts, answers, index }: Life): Promise<Uuid> {
  const { journal, authority, papers } = scene
  const { at } = acts[0]!
  const today = dayOf(at, authority.zone)
  const id = newUuid(at)
  const holder = derivedUuid(`example/${authority.slug}/${index}`)
  for (const { file, name, type, bytes } of new Map(filesIn(answers).map(one => [one.file, one])).values()) {
    const kept = await journal.ask(authority.id)(KeepUpload, { draft: id, account: holder, types: [type], file: { field: '', name, bytes, path: papers.path(file) }, now: at })
    if (isRefusal(kept)) throw new Error(`An example document was refused: ${kept.refused}`)
  }
  const number = await journal.ask(authority.id)(GiveNumber, { prefix: service.description.numberPrefix, year: Number(today.slice(0, 4)) })
  const filing = filingInput({
    authority, secrets: journal.secrets, now: at, reading: language, channel: 'web', service, form, id, holder, number, answers,
    // Nobody is told the code of an example request: it is derived, and opens nothing that anybody could guess.
    codeHash: codeHash(journal.secrets, id, secretCode(journal.secrets.sign('example code', id))),
  })
  await act(scene, at, { kind: 'visitor', account: holder }, FileCase, filing)
  return id
}

/** Everything after the filing. A request that has not come to its decision by now is still on its way. */
async function goOn(scene: Scene, { service, language, acts, course, stop, random, index, now }: Life, id: Uuid): Promise<void> {
  const { journal, authority, agents } = scene
  const applicant: Actor = { kind: 'visitor', account: derivedUuid(`example/${authority.slug}/${index}`) }
  const team = agents.filter(one => one.teams.includes(service.description.team))
  const agent = actorOf(authority, pickOne(random, team.length > 0 ? team : agents))
  const words = lifeWords[language]
  const text = (of: readonly string[]): string => pickOne(random, of)
  const read = async () => (await journal.ask(authority.id)(GetCase, { case: id }))!
  const walk = (from: Instant, until: Instant, stop: string | null) =>
    walkProcess(scene, { case: id, from, until, stop, usual: course === 'accepted', applicant, language, random })
  let decided = false
  for (const one of acts.slice(1)) {
    switch (one.does) {
      case 'take': await act(scene, one.at, agent, TakeCase, { case: id }); break
      // Not every process has such a step.
      case 'complete': if ((await read()).open.some(step => step.act === 'check')) await act(scene, one.at, agent, ConfirmComplete, { case: id }); break
      case 'ask': await act(scene, one.at, agent, AskApplicant, { case: id, text: text(words.ask) }); break
      case 'answer': await act(scene, one.at, applicant, AnswerAsked, { case: id, text: text(words.answer) }); break
      case 'write': await act(scene, one.at, applicant, WriteMessage, { case: id, text: text(words.write) }); break
      case 'reply': await act(scene, one.at, agent, WriteMessage, { case: id, text: text(words.reply) }); break
      case 'withdraw': await act(scene, one.at, applicant, WithdrawCase, { case: id, reason: words.withdraw }); break
      case 'send': break
      case 'decide': {
        const stands = await walk(acts.findLast(other => other.at < one.at)!.at, now - 120_000, null)
        if (!(await read()).decidable) break
        const { legalBasis, appeals } = service.description
        const at = await act(scene, Math.max(one.at, Math.min(officeTime(stands + 0.1 * day, random), now - 110_000)), agent, DecideCase, {
          case: id, outcome: one.outcome, reasons: text(words[one.outcome]), undoSeconds: authority.undoSeconds,
          legalBasis: legalBasis.map(rule => `${rule.article}. ${say(rule.words, language).text}`).join('\n'),
          appeal: appeals.map(appeal => `${say(appeal.name, language).text}. ${say(appeal.words, language).text} (${appeal.article})`).join('\n'),
        })
        decided = true
        await journal.settled(authority.id, at)
        break
      }
    }
  }
  const last = acts.at(-1)!
  // Those that are open stand at any step, one after the other.
  if (!decided && walking.includes(course)) await walk(last.at, now, stop)
  // Decisions leave, and whatever time is over is over.
  await journal.ringDue(authority.id, id, now)
}

/** Invented answers; `null` where the form needs a document of a kind that examples do not bring. Ten tries: the ways through a form differ. */
function tryAnswers(form: CompiledForm, at: AcceptAt, sampling: Sampling): Answers | null {
  for (let tries = 0; tries < 10; tries++) {
    try {
      return sampleAnswers(form, at, sampling)
    } catch (error) {
      if (!(error instanceof NoSample)) throw error
    }
  }
  return null
}

/** Three in four write in the authority's own first language. */
const languageOf = ({ languages }: Authority, random: () => number): Language => (random() < 0.75 ? languages[0]! : pickOne(random, languages))

function daysOf({ amount, unit }: Term): number {
  return Math.max(1, amount * (unit === 'months' ? 31 : unit === 'workingDays' ? 1.4 : 1))
}

const decidesBySilence = ({ description }: PublishedService): boolean => description.silence.means !== 'nothing'

function shuffled<T>(list: readonly T[], random: () => number): T[] {
  return list.map(one => ({ one, at: random() })).sort((a, b) => a.at - b.at).map(({ one }) => one)
}

/** What people are asked for in its process besides the check that everything is there. */
const stepsOf = ({ process }: PublishedService): readonly string[] => [...process.matchAll(/<userTask id="(\w+)"/g)].map(found => found[1]!).filter(step => step !== 'check')

const turned = <T>(list: readonly T[], by: number): readonly T[] => list.map((_, i) => list[(i + by) % list.length]!)

/** Those that go on in their process, and may stop anywhere in it. */
const walking: readonly Course[] = ['complete', 'answered', 'writing', 'late']

const day = 86_400_000
