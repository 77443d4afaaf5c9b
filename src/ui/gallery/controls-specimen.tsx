import { Button } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import { CheckBox, CheckGroup } from '../components/check-box.tsx'
import { DateInputs } from '../components/date-inputs.tsx'
import { FileInput } from '../components/file-input.tsx'
import { Form } from '../components/form.tsx'
import { LocatedInput } from '../components/located-input.tsx'
import { RadioGroup } from '../components/radio-group.tsx'
import { SearchList } from '../components/search-list.tsx'
import { Select } from '../components/select.tsx'
import { TextArea } from '../components/text-area.tsx'
import { TextInput } from '../components/text-input.tsx'

const days = [
  { value: 'monday', label: 'Lundi' },
  { value: 'tuesday', label: 'Mardi' },
  { value: 'thursday', label: 'Jeudi' },
]

/** Every control: as it comes, with a hint, with an error, filled in. */
export function ControlsSpecimen({ csrf }: { csrf: string }) {
  return (
    <Card title="Champs" id="controls">
      <Form action="#controls" csrf={csrf} label="Exemples de champs">
        <div class="grid gap-6">
          <TextInput language="fr" name="sample.given" label="Prénom de l’enfant" autoComplete="off" value="Lou" />
          <TextInput language="fr" name="sample.family" label="Nom de famille de l’enfant" error="Écrivez le nom de famille de l’enfant." />
          <TextInput language="fr" name="sample.quotient" label="Quotient familial" hint="Il est sur votre attestation de la Caf." inputMode="numeric" size="short" suffix="€" optional />
          <Select language="fr" name="sample.school" label="École" options={[{ value: 'a', label: 'École de l’exemple' }, { value: 'b', label: 'École du modèle' }]} value="b" />
          <SearchList language="fr" name="sample.line" label="Ligne de bus" hint="Écrivez quelques lettres." options={[{ value: '1', label: 'Ligne 1, Mairie – Gare', words: 'bleue' }, { value: '2', label: 'Ligne 2, Stade – Marché' }]} typed="lign" error="Cette réponse n’est pas dans la liste." />
          <LocatedInput language="fr" name="sample.address" label="Adresse" value={{ text: '3 rue de l’Exemple\n14123 Fleury-sur-Orne' }} lines={3} autoComplete="off" />
          <DateInputs language="fr" name="sample.birth" label="Date de naissance" hint="Par exemple : 27 3 2019" value={{ day: '27', month: '3', year: '2091' }} error="Cette date est dans le futur : vérifiez l’année." />
          <TextArea language="fr" name="sample.note" label="Quelque chose à ajouter" optional rows={3} />
          <RadioGroup language="fr" name="sample.yes" label="L’enfant a-t-il une allergie ?" inline options={[{ value: 'yes', label: 'Oui' }, { value: 'no', label: 'Non' }]} value="no" />
          <RadioGroup
            language="fr"
            name="sample.insurance"
            label="Assurance scolaire"
            error="Choisissez une réponse."
            options={[
              { value: 'have', label: 'Je l’ai' },
              { value: 'later', label: 'Je l’apporterai', hint: 'Avant le premier repas.' },
            ]}
          />
          <CheckGroup language="fr" name="sample.days" label="Jours de cantine" hint="Cochez tous ceux qui conviennent." options={days} values={['monday', 'thursday']} />
          <FileInput language="fr" name="sample.proof" label="Justificatif de domicile" hint="Un seul PDF, 5 Mo au plus." files={[]} accept=".pdf" most={1} bytes={5_000_000} />
          <FileInput
            language="fr"
            name="sample.photos"
            label="Photos du lieu"
            error="plan.svg n’est pas d’un type accepté ici, d’après son contenu. Envoyez : photo ou image (JPEG, PNG, HEIC)."
            files={[{ file: 'a', name: 'Place du marché, côté nord.jpg', bytes: 1_240_000 }]}
            accept="image/*"
            most={3}
            bytes={20_000_000}
          />
          <CheckBox language="fr" name="sample.consent" label="J’ai lu comment mes réponses sont utilisées." />
        </div>
        <div class="row">
          <Button kind="main" type="button">
            Continuer
          </Button>
        </div>
      </Form>
    </Card>
  )
}
