import type { Children } from '../../base/jsx/html.ts'

/** Short facts, a name and a value each. */
export function Rows({ rows }: { rows: readonly { name: Children; value: Children; source?: Children }[] }) {
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
