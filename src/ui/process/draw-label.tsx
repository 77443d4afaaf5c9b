import type { Label } from '../../engines/bpmn/diagram/diagram.ts'

/** Lines of text around their middle. `free`: it stands on whatever is drawn there, so it has a rim of paper. */
export function DrawLabel({ label, free }: { label: Label | null; free?: boolean }) {
  if (!label) return null
  const line = label.size * 1.22
  const top = label.y - (label.lines.length * line) / 2
  return (
    <text class={`label of-${label.size}${free ? ' free' : ''}${label.anchor === 'start' ? ' from-left' : ''}`} transform={label.upright ? `rotate(-90 ${round(label.x)} ${round(label.y)})` : undefined}>
      {label.lines.map((text, i) => (
        <tspan x={round(label.x)} y={round(top + (i + 0.5) * line + label.size * 0.35)}>
          {text}
        </tspan>
      ))}
    </text>
  )
}

/** A length as it is written: a tenth of a pixel is enough. */
export const round = (length: number): number => Math.round(length * 10) / 10
