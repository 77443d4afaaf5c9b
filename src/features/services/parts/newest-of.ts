import type { EditionLine } from '../../../vocabulary/services.ts'

/** The newest version of each service; the lines come newest first. */
export const newestOf = (lines: readonly EditionLine[]): readonly EditionLine[] => lines.filter((line, i) => lines[i - 1]?.service !== line.service)
