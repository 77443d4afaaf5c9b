import { showDay } from '../../../base/show-time.ts'
import { dayOf } from '../../../base/time.ts'
import { say } from '../../../engines/forms/say.ts'
import { page, type Request } from '../../../journal/kernel.ts'
import { BackLink } from '../../../ui/components/back-link.tsx'
import { Card } from '../../../ui/components/card.tsx'
import { Document } from '../../../ui/components/document.tsx'
import { EmptyState } from '../../../ui/components/empty-state.tsx'
import { PrintButton } from '../../../ui/components/print-button.tsx'
import { Rows } from '../../../ui/components/rows.tsx'
import { Told, ToldAll, within } from '../../../ui/components/told.tsx'
import { DecisionTable } from '../parts/decision-table.tsx'
import { placeOf, registerOf, type Registered } from '../register.ts'
import { dataOf, tellTables } from '../tables.ts'
import { texts } from '../texts/texts.ts'

/** Every rule by which a part of a decision is worked out, with all that the law asks to be said of it. */
export const algorithms = page<readonly Registered[]>({
  name: 'algorithms',
  path: '/algorithms',
  load: registerOf,
  permit: () => true, // Rules that decide about people are public.
  view(all, r) {
    const t = texts(r.language).algorithms
    return (
      <Document site={r.site} title={t.title}>
        <div class="page stack gap-5">
          <BackLink href={r.site.home}>{texts(r.language).home}</BackLink>
          <div class="stack gap-2">
            <h1>{t.title}</h1>
            {all.length > 0 && <p>{t.lead}</p>}
          </div>
          {all.length === 0 && (
            <EmptyState title={t.none}>
              <p>{t.noneLead}</p>
            </EmptyState>
          )}
          {all.map(one => (
            <Rule r={r} one={one} />
          ))}
          {all.length > 0 && <PrintButton language={r.language} />}
        </div>
      </Document>
    )
  },
})

function Rule({ r, one }: { r: Request; one: Registered }) {
  const t = texts(r.language).algorithms
  const { of, at, since, uses } = one
  const { description } = of.entry
  const told = tellTables(of, r.reading)[at]!
  const { decision, personDecides } = of.tables[at]!
  const service = r.url('/services/:service', { service: description.id })
  const articles = told.article !== null ? [told.article] : description.legalBasis.map(basis => basis.article)
  return (
    <Card id={placeOf(one)} title={<Told said={told.name} />}>
      {told.purpose && (
        <p>
          <Told said={told.purpose} />
        </p>
      )}
      <Rows
        rows={[
          { name: t.for, value: <a href={service}><Told said={say(description.name, r.reading)} /></a> },
          ...(since ? [{ name: t.since, value: t.sinceVersion(since.version, showDay(dayOf(since.published, r.authority.zone), r.language, { year: true })) }] : []),
          { name: t.basis, value: articles.join(' · ') },
          { name: t.looksAt, value: <ul class="list">{dataOf(of, decision, r.reading).map(({ label, from }) => <li><ToldAll parts={within(what => t.looks(what, t.from[from]), label)} /></li>)}</ul> },
          { name: t.after, value: personDecides ? t.person(teamName(r, description.team)) : t.nobody },
          { name: t.used, value: t.uses(uses) },
          { name: t.contest, value: <><Told said={say(description.appeals[0]!.name, r.reading)} /> · <a href={`${service}#appeal`}>{t.contestHow}</a></> },
        ]}
      />
      <DecisionTable id={`${placeOf(one)}-table`} table={told} reading={r.reading} />
    </Card>
  )
}

function teamName(r: Request, id: string): string {
  const team = r.authority.teams.find(one => one.id === id)
  return team ? say(team.name, r.reading).text : id
}
