import { isUuid, type Uuid } from '../../../base/ids.ts'
import { refuse } from '../../../base/result.ts'
import { showDay } from '../../../base/show-time.ts'
import { dayOf } from '../../../base/time.ts'
import { page, type Request } from '../../../journal/kernel.ts'
import { BackLink } from '../../../ui/components/back-link.tsx'
import { Button, ButtonLink } from '../../../ui/components/button.tsx'
import { Card } from '../../../ui/components/card.tsx'
import { Document } from '../../../ui/components/document.tsx'
import { EmptyState } from '../../../ui/components/empty-state.tsx'
import { Form } from '../../../ui/components/form.tsx'
import { Table } from '../../../ui/components/table.tsx'
import { Tag, type Tone } from '../../../ui/components/tag.tsx'
import type { CaseLine } from '../../../vocabulary/case-lists.ts'
import type { CaseStatus } from '../../../vocabulary/cases.ts'
import { CountNeeds, FindNeeds, needThemes, type NeedTheme } from '../../../vocabulary/needs.ts'
import { isAgent } from '../permits.ts'
import { countThemes, themesOf, type ThemeCount } from '../store.ts'
import { texts } from '../texts/texts.ts'

type Model = {
  readonly lines: readonly CaseLine[]
  readonly themes: ReadonlyMap<Uuid, NeedTheme>
  readonly counts: readonly ThemeCount[]
  readonly all: number
  readonly after: Uuid | undefined
  readonly more: boolean
}

const onePage = 40

/** What people need and found in no list: how many by theme, and those of the agent's teams, newest first, each with its theme to choose. */
export const deskNeeds = page<Model>({
  name: 'desk-needs',
  path: '/desk/needs',
  door: 'desk',
  permit: isAgent,
  async load(r) {
    if (r.actor.kind !== 'agent') return refuse('SignInNeeded')
    const asked = r.query.get('after')
    const after = isUuid(asked) ? asked : undefined
    const [found, counts, all] = await Promise.all([r.ask(FindNeeds, { teams: r.actor.teams, after, limit: onePage + 1 }), countThemes(r.db), r.ask(CountNeeds, {})])
    const lines = found.slice(0, onePage)
    return { lines, themes: await themesOf(r.db, lines.map(line => line.case)), counts, all, after, more: found.length > onePage }
  },
  view(model, r) {
    const t = texts(r.language)
    const { lines, after, more } = model
    return (
      <Document site={r.site} title={t.title} noindex desk>
        <div class="wrap page stack gap-5">
          <BackLink href={r.url('/desk')}>{t.back}</BackLink>
          <h1>{t.title}</h1>
          <p>{t.lead}</p>
          <Counts r={r} model={model} />
          <h2>{t.list}</h2>
          {lines.length === 0 ? (
            <EmptyState title={t.none}>
              <p>{t.noneLead}</p>
            </EmptyState>
          ) : (
            <ul class="stack gap-3">
              {lines.map(line => (
                <Need r={r} line={line} theme={model.themes.get(line.case)} />
              ))}
            </ul>
          )}
          {(after !== undefined || more) && (
            <div class="row">
              {after !== undefined && <ButtonLink href={r.url('/desk/needs')}>{t.newest}</ButtonLink>}
              {more && <ButtonLink href={`${r.url('/desk/needs')}?after=${lines.at(-1)!.case}`}>{t.older}</ButtonLink>}
            </div>
          )}
        </div>
      </Document>
    )
  },
})

function Counts({ r, model: { counts, all } }: { r: Request; model: Model }) {
  const t = texts(r.language)
  if (all === 0) return null
  const themed = counts.reduce((sum, one) => sum + one.count, 0)
  const rows = [...counts.map(({ theme, count }) => [t.themes[theme], count] as const), ...(all > themed ? [[t.unthemed, all - themed] as const] : [])]
  return (
    <Card id="themes" title={t.counted(all)} flat small>
      <Table id="needs" caption={t.caption} columns={[{ label: t.theme }, { label: t.count, numeric: true }]} rows={rows} />
    </Card>
  )
}

function Need({ r, line, theme }: { r: Request; line: CaseLine; theme: NeedTheme | undefined }) {
  const t = texts(r.language)
  const subject = line.subject || t.erased
  const id = `theme-${line.case}`
  return (
    <li class="card stack gap-2" id={`need-${line.case}`}>
      <h3>
        <a href={r.url('/desk/cases/:case', { case: line.case })}>{subject}</a>
      </h3>
      <p class="row gap-2">
        <Tag tone={tones[line.status]}>{t.status[line.status]}</Tag>
        <span class="mute">
          <span class="code">{line.number}</span>, {t.filed(showDay(dayOf(line.filed, r.authority.zone), r.language))}
        </span>
      </p>
      <Form csrf={r.csrf} action={r.url('/desk/needs/:need/theme', { need: line.case })}>
        <div class="row gap-2">
          <label for={id}>
            {t.theme}
            <span class="vh">: {subject}</span>
          </label>
          <select class="input" data-size="medium" id={id} name="theme">
            {theme === undefined && <option value="">{t.choose}</option>}
            {needThemes.map(one => (
              <option value={one} selected={one === theme}>
                {t.themes[one]}
              </option>
            ))}
          </select>
          <Button>{t.keep}</Button>
        </div>
      </Form>
    </li>
  )
}

const tones: Readonly<Record<CaseStatus, Tone>> = { received: 'warn', examined: 'info', waiting: 'info', deciding: 'info', accepted: 'ok', refused: 'mute', withdrawn: 'mute', lapsed: 'mute' }
