import type { Feature } from '../../journal/kernel.ts'
import { handOver, publishService, retireService, rollBackService } from './decide.ts'
import { editionQuestions, editions } from './editions.ts'
import { handoverKind } from './handover-state.ts'
import { algorithms } from './pages/algorithms.tsx'
import { allServices } from './pages/all-services.tsx'
import { audience } from './pages/audience.tsx'
import { deskService } from './pages/desk-service.tsx'
import { deskServices } from './pages/desk-services.tsx'
import { deskHandover, handover } from './pages/handover.ts'
import { getService } from './operations/get-service.ts'
import { listAlgorithms } from './operations/list-algorithms.ts'
import { listServices } from './operations/list-services.ts'
import { editions as editionsPage } from './pages/editions.tsx'
import { home } from './pages/home.tsx'
import { lifeEvent } from './pages/life-event.tsx'
import { retirement } from './pages/retirement.tsx'
import { rollBack } from './pages/roll-back.tsx'
import { serviceEditions } from './pages/service-editions.tsx'
import { service } from './pages/service.tsx'
import { handovers, publishedServices, questions } from './store.ts'
import { serviceKind } from './state.ts'

export { takenAddresses } from './package/check-files.ts'
export { examinePackage } from './package/examine-package.ts'
export { tellFinding, tellRefusal } from './package/finding.ts'
export { readFiles } from './package/read-files.ts'
export { publishContent, publishPackage, readPackage } from './publish.ts'

/** Services: what an authority publishes, version by version, and the catalogue that shows it. */
export const services: Feature = {
  name: 'services',
  kinds: [serviceKind, handoverKind],
  commands: [publishService, rollBackService, retireService, handOver],
  questions: [...questions, ...editionQuestions],
  views: [publishedServices, editions, handovers],
  pages: [home, algorithms, allServices, lifeEvent, audience, service, handover, deskServices, deskService, deskHandover, editionsPage, serviceEditions, rollBack, retirement],
  operations: [listServices, getService, listAlgorithms],
}
