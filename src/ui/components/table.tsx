import type { Children } from '../../base/jsx/html.ts'

export type Column = { readonly label: string; readonly numeric?: boolean }

/** Figures and facts in rows; the first cell of a row names it. On a phone a row becomes a block, each cell with its column's name. */
export function Table({ caption, columns, rows }: { caption: string; columns: readonly Column[]; rows: readonly (readonly Children[])[] }) {
  return (
    <div class="table" role="region" aria-label={caption} tabindex={0}>
      <table>
        <caption>{caption}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <th scope="col" class={column.numeric ? 'num' : undefined}>
                {column.label}
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
