import { question, view, type AuthorityDb } from '../../journal/kernel.ts'
import { sql } from '../../journal/sql.ts'
import { FindStandings, type CaseStanding } from '../../vocabulary/case-migration.ts'
import { CountLatestFilings, CountWork, FindCasesOf, FindCasesToConfirm, FindWork, GiveNumber, type CaseLine } from '../../vocabulary/case-lists.ts'
import { FindCaseByNumber, GetCase } from '../../vocabulary/cases.ts'
import { CountTableDecisions } from '../../vocabulary/case-process.ts'
import { CountNeeds, FindNeeds } from '../../vocabulary/needs.ts'
import { FindPressingCases, type PressingCase } from '../../vocabulary/work-reminders.ts'
import { fileOf, findAppeals } from './appeals.ts'
import { refusedWhereClosed, statusOf, turnOf } from './process.ts'
import { caseKind, type CaseState } from './state.ts'

/** One row a case: what lists show of it. */
export const caseLines = view<CaseState>({
  table: 'case_lines', of: caseKind,
  rows: s => s.filed === null ? [] : [{
    number: s.number, service: s.service, package_version: s.packageVersion, subject: s.subject === 'erased' ? '' : s.subject,
    applicant: s.contact === 'erased' ? '' : s.contact.name, status: statusOf(s), team: s.team, turn: turnOf(s), filed: s.filed, due: s.due, touched: s.touched,
    agent: s.agent?.id ?? null, agent_name: s.agent?.name ?? null, unread: unread(s), silence: isToAnswer(s) ? (s.silence?.last ?? null) : null,
  }],
})

/** Whose queue a case stands in: one row for its team, and one for each team with a step to do. Nobody's once it is closed. */
export const caseWork = view<CaseState>({
  table: 'case_work', of: caseKind,
  rows: s => s.filed === null || turnOf(s) === 'nobody' ? [] : [...new Set([s.team, ...stepTeams(s)])].map(team => ({ team, turn: team === s.team ? turnOf(s) : 'team', due: s.due })),
})

/** Nobody has answered yet, and the applicant waits for it: what presses is only such a case. */
const isToAnswer = (s: CaseState): boolean => ['received', 'examined'].includes(statusOf(s))

const stepTeams = (s: CaseState): readonly string[] => (s.process?.open ?? []).flatMap(step => (step.team === undefined ? [] : [step.team]))

/** Who may open which case. */
export const caseHolders = view<CaseState>({ table: 'case_holders', of: caseKind, rows: s => s.holders.map(holder => ({ holder, filed: s.filed! })) })

/** Addresses that were given and not confirmed yet, as keyed hashes. */
export const caseAddresses = view<CaseState>({
  table: 'case_addresses', of: caseKind,
  rows: s => s.contact !== 'erased' && s.contact.addressKey && !s.contactConfirmed ? [{ address_key: s.contact.addressKey }] : [],
})

/** Every table that had a say in a case, once for each time. */
export const tableDecisions = view<CaseState>({
  table: 'table_decisions', of: caseKind,
  rows: s => s.worked.flatMap(one => ('value' in one ? [...new Set([one.decision, ...one.rules.map(rule => rule.decision)])].map(decision => ({ service: s.service, decision, at: one.at })) : [])).map((row, nth) => ({ nth, ...row })),
})

/** The applicant wrote last, and no agent has done anything since. */
function unread(s: CaseState): boolean {
  const last = s.messages.at(-1)
  if (last?.from !== 'applicant') return false
  return !s.history.some(h => h.by === 'agent' && h.at > last.at)
}

const columns = `v.stream as "case", v.number, v.service, v.package_version as "packageVersion", v.subject, v.applicant, v.status, v.filed, v.due, v.touched,
  v.agent, v.agent_name as "agentName", v.unread`
const ofHolder = sql(`select ${columns} from case_holders h join case_lines v on v.authority = h.authority and v.stream = h.stream
  where h.authority = $1 and h.holder = $2 order by h.filed desc limit 200`)
// The keyset leads the index, one team at a time: an OFFSET reads all it skips (lab: 12 ms at 5,000).
const work = sql(`select distinct on (t.due, t."case") t.* from unnest($2::text[]) as team(name) cross join lateral (
    select ${columns} from case_work w join case_lines v on v.authority = w.authority and v.stream = w.stream
    where w.authority = $1 and w.team = team.name and w.turn = $3 and w.turn <> 'nobody' and (w.due, w.stream) > ($4::date, $5::uuid)
    order by w.due, w.stream limit $6
  ) t order by t.due, t."case" limit $6`)
// Streams sort by the time at which they began, so the key finds the latest without another index.
const latest = sql(`select service, count(*)::int as count from (select service from case_lines where authority = $1 order by stream desc limit $2) l group by service`)
// The service's name stands in the statement, so that the index of needs alone is used.
const needs = sql(`select ${columns} from case_lines v where v.authority = $1 and v.service = 'need' and v.team = any($2) and v.stream < $3 order by v.stream desc limit $4`)
const needCount = sql(`select count(*)::int as count from case_lines where authority = $1 and service = 'need'`)
const uses = sql('select service, decision, count(distinct stream)::int as count from table_decisions where authority = $1 and at >= $2 group by service, decision')
const toConfirm = sql('select stream as "case" from case_addresses where authority = $1 and address_key = $2 limit 50')
const counts = sql(`select count(distinct stream) filter (where turn = 'team') as "toDo", count(distinct stream) filter (where turn = 'applicant') as waiting
  from case_work where authority = $1 and team = any($2) and turn <> 'nobody'`)
// The heads, not the list: whoever moves cases may not miss one that the list does not show yet. What is certainly closed stays unread.
const standings = sql(`select stream from streams where authority = $1 and kind = 'case' and stream > $3 and state ->> 'service' = $2
  and state -> 'withdrawn' = 'null' and (state -> 'decision' = 'null' or state -> 'decision' -> 'sent' = 'null') order by stream limit $4`)

// Few of many: both days lead an index. A case that waits for the applicant has another status, and its clocks stand still.
const pressing = sql(`select v.stream as "case", v.team, array(select w.team from case_work w where w.authority = v.authority and w.stream = v.stream and w.team <> v.team) as teams,
    v.agent, v.due::text, v.silence::text
  from case_lines v where v.authority = $1 and v.status in ('received', 'examined') and v.stream in (
    select w.stream from case_work w where w.authority = $1 and w.turn = 'team' and w.due <= $3::date
    union all select l.stream from case_lines l where l.authority = $1 and l.silence between $2::date and $4::date)`)

async function standingOf(db: AuthorityDb, id: string): Promise<readonly CaseStanding[]> {
  const s = (await db.head(caseKind, id))!.state
  if (refusedWhereClosed(s)) return []
  const { number, packageVersion, processVersion, answers, about, process } = s
  return [{ case: id, number, packageVersion, processVersion, answers, about, deciding: s.decision !== null, waiting: s.waiting !== null, state: process?.state ?? null }]
}

export const questions = [
  question({ call: GetCase, answer: (db, i) => fileOf(db, i.case) }),
  findAppeals,
  question({
    call: FindCaseByNumber,
    async answer(db, i) {
      const id = await db.claimed(`number/${i.number}`)
      return id ? fileOf(db, id) : null
    },
  }),
  question({ call: FindCasesOf, answer: (db, i) => db.rows<CaseLine>(ofHolder, [db.authority, i.holder]) }),
  question({ call: FindCasesToConfirm, answer: (db, i) => db.rows<{ case: string }>(toConfirm, [db.authority, i.addressKey]) }),
  question({
    call: FindWork,
    answer: (db, i) => db.rows<CaseLine>(work, [db.authority, i.teams, i.waiting ? 'applicant' : 'team', i.after?.due ?? '-infinity', i.after?.case ?? '00000000-0000-0000-0000-000000000000', i.limit]),
  }),
  question({ call: CountWork, answer: async (db, i) => (await db.rows<{ toDo: number; waiting: number }>(counts, [db.authority, i.teams]))[0]! }),
  question({ call: FindNeeds, answer: (db, i) => db.rows<CaseLine>(needs, [db.authority, i.teams, i.after ?? 'ffffffff-ffff-ffff-ffff-ffffffffffff', i.limit]) }),
  question({ call: CountNeeds, answer: async db => (await db.rows<{ count: number }>(needCount, [db.authority]))[0]!.count }),
  question({
    call: FindStandings,
    async answer(db, i) {
      const found = await db.rows<{ stream: string }>(standings, [db.authority, i.service, i.after ?? '00000000-0000-0000-0000-000000000000', i.limit])
      return { cases: (await Promise.all(found.map(one => standingOf(db, one.stream)))).flat(), next: found.length === i.limit ? found.at(-1)!.stream : null }
    },
  }),
  question({ call: FindPressingCases, answer: (db, i) => db.rows<PressingCase>(pressing, [db.authority, i.today, i.due, i.law]) }),
  question({ call: CountLatestFilings, answer: (db, i) => db.rows<{ service: string; count: number }>(latest, [db.authority, i.of]) }),
  question({ call: CountTableDecisions, answer: (db, i) => db.rows<{ service: string; decision: string; count: number }>(uses, [db.authority, i.since]) }),
  question({
    call: GiveNumber,
    answer: async (db, i) => `${i.prefix}-${i.year}-${String(await db.nextNumber(`case/${i.year}`)).padStart(5, '0')}`,
  }),
]
