/** The floors, from the ground up (docs/explanation/architecture.md). */
export const floors = ['base', 'vocabulary', 'engines', 'journal', 'ui', 'ports', 'features', 'adapters', 'app', 'main'] as const
export type Floor = (typeof floors)[number]

/** Floors whose folders are rooms of their own, with walls between them. */
const divided: readonly Floor[] = ['engines', 'ports', 'features', 'adapters']

/** The floor that a file of `src/` stands on; `null` where it stands on none. */
export function floorOf(path: string): Floor | null {
  if (path === 'src/main.ts') return 'main'
  const [src, floor, rest] = path.split('/')
  return src === 'src' && rest !== undefined && floor !== 'main' && (floors as readonly string[]).includes(floor!) ? (floor as Floor) : null
}

/** The room of a file: `features/cases`, `engines/forms`, `journal`, …; `null` outside the house. */
export function roomOf(path: string): string | null {
  const floor = floorOf(path)
  if (floor === null || !divided.includes(floor)) return floor
  return `${floor}/${path.split('/')[2]!.replace(/\.tsx?$/, '')}`
}
