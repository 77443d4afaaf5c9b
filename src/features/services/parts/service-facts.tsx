import type { Reading } from '../../../base/language.ts'
import { say } from '../../../engines/forms/say.ts'
import type { Request } from '../../../journal/kernel.ts'
import { Card } from '../../../ui/components/card.tsx'
import { Told } from '../../../ui/components/told.tsx'
import { isHandover, type Evidence } from '../../../vocabulary/services.ts'
import { documentsAsked, type AskedDocument } from '../documents-asked.ts'
import { texts } from '../texts/texts.ts'
import { tellTables, type ServiceTables } from '../tables.ts'
import { DecisionTable } from './decision-table.tsx'
import { Fees } from './fees.tsx'
import type { ServiceModel } from './load-service.ts'
import { PathAhead } from './service-path.tsx'

/** What decides whether to begin: what it is, what it needs, what it costs, when the answer comes. */
export function ServiceFacts({ r, entry, tables, path }: { r: Request } & ServiceModel) {
  const { reading } = r
  const t = texts(reading)
  const { description } = entry
  const { cost, answer, silence, milestones, evidence } = description
  const documents = isHandover(entry) ? [] : documentsAsked(entry.form)
  return (
    <>
      <Card id="about" title={t.about}>
        <p>
          <Told said={say(description.description, reading)} />
        </p>
      </Card>
      {evidence && (
        <Card id="needs" title={t.needsTitle}>
          {evidence.length + documents.length === 0 && <p>{t.needsNothing}</p>}
          {(['atHand', 'fetched', 'later'] as const).map(need => (
            <Needs title={t.needs[need]} evidence={evidence.filter(e => e.need === need)} reading={reading} />
          ))}
          <Documents documents={documents} reading={reading} />
        </Card>
      )}
      <Card id="cost" title={t.costTitle}>
        <p>
          <Told said={say(cost.words, reading)} />
        </p>
        {cost.table && <Fees table={cost.table} reading={reading} />}
        {tables && tellTables(tables, reading).filter(({ id }) => givesMoney(tables, id)).map(table => <DecisionTable id={`fees-${table.id}`} table={table} reading={reading} />)}
      </Card>
      {milestones ? (
        <Card id="delay" title={t.path.title}>
          <PathAhead r={r} entry={entry} path={path} milestones={milestones} />
        </Card>
      ) : (
        (answer || silence) && (
          <Card id="delay" title={t.delayTitle}>
            {answer && (
              <p>
                <Told said={say(answer.words, reading)} />
              </p>
            )}
            {silence && (
              <>
                <h3>{t.noAnswer[silence.means]}</h3>
                <p>
                  <Told said={say(silence.words, reading)} />
                </p>
              </>
            )}
          </Card>
        )
      )}
    </>
  )
}

/** Whether people pay what a table gives. */
const givesMoney = ({ tables }: ServiceTables, id: string): boolean => tables.find(({ decision }) => decision.id === id)!.table.outputs.some(({ type }) => type.kind === 'money')

function Needs({ title, evidence, reading }: { title: string; evidence: readonly Evidence[]; reading: Reading }) {
  if (evidence.length === 0) return null
  return (
    <div>
      <h3>{title}</h3>
      <ul class="list">
        {evidence.map(({ name, note }) => (
          <li>
            <Told said={say(name, reading)} />
            {note && (
              <small class="source">
                <Told said={say(note, reading)} />
              </small>
            )}
          </li>
        ))}
      </ul>
    </div>
  )
}

function Documents({ documents, reading }: { documents: readonly AskedDocument[]; reading: Reading }) {
  const t = texts(reading)
  if (documents.length === 0) return null
  return (
    <div>
      <h3>{t.documents}</h3>
      <ul class="list">
        {documents.map(({ label, maybe }) => (
          <li>
            <Told said={say(label, reading)} />
            {maybe && <small class="source">{t.ifNeeded}</small>}
          </li>
        ))}
      </ul>
    </div>
  )
}
