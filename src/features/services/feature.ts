import type { Feature } from '../../journal/kernel.ts'
import { handOver, publishService } from './decide.ts'
import { handoverKind } from './handover-state.ts'
import { home } from './pages/home.tsx'
import { service } from './pages/service.tsx'
import { handovers, publishedServices, questions } from './store.ts'
import { serviceKind } from './state.ts'

export { checkPackage, publishContent, publishPackage, readPackage } from './publish.ts'

/** Services: what an authority publishes, version by version, and the catalogue that shows it. */
export const services: Feature = {
  name: 'services',
  kinds: [serviceKind, handoverKind],
  commands: [publishService, handOver],
  questions,
  views: [publishedServices, handovers],
  pages: [home, service],
}
