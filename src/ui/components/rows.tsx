import type { ComponentChildren } from 'preact'

/** Short facts, a name and a value each. */
export function Rows({ rows }: { rows: readonly { name: string; value: ComponentChildren; source?: ComponentChildren }[] }) {
  return (
    <dl class="rows">
      {rows.map(({ name, value, source }) => (
        <div>
          <dt>{name}</dt>
          <dd>
            {value}
            {source && <small class="source">{source}</small>}
          </dd>
        </div>
      ))}
    </dl>
  )
}
