import { Button } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import { CasePane, Desk, Rail } from '../components/desk.tsx'
import { Queue, QueueGroup, QueueRow } from '../components/queue.tsx'
import { Rows } from '../components/rows.tsx'
import { Tag } from '../components/tag.tsx'

/** The agents' desk with an open case, as large as it is on their screens. */
export function DeskSpecimen() {
  return (
    <section class="stack" aria-labelledby="desk">
      <h2 id="desk">Le guichet des agents</h2>
      <div class="app specimen">
        <Desk rail={<SampleRail />} queue={<SampleQueue />} open={<SampleCase />} />
      </div>
    </section>
  )
}

export const SampleRail = () => (
  <Rail
    language="fr"
    groups={[
      {
        title: 'Service Éducation',
        links: [
          { href: '#desk', icon: 'inbox', label: 'À traiter', count: 12, current: true },
          { href: '#desk', icon: 'hourglass', label: 'Attente', count: 8 },
          { href: '#desk', icon: 'check', label: 'Décidées' },
        ],
      },
    ]}
  />
)

export const SampleQueue = () => (
  <Queue title="À traiter" count={6}>
    <QueueGroup title="En retard et aujourd’hui" count={2}>
      <QueueRow language="fr" href="#case" name="Lou Exemple" service="Cantine" note="Pièce reçue" when="12 nov." deadline={{ daysLeft: -2, share: 1.2 }} />
      <QueueRow language="fr" href="#case" name="Noé Spécimen" service="Cantine" note="À décider" when="13 nov." deadline={{ daysLeft: 0, share: 1 }} unread />
    </QueueGroup>
    <QueueGroup title="Ensuite" count={4}>
      <QueueRow language="fr" href="#case" name="Mia Modèle" service="Cantine et périscolaire" note="Tout est là, à décider" when="16 nov." deadline={{ daysLeft: 3, share: 0.7 }} current />
      <QueueRow language="fr" href="#case" name="Zoé Gabarit" service="Périscolaire du soir" note="Message reçu" when="10 h 31" deadline={{ daysLeft: 5, share: 0.5 }} unread />
      <QueueRow language="fr" href="#case" name="Tom Échantillon" service="Cantine" note="Saisie au guichet" when="19 nov." deadline={{ daysLeft: 9, share: 0.1 }} />
      <QueueRow language="fr" href="#case" name="Léo Patron" service="Cantine" note="Attend sa famille" deadline={{ daysLeft: null, share: 0 }} />
    </QueueGroup>
  </Queue>
)

export const SampleCase = () => (
  <CasePane
    language="fr"
    back={{ href: '#desk', label: 'Dossiers à traiter' }}
    title="Mia Modèle, école de l’exemple"
    above={
      <>
        <span class="mute">
          <span class="code">CA-2026-04871</span>, cantine
        </span>
        <Tag tone="warn">Réponse due le 7 décembre au plus tard</Tag>
      </>
    }
    lead="Lundi, mardi et jeudi, à partir du 14 décembre."
    letter={
      <Card title="Ce qui partira" id="letter">
        <p>Madame,</p>
        <p>Mia est inscrite à la cantine les lundis, mardis et jeudis, à partir du 14 décembre.</p>
        <p>Le repas coûte 2,85 €. Vous recevrez une facture chaque mois.</p>
        <p>Vous pouvez contester cette décision dans les deux mois.</p>
      </Card>
    }
    acts={
      <>
        <Button kind="main" type="button">
          Accepter
        </Button>
        <Button type="button">Demander une pièce</Button>
        <Button type="button" kind="danger">
          Refuser
        </Button>
      </>
    }
  >
    <Card title="Ce que la famille déclare" id="facts">
      <Rows
        rows={[
          { name: 'Quotient familial', value: '742 €', source: 'déclaré le 16 novembre' },
          { name: 'École', value: 'École de l’exemple, CE1', source: 'déclaré le 16 novembre' },
          { name: 'Allergie', value: 'aucune', source: 'déclaré le 16 novembre' },
          { name: 'Assurance', value: 'vue au guichet', source: 'vérifié le 17 novembre' },
        ]}
      />
    </Card>
  </CasePane>
)
