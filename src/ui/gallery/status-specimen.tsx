import { Button, ButtonLink } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import { EmptyState } from '../components/empty-state.tsx'
import { ErrorSummary } from '../components/error-summary.tsx'
import { Fold } from '../components/fold.tsx'
import { Icon } from '../components/icon.tsx'
import { icons, type IconName } from '../components/icons.ts'
import { Notice } from '../components/notice.tsx'
import { Progress } from '../components/progress.tsx'
import { Steps, Step } from '../components/steps.tsx'
import { Tag } from '../components/tag.tsx'
import { UndoCountdown } from '../components/undo-countdown.tsx'

/** Buttons, words of status, notices, the path of a request. */
export function StatusSpecimen() {
  return (
    <>
      <Card title="Boutons" id="buttons">
        <p class="mute">Un seul bouton plein par page : celui de la suite la plus probable.</p>
        <div class="row">
          <Button kind="main" type="button" icon="send">
            Envoyer la demande
          </Button>
          <Button type="button">Demander une pièce</Button>
          <Button kind="quiet" type="button" icon="attach">
            Joindre un document
          </Button>
          <Button kind="danger" type="button" icon="remove">
            Retirer la demande
          </Button>
          <ButtonLink href="#buttons" kind="plain" icon="arrow-right">
            Lien vers la suite
          </ButtonLink>
        </div>
      </Card>
      <Card title="Mots d’état" id="tags">
        <p class="mute">Toujours un dessin et un mot, jamais la couleur seule.</p>
        <div class="row">
          <Tag>À l’étude</Tag>
          <Tag tone="ok">Acceptée</Tag>
          <Tag tone="warn">Réponse due dans 3 jours</Tag>
          <Tag tone="bad">En retard de 2 jours</Tag>
          <Tag tone="mute">Retirée</Tag>
        </div>
      </Card>
      <section class="stack" aria-labelledby="notices">
        <h2 id="notices">Avis</h2>
        <Notice title="Bon à savoir">
          <p>Le quotient familial se trouve sur votre attestation de la Caf.</p>
        </Notice>
        <Notice tone="ok" title="Votre message est parti">
          <p>Le service Éducation l’a reçu.</p>
        </Notice>
        <Notice tone="warn" title="Il manque une pièce">
          <p>Envoyez l’attestation d’assurance avant le 4 décembre.</p>
        </Notice>
        <Notice tone="bad" title="L’e-mail n’est pas parti">
          <p>Rien n’est perdu : nous essayons encore. La réponse est aussi sur cette page.</p>
        </Notice>
        <ErrorSummary
          language="fr"
          errors={[
            { field: 'sample.family', message: 'Écrivez le nom de famille de l’enfant.' },
            { field: 'sample.birth', message: 'La date de naissance est dans le futur : vérifiez l’année.' },
          ]}
        />
        <Card flat>
          <UndoCountdown language="fr" now={0} until={20_000}>
            La décision part à 14 h 32. Vous pouvez encore la reprendre.
          </UndoCountdown>
        </Card>
      </section>
      <section class="stack" aria-labelledby="steps">
        <h2 id="steps">Le parcours d’une demande</h2>
        <div class="grid">
          <Steps>
            <Step language="fr" state="done" title="Demande reçue" when="lundi 16 novembre, 21 h 14" />
            <Step language="fr" state="done" title="Dossier complet" when="mardi 17 novembre, 9 h 40">
              <p>Vérifié par le service Éducation.</p>
            </Step>
            <Step language="fr" state="now" title="Examen de la demande" when="depuis mercredi 18 novembre">
              <p>Le service vérifie les places.</p>
            </Step>
            <Step language="fr" state="next" icon="stamp" title="Décision" when="au plus tard le 7 décembre" />
            <Step language="fr" state="next" icon="meal" title="Premier repas" when="à partir du lundi 14 décembre" />
          </Steps>
          <Steps>
            <Step language="fr" state="done" title="Demande reçue" when="lundi 16 novembre, 21 h 14" />
            <Step language="fr" state="refused" title="Demande refusée" when="jeudi 19 novembre, 10 h 05">
              <p>Les raisons et vos recours sont dans la lettre.</p>
            </Step>
          </Steps>
          <Steps>
            <Step language="fr" state="done" title="Demande reçue" when="lundi 16 novembre, 21 h 14" />
            <Step language="fr" state="withdrawn" title="Demande retirée par vous" when="mardi 17 novembre, 8 h 30" />
          </Steps>
        </div>
        <Fold title="Tout l’historique, heure par heure">
          <ul class="list">
            <li>16 novembre, 21 h 14 : demande envoyée</li>
            <li>17 novembre, 9 h 40 : dossier ouvert par le service</li>
          </ul>
        </Fold>
      </section>
      <Card title="Avancement" id="progress">
        <Progress language="fr" at={3} of={14} />
      </Card>
      <Card>
        <EmptyState title="Rien à traiter">
          <p>Toutes les demandes de l’équipe ont leur réponse.</p>
        </EmptyState>
      </Card>
      <Card title="Dessins" id="icons">
        <p class="mute">Un dessin accompagne un mot. Il ne le remplace pas.</p>
        <ul class="grid gap-2">
          {(Object.keys(icons) as IconName[]).map((name) => (
            <li class="row gap-2">
              <Icon name={name} />
              <span class="s-1" lang="en">
                {name}
              </span>
            </li>
          ))}
        </ul>
      </Card>
    </>
  )
}
