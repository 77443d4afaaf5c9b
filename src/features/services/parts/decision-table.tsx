import type { Reading } from '../../../base/language.ts'
import type { ToldRow, ToldTable } from '../../../engines/dmn/tell-table.ts'
import { Table } from '../../../ui/components/table.tsx'
import { Told, ToldAll, ToldWithin } from '../../../ui/components/told.tsx'
import { texts } from '../texts/texts.ts'

/** A decision table with its rules in rows, numbered as the explanation of a case numbers them. */
export function DecisionTable({ id, table, reading }: { id: string; table: ToldTable; reading: Reading }) {
  const t = texts(reading).algorithms
  const column = (said: ToldTable['name']) => ({ label: said.text, said })
  const worded = table.rows.some(row => row.sentence !== null || row.article !== null)
  return (
    <>
      <Table
        id={id}
        caption={<ToldWithin sentence={t.caption} said={table.name} />}
        columns={[{ label: t.rule }, ...table.inputs.map(column), ...table.outputs.map(column), ...(worded ? [{ label: t.inWords }] : [])]}
        rows={table.rows.map(row => [
          row.row === 'default' ? t.otherwise : String(row.row),
          ...table.inputs.map((_, at) => (row.conditions[at] ? <ToldAll parts={row.conditions[at].value} /> : t.otherwise)),
          ...row.results.map((said, at) => (row.row !== 'default' && computes(row, at) ? t.seeWords : <Told said={said} />)),
          ...(worded ? [<Words row={row} />] : []),
        ])}
      />
      <p class="mute">{table.hit}</p>
    </>
  )
}

/** A formula is said in the row's own words. */
const computes = ({ sentence, formulas }: ToldRow, at: number): boolean => sentence !== null && formulas[at] === true

function Words({ row: { row, sentence, article } }: { row: ToldRow }) {
  if ((row === 'default' || !sentence) && !article) return <>–</>
  return (
    <>
      {row !== 'default' && sentence && <Told said={sentence} />}
      {article && <small class="source">{article}</small>}
    </>
  )
}
