import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { draw } from '../../src/base/jsx/html.ts'
import { readDiagram } from '../../src/engines/bpmn/diagram/read-diagram.ts'
import type { CaseMarks } from '../../src/ui/process/marks.ts'
import { ProcessPicture } from '../../src/ui/process/process-picture.tsx'
import type { ServiceDescription } from '../../src/vocabulary/services.ts'
import { changesIn, withChanges } from './page-changes.ts'

/* The pictures of docs/how-to/read-and-change-a-process.md: the server's own drawings of the example processes, each as a file. */

export const page = 'docs/how-to/read-and-change-a-process.md'
export const busking = 'authorities/london/services/street-busking'

type Wanted = { readonly file: string; readonly about: string; readonly from: string; readonly changed?: true; readonly marks?: CaseMarks }

/** `about` is said to those who do not see it. */
const wanted: readonly Wanted[] = [
  { file: 'process-grant.svg', from: 'authorities/geneve/services/subvention-association', about: 'Request received, check that nothing is missing, give the team’s opinion, wait for the 2nd Tuesday of the month, note the commission’s opinion; put off: back to waiting; else decide, answer sent.' },
  { file: 'process-canteen.svg', from: 'authorities/fleury-sur-orne/services/cantine-periscolaire', about: 'After the check, in a box for each child: check the place at the school; where there is one, plan the child’s meals. Then decide, answer sent.' },
  { file: 'process-digital-fault.svg', from: 'authorities/ile-de-france/services/panne-numerique-lycee', about: 'Find the cause of the fault; at its edge a clock: after 1 working day, find the cause as backup. Both lead to the decision.' },
  { file: 'process-busking.svg', from: busking, about: 'Check, see whether the pitch is free. Free: decide. Taken: offer other pitches, then whichever comes first: an answer, then keep the pitch that was chosen, or 5 working days. Then decide.' },
  { file: 'process-busking-changed.svg', from: busking, changed: true, about: 'The same, with “Say whether there is room” after the check, and 10 working days.' },
  {
    file: 'process-case.svg', from: 'authorities/jena/services/baumfaellung', about: 'A tree felling on its way: received and checked are ticked, the case waits at two opinions side by side.',
    marks: { here: [{ at: 'nature', label: 'Nature' }, { at: 'roads', label: 'Roads' }], done: ['filed', 'check', 'ask'], taken: ['f1', 'f2', 'f3', 'f4'] },
  },
]

/** Every picture as its file holds it, by its path. */
export async function drawPictures(root: string): Promise<ReadonlyMap<string, string>> {
  const read = (path: string): string => readFileSync(join(root, path), 'utf8')
  const changes = changesIn(read(page))
  const style = styleOf(read('src/ui/css/process.css'))
  const files = await Promise.all(wanted.map(async ({ file, from, changed, about, marks }) => {
    const text = (name: string): string => (changed ? withChanges(name, read(`${from}/${name}`), changes) : read(`${from}/${name}`))
    const { steps = [], name } = JSON.parse(text('service.json')) as ServiceDescription
    const found = await readDiagram(text('process.bpmn'), new Map(steps.map(step => [step.id, step.name.en!])))
    if ('faults' in found) throw new Error(`${file}: ${found.faults[0]!.what}`)
    return [`docs/images/${file}`, asFile(draw(ProcessPicture({ language: 'en', id: 'p', pictures: found.diagram.pictures, name: name.en!, marks })), about, style)] as const
  }))
  return new Map(files)
}

/** The drawing out of its page: with its own colours, on paper, for a frame has neither our style nor our fonts. */
function asFile(html: string, about: string, style: string): string {
  const svg = /<svg class="bpmn"[\s\S]*?<\/svg>/.exec(html)![0]
  const [x, y, width, height] = /viewBox="([^"]+)"/.exec(svg)![1]!.split(' ').map(Number) as [number, number, number, number]
  const [left, top, wide, high] = [x - margin, y - margin, width + 2 * margin, height + 2 * margin]
  return `${svg
    .replace(/<svg [^>]*>/, `<svg xmlns="http://www.w3.org/2000/svg" class="bpmn" role="img" aria-labelledby="about" width="${Math.round(wide)}" height="${Math.round(high)}" viewBox="${left} ${top} ${wide} ${high}">`)
    .replace(/<title [^>]*>[\s\S]*?<\/title><desc [^>]*>[\s\S]*?<\/desc>/, `<title id="about">${about}</title><style>${style}</style><rect class="sheet" x="${left + 0.5}" y="${top + 0.5}" width="${wide - 1}" height="${high - 1}" rx="8"/>`)}\n`
}

const margin = 24

const colours: Readonly<Record<string, string>> = {
  surface: '#ffffff', ink: '#1c2733', accent: '#f2b632', 'on-accent': '#1c2733', brand: '#1f3d99', sunken: '#eef1f5', line: '#d5dbe3', 'line-strong': '#8a96a5', bad: '#a3232e', ok: '#1d6b41',
  text: "-apple-system,'Segoe UI',Roboto,'Helvetica Neue',Arial,sans-serif", paper: '#ffffff', pen: '#1c2733', token: '#f2b632', 'on-token': '#1c2733', way: '#1f3d99',
}

/** The rules of the drawing itself, with the colours of a light page. */
function styleOf(css: string): string {
  const rules = [...css.replace(/\/\*[\s\S]*?\*\//g, '').matchAll(/(\.bpmn[^{}]*)\{([^{}]*)\}/g)].map(([, selector, body]) => {
    const lines = body!.split(';').map(line => line.trim()).filter(line => line !== '' && !line.startsWith('--') && !line.startsWith('max-width'))
    return `${selector!.replace(/\s+/g, ' ').trim()}{${lines.join(';').replace(/\s+/g, ' ').replace(/var\(--([\w-]+)\)/g, (_, name: string) => colours[name]!)}}`
  })
  return [...rules, `.bpmn .sheet{fill:${colours['paper']};stroke:${colours['line']};stroke-width:1}`].join('')
}
