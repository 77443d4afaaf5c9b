import type { Activity, Shape } from '../../engines/bpmn/diagram/diagram.ts'
import { DrawLabel, round } from './draw-label.tsx'
import { DrawEvent, DrawGateway, EventSign } from './draw-event.tsx'
import { markSigns, taskSigns } from './signs.ts'

/** How far a case is at an element. */
export type Progress = 'here' | 'late' | 'done' | null

/** An element in its place, with its sign, its marks and its name. */
export function DrawShape({ shape, progress }: { shape: Shape; progress: Progress }) {
  return (
    <g class={`is-${shape.kind}${progress ? ` ${progress === 'late' ? 'here late' : progress}` : ''}`} data-id={shape.id}>
      {shape.name && <title>{shape.name}</title>}
      <Body shape={shape} />
      <DrawLabel label={shape.label} free={outside.has(shape.kind)} />
    </g>
  )
}

/** Whose name stands beside it. */
const outside: ReadonlySet<Shape['kind']> = new Set(['event', 'gateway', 'data', 'store', 'group', 'message', 'conversation'])

function Body({ shape }: { shape: Shape }) {
  const { x, y, width, height } = shape.box
  const frame = { x: round(x), y: round(y), width: round(width), height: round(height) }
  switch (shape.kind) {
    case 'activity':
      return <Step shape={shape} activity={shape} />
    case 'event':
      return <DrawEvent event={shape} />
    case 'gateway':
      return <DrawGateway gateway={shape} />
    case 'pool':
    case 'lane': {
      const head = shape.upright ? `M${frame.x} ${round(y + 30)}H${round(x + width)}` : `M${round(x + 30)} ${frame.y}V${round(y + height)}`
      return (
        <>
          <rect class="body" {...frame} />
          {shape.kind === 'pool' && shape.head && <path class="thin" d={head} />}
          {shape.several && <path class="glyph" transform={`translate(${round(x + width / 2 - 7)} ${round(y + height - 17)})`} d={markSigns.parallel.d} />}
        </>
      )
    }
    case 'data':
      return (
        <>
          <path class="body" d={`M${frame.x} ${frame.y}H${round(x + width - 10)}L${round(x + width)} ${round(y + 10)}V${round(y + height)}H${frame.x}ZM${round(x + width - 10)} ${frame.y}V${round(y + 10)}H${round(x + width)}`} />
          {shape.arrow && <path class={shape.arrow === 'in' ? 'glyph' : 'glyph filled'} transform={`translate(${round(x + 3)} ${round(y + 3)})`} d="M1 5H8V2L14 7 8 12V9H1Z" />}
          {shape.several && <path class="glyph" transform={`translate(${round(x + width / 2 - 7)} ${round(y + height - 15)})`} d={markSigns.parallel.d} />}
        </>
      )
    case 'store': {
      const curve = Math.min(10, height / 5)
      const [left, right, top, low] = [frame.x, round(x + width), round(y + curve), round(y + height - curve)]
      const arc = (at: number) => `M${left} ${at}C${left} ${round(at + curve * 1.3)} ${right} ${round(at + curve * 1.3)} ${right} ${at}`
      return <path class="body" d={`M${left} ${top}C${left} ${round(y - curve * 0.3)} ${right} ${round(y - curve * 0.3)} ${right} ${top}V${low}C${right} ${round(low + curve * 1.3)} ${left} ${round(low + curve * 1.3)} ${left} ${low}Z${arc(top)}${arc(top + 5)}${arc(top + 10)}`} />
    }
    case 'note':
      return <path class="thin" d={`M${round(x + 12)} ${frame.y}H${frame.x}V${round(y + height)}H${round(x + 12)}`} />
    case 'message':
      return <path class="body" d={`M${frame.x} ${frame.y}H${round(x + width)}V${round(y + height)}H${frame.x}ZM${frame.x} ${frame.y}L${round(x + width / 2)} ${round(y + height * 0.6)} ${round(x + width)} ${frame.y}`} />
    case 'conversation':
      return <path class="body" d={`M${frame.x} ${round(y + height / 2)}L${round(x + width / 4)} ${frame.y}H${round(x + (width * 3) / 4)}L${round(x + width)} ${round(y + height / 2)} ${round(x + (width * 3) / 4)} ${round(y + height)}H${round(x + width / 4)}Z`} />
    case 'band':
      return <rect class={shape.initiates ? 'body' : 'body answers'} {...frame} />
    case 'choreography':
    case 'group':
      return <rect class="body" rx={10} {...frame} />
  }
}

function Step({ shape, activity }: { shape: Shape; activity: Activity }) {
  const { x, y, width, height } = shape.box
  const signs = activity.task === 'none' ? [] : taskSigns[activity.task]
  return (
    <>
      <rect class={`body ${activity.border}${activity.open ? ' opened' : ''}`} rx={10} x={round(x)} y={round(y)} width={round(width)} height={round(height)} />
      {activity.border === 'double' && <rect class="thin" rx={7} x={round(x + 3.5)} y={round(y + 3.5)} width={round(width - 7)} height={round(height - 7)} />}
      {signs.length > 0 && (
        <g class="small" transform={`translate(${round(x + 6)} ${round(y + 5)})`}>
          {signs.map((sign) => (
            <>
              <path class={sign.filled ? 'glyph filled' : 'glyph'} d={sign.d} />
              {sign.over && <path class={sign.filled ? 'over' : 'glyph'} d={sign.over} />}
            </>
          ))}
        </g>
      )}
      {activity.starts && (
        <g transform={`translate(${round(x + 15)} ${round(y + 15)})`}>
          <circle class={activity.starts.dashed ? 'thin dashed' : 'thin'} r={10} cx={0} cy={0} />
          <EventSign sign={activity.starts.sign} filled={false} scale={0.55} />
        </g>
      )}
      {activity.marks.map((mark, i) => (
        <path class="glyph mark" transform={`translate(${round(x + width / 2 - activity.marks.length * 9 + i * 18 + 2)} ${round(y + height - 17)})`} d={markSigns[mark].d} />
      ))}
    </>
  )
}
