import { plainOf, type Reading } from '../../../base/language.ts'
import { money, showMoney } from '../../../base/money.ts'
import type { Said } from '../../../engines/forms/control.ts'
import { say } from '../../../engines/forms/say.ts'
import { Table } from '../../../ui/components/table.tsx'
import { Told } from '../../../ui/components/told.tsx'
import type { FeeRow, FeeTable } from '../../../vocabulary/services.ts'
import { texts } from '../texts/texts.ts'

/** A service's fees: one row a bracket of the measure, prices in the authority's currency. */
export function Fees({ table, reading }: { table: FeeTable; reading: Reading }) {
  const show = (cents: number): string => showMoney(money(cents, table.currency), plainOf(reading))
  return (
    <Table
      id="fees"
      caption={<Told said={say(table.caption, reading)} />}
      columns={[column(say(table.measure, reading)), ...table.columns.map(c => ({ ...column(say(c.name, reading)), numeric: true }))]}
      rows={table.rows.map(row => [bracket(row, table, reading), ...table.columns.map(c => show(row.prices[c.id]!))])}
    />
  )
}

const column = (said: Said) => ({ label: said.text, said })

function bracket({ from, below }: FeeRow, { currency }: FeeTable, reading: Reading): string {
  const t = texts(reading)
  const show = (cents: number): string => showMoney(money(cents, currency), plainOf(reading), { whole: true })
  if (below === null) return t.from(show(from))
  return from === 0 ? t.below(show(below)) : t.between(show(from), show(below))
}
