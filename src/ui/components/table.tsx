import type { Children } from '../../base/jsx/html.ts'
import type { Said } from '../../engines/forms/control.ts'
import { Told } from './told.tsx'

/** `said`: the label in a package's words. */
export type Column = { readonly label: string; readonly said?: Said; readonly numeric?: boolean }

/** Figures and facts in rows; the first cell of a row names it. On a phone a row becomes a block, each cell with its column's name. */
export function Table({ id, caption, columns, rows }: { id: string; caption: Children; columns: readonly Column[]; rows: readonly (readonly Children[])[] }) {
  return (
    <div class="table" role="region" aria-labelledby={`${id}-caption`} tabindex={0}>
      <table>
        <caption id={`${id}-caption`}>{caption}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <th scope="col" class={column.numeric ? 'num' : undefined}>
                {column.said ? <Told said={column.said} /> : column.label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr>
              {row.map((cell, i) =>
                i === 0 ? (
                  <th scope="row">{cell}</th>
                ) : (
                  <td class={columns[i]?.numeric ? 'num' : undefined} data-label={columns[i]?.label}>
                    {cell}
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
