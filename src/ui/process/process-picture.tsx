import type { Language } from '../../base/language.ts'
import type { Box, Picture, Shape } from '../../engines/bpmn/diagram/diagram.ts'
import { DrawEdge } from './draw-edge.tsx'
import { DrawLabel, round } from './draw-label.tsx'
import { DrawShape, type Progress } from './draw-shape.tsx'
import type { CaseMarks } from './marks.ts'
import { texts } from './texts/texts.ts'

export type ProcessPictureProps = {
  readonly language: Language
  /** Ids in the page begin with it. */
  readonly id: string
  readonly pictures: readonly Picture[]
  /** The process's name, for pictures that have none. */
  readonly name: string
  readonly marks?: CaseMarks
}

/**
 * The drawing of a process as its author made it, with a case's tokens on it. It keeps its natural size and scrolls in a box of
 * its own, which the keyboard reaches. Whoever does not see it reads `ProcessWords`: place both on the page.
 */
export function ProcessPicture({ language, id, pictures, name, marks }: ProcessPictureProps) {
  return (
    <div class="stack gap-3">
      {pictures.map((picture, i) => (
        <DrawPicture language={language} id={`${id}-${i + 1}`} picture={picture} name={picture.name || name} marks={marks} captioned={pictures.length > 1} />
      ))}
      {marks && <Legend language={language} marks={marks} />}
    </div>
  )
}

type DrawPictureProps = { readonly language: Language; readonly id: string; readonly picture: Picture; readonly name: string; readonly marks: CaseMarks | undefined; readonly captioned: boolean }

function DrawPicture({ language, id, picture, name, marks, captioned }: DrawPictureProps) {
  const t = texts(language)
  const { box, ground, shapes, edges } = picture
  const late = new Set(marks?.here.filter((one) => one.late).map((one) => one.at))
  const here = new Set(marks?.here.map((one) => one.at))
  const done = new Set(marks?.done)
  const taken = new Set(marks?.taken)
  const progressOf = ({ id }: Shape): Progress => (late.has(id) ? 'late' : here.has(id) ? 'here' : done.has(id) ? 'done' : null)
  const now = [...ground, ...shapes].filter((shape) => here.has(shape.id))
  const names = now.map((shape) => shape.name).filter((one) => one !== '')
  return (
    <figure class="process">
      {captioned && <figcaption id={`${id}-caption`}>{name}</figcaption>}
      <div class="drawing" role="region" aria-label={t.picture(name)} tabindex={0}>
        <svg class="bpmn" role="img" aria-labelledby={`${id}-title`} aria-describedby={`${id}-about`} width={round(box.width * scale)} height={round(box.height * scale)} viewBox={`${box.x} ${box.y} ${box.width} ${box.height}`}>
          <title id={`${id}-title`}>{t.picture(name)}</title>
          <desc id={`${id}-about`}>{names.length > 0 ? `${t.hereNow(names.join(', '))} ${t.same}` : t.same}</desc>
          {ground.map((shape) => (
            <DrawShape shape={shape} progress={progressOf(shape)} />
          ))}
          {[...edges].sort((a, b) => Number(taken.has(a.id)) - Number(taken.has(b.id))).map((edge) => (
            <DrawEdge edge={edge} taken={taken.has(edge.id)} />
          ))}
          {shapes.map((shape) => (
            <DrawShape shape={shape} progress={progressOf(shape)} />
          ))}
          {edges.map((edge) => (
            <DrawLabel label={edge.label} free />
          ))}
          {[...ground, ...shapes].map((shape) => (done.has(shape.id) && !here.has(shape.id) && (shape.kind === 'activity' || shape.kind === 'event' || shape.kind === 'gateway') ? <Tick box={shape.box} /> : null))}
          {now.map((shape) => (
            <Token box={shape.box} words={wordsOf(language, marks!.here.filter((one) => one.at === shape.id))} late={late.has(shape.id)} />
          ))}
        </svg>
      </div>
    </figure>
  )
}

/** Text of 12 in a file is 15 on the screen: tools draw for a desk, not for a page. */
const scale = 1.25

function wordsOf(language: Language, tokens: CaseMarks['here']): string {
  const t = texts(language)
  const words = [...new Set(tokens.map((one) => one.label ?? (one.late ? t.late : '')).filter((word) => word !== ''))]
  const count = tokens.length > 1 ? t.hereTimes(tokens.length) : t.here
  return words.length === 0 ? count : tokens.length > 1 ? `${count}: ${words.join(', ')}` : words[0]!
}

/** A filled plate with a dot and a word, on the upper edge of the step. */
function Token({ box, words, late }: { box: Box; words: string; late: boolean }) {
  const width = Math.max(46, words.length * 6.4 + 30)
  const x = box.width > 60 ? box.x - 8 : box.x + box.width / 2 - width / 2
  const y = box.y - 19
  return (
    <g class={late ? 'token late' : 'token'} transform={`translate(${round(x)} ${round(y)})`}>
      <rect class="plate-of" x={0} y={0} width={round(width)} height={21} rx={late ? 3 : 10.5} />
      <circle class="dot-of" cx={12} cy={10.5} r={5} />
      <text class="label of-12 from-left" x={22} y={14.8}>
        {words}
      </text>
    </g>
  )
}

function Tick({ box }: { box: Box }) {
  const [x, y] = box.width > 60 ? [box.x + box.width - 6, box.y + 4] : [box.x + box.width - 5, box.y + 3]
  return (
    <g class="tick" transform={`translate(${round(x)} ${round(y)})`}>
      <circle cx={0} cy={0} r={8.5} />
      <path d="M-4 .3-1.2 3.2 4.2-3" />
    </g>
  )
}

/** Samples of what is on the picture, each with its word. */
function Legend({ language, marks }: { language: Language; marks: CaseMarks }) {
  const t = texts(language)
  const late = marks.here.some((one) => one.late)
  return (
    <ul class="process-legend row" aria-label={t.legend}>
      {marks.here.some((one) => !one.late) && (
        <li>
          <svg class="bpmn" width="34" height="24" viewBox="0 0 34 24" aria-hidden="true">
            <g class="is-activity here">
              <rect class="body thin" x={3} y={3} width={28} height={18} rx={5} />
            </g>
          </svg>
          {t.legendHere}
        </li>
      )}
      {late && (
        <li>
          <svg class="bpmn" width="34" height="24" viewBox="0 0 34 24" aria-hidden="true">
            <g class="is-activity here late">
              <rect class="body thin" x={3} y={3} width={28} height={18} rx={5} />
            </g>
          </svg>
          {t.legendLate}
        </li>
      )}
      {marks.done.length > 0 && (
        <li>
          <svg class="bpmn" width="24" height="24" viewBox="-12 -12 24 24" aria-hidden="true">
            <Tick box={{ x: 5, y: -3, width: 0, height: 0 }} />
          </svg>
          {t.legendDone}
        </li>
      )}
      {marks.taken.length > 0 && (
        <li>
          <svg class="bpmn" width="40" height="24" viewBox="0 0 40 24" aria-hidden="true">
            <DrawEdge edge={sample} taken />
          </svg>
          {t.legendTaken}
        </li>
      )}
    </ul>
  )
}

const sample = { id: '', name: '', kind: 'sequence', points: [{ x: 2, y: 12 }, { x: 38, y: 12 }], label: null, mark: null, markAway: 0, arrows: 'end', envelope: null } as const
