import { Card } from '../components/card.tsx'
import { FileLinks } from '../components/file-links.tsx'
import { Bubble, Messages } from '../components/messages.tsx'
import { Receipt } from '../components/receipt.tsx'
import { Rows } from '../components/rows.tsx'
import { SummaryList } from '../components/summary-list.tsx'
import { Table } from '../components/table.tsx'
import { Tag } from '../components/tag.tsx'
import { Told } from '../components/told.tsx'
import { WorkedOut } from '../components/worked-out.tsx'
import type { ToldWork } from '../../engines/dmn/tell-work.ts'

const work: ToldWork = {
  task: 'price', decision: 'price', name: { text: 'Prix d’un repas' }, purpose: { text: 'Calcule le prix selon le quotient familial.' }, article: 'Délibération du 12 mai (exemple)', refuses: false, result: { text: '2,85 €' },
  parts: [{
    id: 'price', name: { text: 'Prix d’un repas' },
    facts: [{ label: { text: 'Quotient familial' }, value: { text: '742 €' }, questions: ['quotient'], guarded: false }, { label: { text: 'Habite la commune' }, value: { text: 'Oui' }, questions: ['resident'], guarded: false }],
    rules: [{ row: 2, conditions: [{ input: { text: 'Quotient familial' }, value: [{ text: '400 € ou plus et moins de 800 €' }], matters: true }, { input: { text: 'Habite la commune' }, value: [{ text: 'Oui' }], matters: true }], results: [{ text: '2,85 €' }], formulas: [false], sentence: null, article: null }],
  }],
}

/** Facts, answers, messages, a receipt, a table. */
export function FactsSpecimen() {
  return (
    <>
      <div class="split">
        <div class="stack gap-6">
          <Card title="Vérifiez vos réponses" id="answers">
            <SummaryList
              language="fr"
              rows={[
                { question: 'Prénom et nom de l’enfant', answer: 'Lou Exemple', change: '#answers' },
                { question: 'Jours de cantine', answer: 'lundi, mardi et jeudi', change: '#answers' },
                { question: 'Allergies', answer: 'Arachides.\nUne trousse est à l’école.', change: '#answers', guarded: true },
                { question: 'Justificatif', answer: <FileLinks language="fr" files={[{ file: 'a', name: 'Quittance.pdf', bytes: 84_000 }]} href={() => '#answers'} /> },
                { question: 'Demande envoyée', answer: 'lundi 16 novembre, 21 h 14' },
              ]}
            />
          </Card>
          <Card title="Messages" id="messages">
            <Messages>
              <Bubble who="Camille Modèle" of="service Éducation" when="17 novembre, 9 h 41" datetime="2026-11-17T09:41" text="Bonjour, votre dossier est complet. Lou a-t-il une allergie ?" />
              <Bubble who="Vous" when="17 novembre, 12 h 20" datetime="2026-11-17T12:20" mine text={'Bonjour,\nnon, aucune allergie. Merci !'}>
                <div>
                  <Tag tone="ok">Lu</Tag>
                </div>
              </Bubble>
            </Messages>
          </Card>
        </div>
        <div class="stack gap-5">
          <Card title="Ce que vous paierez" id="rows" small>
            <Rows
              rows={[
                { name: 'Tarif, tranche 3', value: '2,85 € le repas', source: 'exemple de barème' },
                { name: '3 repas par semaine', value: 'environ 34 € par mois' },
                { name: 'Premier paiement', value: '5 janvier' },
              ]}
            />
          </Card>
          <Card>
            <WorkedOut language="fr" works={[work]} register={() => '#rows'} />
          </Card>
          <Card title="Besoin d’aide ?" id="aside" small flat>
            <p>Ce cadre sans fond porte ce qui est moins important.</p>
            <p>
              Un texte qui n’est pas encore traduit reste dans sa langue : <Told said={{ text: 'School meals', lang: 'en' }} />.
            </p>
          </Card>
        </div>
      </div>
      <Receipt language="fr" number="CA-2026-04871" code="K7PM-4XQT-92HD" />
      <Card>
        <Table
              id="facts"
          caption="Délais de réponse, par service"
          columns={[{ label: 'Service' }, { label: 'Demandes', numeric: true }, { label: 'Dans les temps', numeric: true }]}
          rows={[
            ['Cantine et périscolaire', '412', '97 %'],
            ['Vacances et loisirs', '138', '91 %'],
          ]}
        />
      </Card>
    </>
  )
}
