import type { Site } from '../../journal/kernel.ts'
import { Button } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import { CasePane, Desk, Rail } from '../components/desk.tsx'
import { Letter } from '../components/letter.tsx'
import { Queue, QueueGroup, QueueRow } from '../components/queue.tsx'
import { Rows } from '../components/rows.tsx'
import { Tag } from '../components/tag.tsx'

/** The agents' desk with an open case, as large as it is on their screens. */
export function DeskSpecimen({ site }: { site: Site }) {
  return (
    <section class="stack" aria-labelledby="desk">
      <h2 id="desk">Le guichet des agents</h2>
      <div class="app specimen">
        <Desk rail={<SampleRail />} queue={<SampleQueue />} open={<SampleCase site={site} />} />
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

export const SampleCase = ({ site }: { site: Site }) => (
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
      <Letter
        authority={site.authority}
        language="fr"
        on={Date.UTC(2026, 10, 19, 9, 5)}
        number="CA-2026-04871"
        to="Alex Modèle"
        service={{ text: 'Cantine et périscolaire' }}
        subject="Mia Modèle, CE1"
        outcome="accepted"
        reasons="Il reste des places à l’école de l’exemple les lundis, mardis et jeudis."
        legalBasis="Règlement de la restauration scolaire (exemple), article 4."
        appeal={'Vous pouvez contester cette décision dans les deux mois :\n– par un courrier à la mairie ;\n– devant le tribunal administratif.'}
        by="Camille Modèle"
        team="service Éducation"
      />
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
