import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newUuid, type Uuid } from '../../src/base/ids.ts'
import { AppealFiled } from '../../src/vocabulary/appeals.ts'
import { DecideCase, FileCase, WithdrawCase, type FileCaseInput } from '../../src/vocabulary/cases.ts'
import { sql } from '../../src/journal/sql.ts'
import { filing, visitor } from '../support/example.ts'
import type { Visitor } from '../support/visitor.ts'
import { csrfIn } from '../support/visitor.ts'
import { answers, base, openTribunal, text, to, type Tribunal } from './tribunal.ts'

/* Appeals over HTTP with real sessions and events: begun from a refused request alone, whatever a post says. */

let town: Tribunal
beforeAll(async () => { town = await openTribunal() })
afterAll(() => town?.close())

const page = (id: Uuid) => `${base}/requests/${id}`
const contest = async (who: Visitor, id: Uuid) => who.post(`${page(id)}/appeals/appeal`, { csrf: csrfIn((await who.get(page(id))).body) })

/** Begins an appeal by the page's button and answers its form; the address of its check. */
async function written(who: Visitor, id: Uuid): Promise<string> {
  let address = to(await contest(who, id))
  for (const fields of answers) address = to(await who.post(address, { ...fields, csrf: csrfIn((await who.get(address)).body) }))
  expect(address).toMatch(/\/check$/)
  return address
}
const send = async (who: Visitor, check: string) => who.post(check, { csrf: csrfIn((await who.get(check)).body) })
const idIn = (address: string): Uuid => /\/apply\/([^/]+)/.exec(address)![1]!

describe('the way to contest', () => {
  test('is shown to the applicant of a refusal, with its last day, on the page and beside the letter', async () => {
    const { file, who } = await town.refused()
    for (const address of [page(file.id), `${page(file.id)}/letter`]) {
      const said = text((await who.get(address)).body)
      expect(said).toContain('Contester cette décision')
      expect(said).toContain('Jusqu’au lundi 18 janvier 2027 inclus.')
    }
    expect(text((await who.get(page(file.id).replace('/fr/', '/de/'))).body)).toContain('Diese Entscheidung anfechten')
  })

  test('is not there before a decision, nor after an acceptance', async () => {
    const open = await town.filed()
    expect((await open.who.get(page(open.file.id))).body).not.toContain('Contester cette décision')
    const accepted = await town.decided('accepted')
    expect((await accepted.who.get(page(accepted.file.id))).body).not.toContain('Contester cette décision')
  })

  test('ends after its day, and the page says what is left', async () => {
    const { file, who } = await town.refused()
    const before = town.clock.now
    try {
      town.clock.now = Date.parse('2027-01-18T20:00:00Z')
      const late = await town.again(file, who)
      expect((await late.get(page(file.id))).body).toContain('/appeals/appeal')
      const csrf = csrfIn((await late.get(page(file.id))).body)
      town.clock.now = Date.parse('2027-01-19T08:00:00Z')
      const said = text((await late.get(page(file.id))).body)
      expect(said).toContain('Le dernier jour pour contester ainsi était le lundi 18 janvier')
      expect(said).toContain('Saisir le tribunal')
      expect(said).not.toContain('Contester cette décision')
      // A page that stood open since the day before.
      expect(to(await late.post(`${page(file.id)}/appeals/appeal`, { csrf }))).toBe(page(file.id))
    } finally {
      town.clock.now = before
    }
  })

  test('begins nowhere else: the service’s own page leads to the refused request', async () => {
    const who = town.newVisitor()
    const body = (await who.get(`${base}/services/appeal`)).body
    expect(text(body)).toContain('Ouvrez la demande qui a été refusée')
    expect(body).not.toContain('/services/appeal/start')
    const csrf = csrfIn((await who.get(`${base}/services/cantine-periscolaire`)).body)
    expect(to(await who.post(`${base}/services/appeal/start`, { csrf }))).toBe(`${base}/services/appeal`)
    expect(await town.drafts()).toEqual([])
  })
})

describe('filing', () => {
  test('links both cases, once, however often it is sent, and a second appeal leads to the first', async () => {
    const { file, who } = await town.refused()
    const check = await written(who, file.id)
    expect(text((await who.get(check)).body)).toContain(`Vous contestez la décision sur la demande ${file.number}`)
    const other = to(await contest(who, file.id))
    expect(other).toContain('/resume')
    const twice = await Promise.all([send(who, check), send(who, check)])
    expect(twice.map(to)).toEqual([`${page(idIn(check))}/receipt`, `${page(idIn(check))}/receipt`])
    const appeal = await town.read(idIn(check))
    expect(appeal.about).toBe(file.id)
    await expect.poll(async () => (await town.read(file.id)).appeals, { timeout: 15_000 }).toEqual([{ case: appeal.id, number: appeal.number }])
    expect(await town.count(AppealFiled.type, file.id)).toBe(1)

    expect(text((await who.get(page(file.id))).body)).toMatch(new RegExp(`Demandes liées Recours ${appeal.number}.* En cours d’examen`))
    expect(text((await who.get(page(appeal.id))).body)).toMatch(new RegExp(`Décision contestée ${file.number}.* Refusée le lundi 16 novembre`))
    expect((await who.get(page(file.id))).body).not.toContain('Contester cette décision')
    expect(to(await contest(who, file.id))).toBe(page(appeal.id))
  })

  test('of two that were written side by side, the second leads to the first', async () => {
    const { file, who } = await town.refused()
    const first = await written(who, file.id)
    const csrf = csrfIn((await who.get(page(file.id))).body)
    let second = to(await who.post(`${page(file.id)}/appeals/appeal`, { csrf, anew: 'yes' }))
    for (const fields of answers) second = to(await who.post(second, { ...fields, csrf: csrfIn((await who.get(second)).body) }))
    expect(idIn(second)).not.toBe(idIn(first))
    const sent = await Promise.all([send(who, first), send(who, second)])
    const filed = (await town.about(file.id))
    expect(filed).toHaveLength(1)
    expect(new Set(sent.map(to))).toEqual(new Set([`${page(filed[0]!)}/receipt`, page(filed[0]!)]))
  })

  test('after one that was withdrawn, another one can be filed', async () => {
    const { file, who } = await town.refused()
    const first = await written(who, file.id)
    await send(who, first)
    await town.act(visitor(await town.holderOf(idIn(first))), WithdrawCase, { case: idIn(first), reason: '' })
    const second = await written(who, file.id)
    expect(to(await send(who, second))).toBe(`${page(idIn(second))}/receipt`)
    expect((await town.about(file.id)).sort()).toEqual([idIn(first), idIn(second)].sort())
  })

  test('from a device that does not hold the refused request waits until it is opened there', async () => {
    const { file, who } = await town.refused()
    const check = await written(who, file.id)
    const { number, code } = await town.kept(who, check)
    const other = town.newVisitor()
    expect(to(await other.post(`${base}/drafts`, { number, code, csrf: csrfIn((await other.get(`${base}/drafts`)).body) }))).toContain('/resume')
    const shown = (await other.get(check)).body
    expect(shown).not.toContain(file.number)
    expect(text(shown)).toContain('une demande refusée que cet appareil n’ouvre pas')
    const refused = await send(other, check)
    expect(refused.statusCode).toBe(422)
    expect(text(refused.body)).toContain('Ouvrez-la d’abord avec son numéro et son code secret')
    await town.again(file, other)
    expect(to(await send(other, check))).toBe(`${page(idIn(check))}/receipt`)
  })
})

describe('whatever is sent about which case', () => {
  const forge = (more: Partial<FileCaseInput>, actor: Uuid = newUuid()) => town.send(1, visitor(actor), FileCase, filing(actor, { service: 'appeal', number: `RG-2026-${newUuid().slice(-5)}`, team: 'legal', answers: {}, ...more }))
  test('another person’s, an accepted one, none, another authority’s, and one whose service takes none are refused', async () => {
    const { file } = await town.refused()
    const accepted = await town.decided('accepted')
    const open = await town.filed()
    const away = await town.refused(2)
    expect(await forge({ about: file.id })).toEqual({ refused: 'AppealNotYours' })
    expect(await forge({ about: away.file.id }, away.holder)).toEqual({ refused: 'AppealNotYours' })
    expect(await forge({ about: newUuid() })).toEqual({ refused: 'AppealNotYours' })
    expect(await forge({ about: accepted.file.id }, accepted.holder)).toEqual({ refused: 'NotAppealable' })
    expect(await forge({ about: open.file.id }, open.holder)).toEqual({ refused: 'NotAppealable' })
    expect(await forge({})).toEqual({ refused: 'AppealOfNothing' })
    // A service that takes no appeals takes none, whatever is sent with it.
    const { file: mine, holder } = await town.refused()
    expect(await forge({ about: mine.id, service: 'cantine-periscolaire' }, holder)).toEqual({ refused: 'NotAppealable' })
    // Nor does one stand beside another by naming a chain of its own.
    expect(await forge({ about: mine.id, after: newUuid() }, holder)).toEqual({ refused: 'AlreadyAppealed' })
  })

  test('the page begins none for whoever does not hold the request, nor for one that was not refused', async () => {
    const { file } = await town.refused()
    const open = await town.filed()
    const stranger = open.who
    const csrf = csrfIn((await stranger.get(page(open.file.id))).body)
    expect((await stranger.post(`${page(file.id)}/appeals/appeal`, { csrf })).statusCode).toBe(404)
    expect((await stranger.post(`${page(open.file.id)}/appeals/cantine-periscolaire`, { csrf })).statusCode).toBe(404)
    expect(to(await stranger.post(`${page(open.file.id)}/appeals/appeal`, { csrf }))).toBe(page(open.file.id))
  })

  test('a refusal that silence made is contested like one that was sent', async () => {
    const { file, who } = await town.filed('need-silence')
    const before = town.clock.now
    try {
      town.clock.now = Date.parse('2027-01-20T08:00:00Z')
      await town.journal.sweep()
      expect((await town.read(file.id)).tacit?.outcome).toBe('refused')
      const late = await town.again(file, who)
      expect(text((await late.get(page(file.id))).body)).toContain('Contester cette décision Jusqu’au mercredi 17 mars inclus.')
      const check = await written(late, file.id)
      expect(to(await send(late, check))).toBe(`${page(idIn(check))}/receipt`)
    } finally {
      town.clock.now = before
    }
  })
})

describe('the decision of an appeal', () => {
  test('is not made by whoever made the first one; the desk says so before, and both pages tell what came of it', async () => {
    const { file, who } = await town.refused()
    const check = await written(who, file.id)
    await send(who, check)
    const appeal = idIn(check)
    await town.throughOpinion(appeal)
    const at = `${base}/desk/cases/${appeal}`
    const first = await town.signedIn('both@example.org')
    const seen = text((await first.get(at)).body)
    expect(seen).toContain('Vous avez pris la décision contestée.')
    expect((await first.get(at)).body).not.toContain('outcome=')
    expect(seen).toContain('La cantine est pleine.')
    const letter = { case: appeal, outcome: 'accepted' as const, reasons: 'Fondé.', legalBasis: 'CRPA', appeal: 'Tribunal.', undoSeconds: 0 }
    expect(await town.send(1, town.decider, DecideCase, letter)).toEqual({ refused: 'DecidedFirst' })
    const second = await town.signedIn('legal@example.org')
    const desk = text((await second.get(at)).body)
    expect(desk).toContain('Dernier jour pour contester : 18 janvier 2027')
    expect(desk).toContain(file.number)
    expect((await second.get(at)).body).toContain('outcome=accepted')
    // It decides the appeal; the other team's case stays theirs.
    expect((await second.get(at)).body).not.toContain(`/desk/cases/${file.id}`)
    expect((await first.get(at)).body).toContain(`/desk/cases/${file.id}`)
    await town.act(town.judge, DecideCase, letter)
    town.clock.now += 1_000
    await town.journal.sweep()
    await expect.poll(async () => (await town.read(appeal)).status, { timeout: 15_000 }).toBe('accepted')
    expect(text((await who.get(page(file.id))).body)).toContain('Le recours a été accepté le lundi 16 novembre')
    expect(text((await first.get(`${base}/desk/cases/${file.id}`)).body)).toMatch(/Demandes liées Recours contre cette décision .* Accepté le 16 novembre 2026/)
  })
})

test('the journal holds of the link nothing but ids', async () => {
  const facts = await town.journal.db(1).rows<{ facts: object }>(sql("select facts from journal where authority = $1 and type = 'AppealFiled'"), [1])
  for (const one of facts) expect(Object.keys(one.facts).sort()).toEqual(['case', 'number'])
})
