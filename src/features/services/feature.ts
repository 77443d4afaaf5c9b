import type { Feature } from '../../journal/kernel.ts'
import { publishService } from './decide.ts'
import { home } from './pages/home.tsx'
import { service } from './pages/service.tsx'
import { publishedServices, questions } from './store.ts'
import { serviceKind } from './state.ts'

export { publishPackage, readPackage } from './publish.ts'

/** Services: what an authority publishes, version by version, and the catalogue that shows it. */
export const services: Feature = {
  name: 'services',
  kinds: [serviceKind],
  commands: [publishService],
  questions,
  views: [publishedServices],
  pages: [home, service],
}
