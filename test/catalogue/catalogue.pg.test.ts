import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { sql } from '../../src/journal/sql.ts'
import { CountHandovers } from '../../src/vocabulary/services.ts'
import { base, listed, openTownHall, submit, to, type TownHall } from './town-hall.ts'

let town: TownHall
const url = 'https://titres.example/carte?depuis=mairie'
beforeAll(async () => {
  town = await openTownHall()
  await town.publish('cantine')
  await town.publish('carte-identite', s => Object.assign(s, {
    name: { fr: 'Carte d’identité' }, summary: { fr: 'Faire ou refaire sa carte.' }, description: { fr: 'Un titre de l’État.' }, keywords: [{ fr: 'papiers, CNI' }], audiences: ['citizen', 'visitor'], lifeEvents: ['citizenship'],
    handover: { to: { fr: 'L’État' }, url, words: { fr: 'La demande se fait sur le site de l’État.' } },
  }))
  await town.publish('velo', s => Object.assign(s, { name: { fr: 'Emprunter un vélo' }, summary: { fr: 'Un vélo pour l’année.' }, description: { fr: 'Des vélos.' }, keywords: [{ fr: 'bicyclette' }], audiences: ['citizen'], lifeEvents: ['transport'] }))
  await town.publish('teletravail', s => Object.assign(s, { name: { fr: 'Télétravailler' }, keywords: [{ fr: 'maison' }], internal: true, audiences: ['staff'] }))
  await town.publish('ailleurs', s => Object.assign(s, { name: { fr: 'Service d’une autre ville' } }), 2)
})
afterAll(() => town?.close())

const get = async (path: string) => (await town.newVisitor().get(base + path)).body

describe('the home', () => {
  test('begins with a search field that sends without a script, and lists everything public by name', async () => {
    const home = await get('')
    expect(home).toMatch(/<form class="search" method="get" action="\/town-1\/fr" role="search">/)
    expect(listed(home)).toEqual(['carte-identite', 'velo', 'cantine'])
    expect(home.indexOf('id="q"')).toBeLessThan(home.indexOf('id="services"'))
  })
  test('says what others render, and leads to the need, to requests, to somebody to talk to', async () => {
    const home = await get('')
    expect(home).toContain('Service rendu par\u202f: L’État')
    expect(home).toContain(`href="${base}/services/need"`)
    expect(home).toContain('tel:+33200000000')
    expect(home).not.toContain(url)
  })
  test('is the same in German, with the author’s words marked', async () => {
    const home = (await town.newVisitor().get('/town-1/de')).body
    expect(home).toContain('Was suchen Sie?')
    expect(home).toContain('<span lang="fr">Carte d’identité</span>')
  })
  test('shows another authority only its own', async () => expect(listed((await town.newVisitor().get('/town-2/fr')).body)).toEqual(['ailleurs']))
})

describe('a search', () => {
  test.each([['cantine', 'cantine'], ['CNI', 'carte-identite'], ['mes papiers', 'carte-identite'], ['bicylcette', 'velo'], ['vél', 'velo']])('for %s shows %s first', async (typed, id) => {
    expect(listed(await get(`?q=${encodeURIComponent(typed)}`))[0]).toBe(id)
  })
  test('says which slip it read over, and keeps what was typed', async () => {
    const page = await get('?q=bicylcette')
    expect(page).toContain('Vous avez écrit «\u202fbicylcette\u202f». Nous avons cherché «\u202fbicyclette\u202f».')
    expect(page).toContain('value="bicylcette"')
  })
  test('that finds nothing says so, names what nobody uses, and offers other ways', async () => {
    const page = await get('?q=zorglub')
    expect(page).toContain('Aucune démarche ne correspond')
    expect(page).toContain('«\u202fzorglub\u202f»')
    expect(page).toContain(`href="${base}/services/need"`)
    expect(listed(page)).toEqual([])
  })
  test('finds nothing that is for staff, and no door to needs among the services', async () => {
    expect(listed(await get('?q=teletravail'))).not.toContain('teletravail')
    expect(listed(await get('?q=besoin'))).not.toContain('need')
  })
  test('shows what was typed as text', async () => {
    const page = await get(`?q=${encodeURIComponent('<img src=x onerror=alert(1)>"')}`)
    expect(page).not.toContain('<img src=x')
  })
  test.each(['%00', '%', '%E0%A4%A', 'a'.repeat(5000), '%20%20'])('for %s answers all the same', async typed => {
    expect((await town.newVisitor().get(`${base}?q=${typed}`)).statusCode).toBeLessThan(500)
  })
})

describe('lists', () => {
  test('by life event and by audience hold what is marked so', async () => {
    expect(listed(await get('/life-events/transport'))).toEqual(['velo'])
    expect(listed(await get('/for/citizen'))).toEqual(['carte-identite', 'velo'])
    expect(listed(await get('/services'))).toEqual(['carte-identite', 'velo', 'cantine'])
  })
  test.each(['/life-events/death', '/life-events/nothing', '/for/staff', '/for/nobody', '/for/__proto__'])('%s is not there', async path => {
    expect((await town.newVisitor().get(base + path)).statusCode).toBe(404)
  })
})

describe('a service', () => {
  /** The steps of its path, as they are read. */
  const pathIn = (html: string): string[] => [.../<ol class="steps">(.*?)<\/ol>/s.exec(html)![1]!.matchAll(/<li[^>]*>(.*?)<\/li>/gs)].map(([, step]) => step!.replace(/<svg.*?<\/svg>/gs, '').replace(/<[^>]+>/g, ' ').replace(/[\s\u2060]+/g, ' ').trim())

  test('says what happens after it is sent: who has it, what may be asked, by when, and what no answer means', async () => {
    const path = pathIn(await get('/services/cantine'))
    expect(path.slice(0, 3)).toEqual([
      'Envoi de votre demande', 'Vérification : rien ne manque ? Service Éducation S’il manque quelque chose, nous vous écrivons. Votre demande attend alors votre réponse.', 'Décision du service Éducation',
    ])
    expect(path[3]).toMatch(/^Vous recevez la réponse Au plus tard le 7 décembre, si vous envoyez aujourd’hui Le service Éducation répond .* Si personne ne répond à temps, la loi dit oui Sans réponse au bout de deux mois/)
    expect(path).toHaveLength(4)
  })
  test('says the same in German, and in easy language', async () => {
    const [german, easy] = await Promise.all(['de', 'fr-simple'].map(async reading => pathIn((await town.newVisitor().get(`/town-1/${reading}/services/cantine`)).body)))
    expect(german!.at(-1)).toContain('Spätestens am 7. Dezember, wenn Sie heute absenden')
    expect(easy!.at(-1)).toContain('Alors la réponse est oui. C’est la loi.')
  })
  test('names the days on which its authority is closed, where its promise does not count them', async () => {
    const elsewhere = (await town.newVisitor().get('/town-2/fr/services/ailleurs')).body.replace(/[\s\u2060]+/g, ' ')
    expect(elsewhere).toContain('Au plus tard le jeudi 10 décembre')
    expect(elsewhere).toContain('ces jours, qui ne comptent pas : 20 novembre, du 26 au 27 novembre.')
    expect(await get('/services/cantine')).not.toContain('qui ne comptent pas')
  })
})

describe('a hand-over', () => {
  test('says whose it is, and leads there by a post that is counted and names nobody', async () => {
    const visitor = town.newVisitor()
    const page = (await visitor.get(`${base}/services/carte-identite?for=visitor`)).body
    expect(page).toContain('La demande se fait sur le site de l’État.')
    expect(page).toContain('titres.example')
    expect(page).not.toContain('/services/carte-identite/start')
    expect(to(await submit(visitor, `${base}/services/carte-identite`, {}, `${base}/services/carte-identite/handover`))).toBe(url)
    expect(to(await submit(visitor, `${base}/services/carte-identite`, { for: 'visitor' }, `${base}/services/carte-identite/handover`))).toBe(url)
    await expect.poll(() => town.journal.ask(1)(CountHandovers, { since: '2026-11-16' })).toEqual([{ service: 'carte-identite', count: 2 }])
  })
  test('leads nowhere else, whatever the form says', async () => {
    const visitor = town.newVisitor()
    expect(to(await submit(visitor, `${base}/services/carte-identite`, { to: 'https://evil.example', url: 'https://evil.example', for: 'nobody' }, `${base}/services/carte-identite/handover`))).toBe(url)
  })
  test('leads on, without counting, whoever does it all the time', async () => {
    const visitor = town.newVisitor('192.0.2.7')
    const counted = async () => (await town.journal.db(1).rows(sql(`select 1 from journal where authority = $1 and type = 'HandedOver'`), [1])).length
    const before = await counted()
    for (let i = 0; i < 35; i++) expect(to(await submit(visitor, `${base}/services/carte-identite`, {}, `${base}/services/carte-identite/handover`))).toBe(url)
    expect(await counted()).toBe(before + 30)
  })
  test('has nothing to fill in', async () => {
    const visitor = town.newVisitor()
    expect((await submit(visitor, `${base}/services/carte-identite`, {}, `${base}/services/carte-identite/start`)).statusCode).toBe(404)
    expect((await submit(visitor, `${base}/services/cantine`, {}, `${base}/services/cantine/handover`)).statusCode).toBe(404)
  })
  test('is of its authority only', async () => expect((await town.newVisitor().get('/town-2/fr/services/carte-identite')).statusCode).toBe(404))
})

describe('an internal service', () => {
  test('is not there for the public, neither its page nor its beginning', async () => {
    const visitor = town.newVisitor()
    expect((await visitor.get(`${base}/services/teletravail`)).statusCode).toBe(404)
    expect((await submit(visitor, `${base}/services/cantine`, {}, `${base}/services/teletravail/start`)).statusCode).toBe(404)
    expect(to(await visitor.get(`${base}/desk/services`))).toContain('/desk/sign-in')
    expect(to(await visitor.get(`${base}/desk/services/teletravail`))).toContain('/desk/sign-in')
  })
  test('stands at the desk, and an agent asks for it as a person', async () => {
    const { who } = await town.agent('internal@town.example')
    expect(listed((await who.get(`${base}/desk/services`)).body)).toEqual(['teletravail'])
    const first = to(await submit(who, `${base}/desk/services/teletravail`, {}, `${base}/desk/services/teletravail/start`))
    expect(first).toMatch(/^\/town-1\/fr\/apply\/[0-9a-f-]{36}\//)
    expect((await who.get(first)).statusCode).toBe(200)
    expect((await town.newVisitor().get(first)).statusCode).toBe(404)
    expect((await who.get(`${base}/desk/services/cantine`)).statusCode).toBe(404)
    expect((await submit(who, `${base}/desk/services/teletravail`, {}, `${base}/desk/services/cantine/start`)).statusCode).toBe(404)
  })
})

describe('a service with an opening', () => {
  test('says since when and until when, and can be begun only between', async () => {
    await town.publish('appel', s => Object.assign(s, { name: { fr: 'Appel à projets' }, opening: { from: '2026-11-20T08:00', until: '2026-12-01T12:00' } }))
    const address = `${base}/services/appel`
    const start = (visitor = town.newVisitor()) => submit(visitor, `${base}/services/cantine`, {}, `${address}/start`)
    const now = town.clock.now
    try {
      expect(await get('/services/appel')).toMatch(/Ouvre le vendredi 20 novembre/)
      expect(await get('/services/appel')).not.toContain('/start')
      expect(to(await start())).toBe(address)
      town.clock.now = Date.parse('2026-11-20T07:00:00Z')
      expect(await get('/services/appel')).toMatch(/Ouvert jusqu’au mardi 1er décembre/)
      expect(to(await start())).toContain('/apply/')
      town.clock.now = Date.parse('2026-12-01T11:00:00Z')
      expect(await get('/services/appel')).toContain('Fermé depuis le')
      expect(to(await start())).toBe(address)
    } finally {
      town.clock.now = now
    }
  })
})
