import type { Diagram } from '../../engines/bpmn/diagram/diagram.ts'
import { Card } from '../components/card.tsx'
import { Fold } from '../components/fold.tsx'
import type { CaseMarks } from '../process/marks.ts'
import { ProcessPicture } from '../process/process-picture.tsx'
import { ProcessWords } from '../process/process-words.tsx'

/** A process with a case on it: two opinions were asked at the same time, one was given, the other is late and was called for. */
export function ProcessSpecimen({ process }: { process: Diagram }) {
  return (
    <Card title="Une procédure et son dossier" id="process">
      <p class="mute">Dessinée par le serveur, avec la même chose en mots. Deux avis ont été demandés ; l’un manque encore.</p>
      <ProcessPicture language="fr" id="felling" pictures={process.pictures} name="Abattage d’un arbre" marks={marks} />
      <Fold title="La procédure en mots" open>
        <ProcessWords language="fr" id="felling" tales={process.tales} marks={marks} />
      </Fold>
    </Card>
  )
}

const marks: CaseMarks = {
  here: [{ at: 'heritage', late: true, label: 'en retard de 2 jours' }, { at: 'given', label: '1 avis sur 2' }],
  done: ['filed', 'check', 'complete', 'ask', 'green', 'late', 'remind', 'reminded'],
  taken: ['f1', 'f2', 'f3', 'f10', 'f11', 'f12', 'f14', 'f15'],
}
