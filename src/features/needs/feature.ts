import type { Feature } from '../../journal/kernel.ts'
import { themeNeed } from './decide.ts'
import { deskNeeds } from './pages/desk-needs.tsx'
import { theme } from './pages/theme.ts'
import { needKind } from './state.ts'
import { needThemes } from './store.ts'

export { needPackage } from './need-package.ts'

/** Needs: what people look for and find in no list. A need is a request for a service that every authority has; here it is counted by theme. */
export const needs: Feature = {
  name: 'needs',
  kinds: [needKind],
  commands: [themeNeed],
  views: [needThemes],
  pages: [deskNeeds, theme],
}
