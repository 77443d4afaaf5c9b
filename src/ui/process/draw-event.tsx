import type { Look, Shape, Sign } from '../../engines/bpmn/diagram/diagram.ts'
import { round } from './draw-label.tsx'
import { eventSigns } from './signs.ts'

/** One ring begins, two are on the way, a thick one ends; a filled sign throws, a hollow one catches. */
export function DrawEvent({ event }: { event: Shape & Extract<Look, { kind: 'event' }> }) {
  const radius = Math.min(event.box.width, event.box.height) / 2
  const throws = event.at === 'throw' || event.at === 'end'
  const inner = event.at === 'catch' || event.at === 'throw' || event.at === 'boundary'
  return (
    <g transform={`translate(${round(event.box.x + event.box.width / 2)} ${round(event.box.y + event.box.height / 2)})`}>
      <circle class={`body ${event.at}${event.dashed ? ' dashed' : ''}`} cx={0} cy={0} r={round(radius)} />
      {inner && <circle class={event.dashed ? 'thin dashed' : 'thin'} cx={0} cy={0} r={round(radius - 3)} />}
      <EventSign sign={event.sign} filled={throws} scale={(radius / 18) * (inner ? 0.82 : 0.95)} />
    </g>
  )
}

/** The sign of what an event throws or waits for, around 0, 0. */
export function EventSign({ sign, filled, scale }: { sign: Sign; filled: boolean; scale: number }) {
  if (sign === 'none') return null
  const { d, over } = eventSigns[sign]
  const full = filled || sign === 'terminate'
  return (
    <g transform={`scale(${scale.toFixed(2)})`}>
      <path class={full ? 'glyph filled' : 'glyph'} d={d} />
      {over && <path class={full ? 'over' : 'glyph'} d={over} />}
    </g>
  )
}

export function DrawGateway({ gateway }: { gateway: Shape & Extract<Look, { kind: 'gateway' }> }) {
  const { x, y, width, height } = gateway.box
  const [cx, cy] = [x + width / 2, y + height / 2]
  const scale = (Math.min(width, height) / 50).toFixed(2)
  const kind = gateway.gateway
  return (
    <>
      <path class="body" d={`M${round(cx)} ${round(y)}L${round(x + width)} ${round(cy)} ${round(cx)} ${round(y + height)} ${round(x)} ${round(cy)}Z`} />
      <g transform={`translate(${round(cx)} ${round(cy)}) scale(${scale})`}>
        {kind === 'exclusive' && <path class="bold" d="M-7.5-8.5 7.5 8.5M7.5-8.5-7.5 8.5" />}
        {kind === 'parallel' && <path class="bold" d="M0-12V12M-12 0H12" />}
        {kind === 'complex' && <path class="bold" d="M0-12V12M-12 0H12M-8-8 8 8M8-8-8 8" />}
        {kind === 'inclusive' && <circle class="hoop" cx={0} cy={0} r={11.5} />}
        {(kind === 'event' || kind === 'startEvent' || kind === 'startEvents') && <circle class="thin" cx={0} cy={0} r={14.5} />}
        {kind === 'event' && <circle class="thin" cx={0} cy={0} r={12} />}
        {kind === 'startEvents' && <path class="glyph" d={eventSigns.parallel.d} />}
        {(kind === 'event' || kind === 'startEvent') && <path class="glyph" transform="scale(.8)" d={eventSigns.multiple.d} />}
      </g>
    </>
  )
}
