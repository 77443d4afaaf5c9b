import { BackLink } from './components/back-link.tsx'
import { Document } from './components/document.tsx'
import { Plate, Sign, NextPlate } from './components/plate.tsx'
import { ControlsSpecimen } from './gallery/controls-specimen.tsx'
import { DeskSpecimen } from './gallery/desk-specimen.tsx'
import { FactsSpecimen } from './gallery/facts-specimen.tsx'
import { ProcessSpecimen } from './gallery/process-specimen.tsx'
import { StatusSpecimen } from './gallery/status-specimen.tsx'
import type { Diagram } from '../engines/bpmn/diagram/diagram.ts'
import type { Site } from '../journal/kernel.ts'

/**
 * The living page: every component in every state, in the colours of the authority that is looked at.
 * What has to be read first (a process) is given. Its sample words stand in French, the reference, whatever the frame's language; nobody in it is real.
 */
export function Gallery({ site, process }: { site: Site; process: Diagram }) {
  return (
    <Document site={site} title="Les pièces de l’interface" noindex>
      <div lang="fr" class="stack gap-7">
        <div>
          <BackLink href={site.home}>Accueil</BackLink>
          <Sign>
            <Plate>
              <p>Interface de Parvis</p>
              <h1>Les pièces de l’interface</h1>
              <p>Chaque pièce, dans chacun de ses états.</p>
            </Plate>
            <NextPlate icon="hourglass" state="La couleur d’accent" lead="Elle veut dire : maintenant, ou ensuite">
              <p>Elle ne veut jamais rien dire d’autre.</p>
            </NextPlate>
          </Sign>
        </div>
        <StatusSpecimen />
        <FactsSpecimen />
        <ControlsSpecimen csrf={site.csrf} />
        <DeskSpecimen site={site} />
        <ProcessSpecimen process={process} />
      </div>
    </Document>
  )
}
