import type { Language } from '../../../base/language.ts'
import { isRefusal, refuse } from '../../../base/result.ts'
import type { Diagram, Tale } from '../../../engines/bpmn/diagram/diagram.ts'
import { readDiagram } from '../../../engines/bpmn/diagram/read-diagram.ts'
import { say } from '../../../engines/forms/say.ts'
import { page, type Request } from '../../../journal/kernel.ts'
import { Card } from '../../../ui/components/card.tsx'
import type { CaseMarks } from '../../../ui/process/marks.ts'
import { ProcessPicture } from '../../../ui/process/process-picture.tsx'
import { ProcessWords } from '../../../ui/process/process-words.tsx'
import type { PublishedService } from '../../../vocabulary/services.ts'
import { DeskFrame } from '../parts/desk-frame.tsx'
import { ThisCase } from '../parts/case-pane.tsx'
import { loadCase, watchCase, type OpenCase } from '../parts/load-case.ts'
import { mayOpen } from '../permits.ts'
import { texts } from '../texts/texts.ts'

type Drawn = OpenCase & { readonly diagram: Diagram }

/** The process that a case goes through, in the agent's words, with what is done and where it stands; and the same in words. */
export const process = page<Drawn>({
  name: 'desk-process',
  path: '/desk/cases/:case/process',
  door: 'desk',
  permit: mayOpen,

  async load(r) {
    const open = await loadCase(r)
    if (isRefusal(open)) return open
    return open.service ? { ...open, diagram: await diagramOf(open.service, r.language) } : refuse('NotFound')
  },

  watches: watchCase,

  view(model, r) {
    const t = texts(r.language)
    const marks = marksOf(r, model)
    const name = model.service ? say(model.service.description.name, r.language).text : ''
    return (
      <DeskFrame
        r={r}
        work={model.work}
        title={t.steps.process}
        current={model.file.id}
        open={
          <ThisCase r={r} open={model} doing={t.steps.process}>
            <ProcessPicture language={r.language} id="process" pictures={model.diagram.pictures} name={name} marks={marks} />
            <Card>
              <ProcessWords language={r.language} id="process" tales={withTeams(r, model.diagram.tales)} marks={marks} level={2} />
            </Card>
          </ThisCase>
        }
      />
    )
  },
})

const diagrams = new WeakMap<PublishedService, Map<Language, Promise<Diagram>>>()

/** A version's drawing is read once in a language: the question answers with the same object each time. */
function diagramOf(service: PublishedService, language: Language): Promise<Diagram> {
  const all = diagrams.get(service) ?? new Map<Language, Promise<Diagram>>()
  diagrams.set(service, all)
  const known = all.get(language) ?? read(service, language)
  all.set(language, known)
  return known
}

/** With the package's words for its elements; where it has none, the author's own. */
async function read({ description, process }: PublishedService, language: Language): Promise<Diagram> {
  const found = await readDiagram(process, new Map((description.steps ?? []).map(({ id, name }) => [id, say(name, language).text])))
  if ('faults' in found) throw new Error(`The process of ${description.id} was published with faults.`)
  return found.diagram
}

const teamNames = (r: Request): ReadonlyMap<string, string> => new Map(r.authority.teams.map(team => [team.id, say(team.name, r.language).text]))

/** The file names teams by their ids; people know them by name. */
function withTeams(r: Request, tales: readonly Tale[]): readonly Tale[] {
  const names = teamNames(r)
  return tales.map(tale => ({ ...tale, steps: tale.steps.map(step => ({ ...step, team: names.get(step.team) ?? step.team })) }))
}

function marksOf(r: Request, { file, diagram }: Drawn): CaseMarks {
  const open = file.open
  const here = new Set(open.map(step => step.step))
  const lines = new Set(diagram.pictures.flatMap(picture => picture.edges.map(edge => edge.id)))
  const teams = teamNames(r)
  return {
    here: open.map(step => ({ at: step.step, label: teams.get(step.team ?? file.team) })),
    done: file.trail.filter(id => !here.has(id) && !lines.has(id)),
    taken: file.trail.filter(id => lines.has(id)),
  }
}
