import type { Suggestion } from './addresses.ts'

/** A suggestion of what a register answered; `null` where a part of it is missing or not what it should be. */
export function suggestion(source: string, lines: readonly unknown[], latitude: unknown, longitude: unknown): Suggestion | null {
  const parts = lines.map(line => (typeof line === 'string' ? line.replace(/[\s\0]+/g, ' ').trim() : ''))
  if (parts.some(line => line === '' || line.length > 200)) return null
  if (typeof latitude !== 'number' || typeof longitude !== 'number' || !(Math.abs(latitude) <= 90) || !(Math.abs(longitude) <= 180)) return null
  return { text: parts.join('\n'), point: `${degrees(latitude)},${degrees(longitude)}`, source }
}

/** Six decimals are a tenth of a metre. */
const degrees = (value: number): string => String(Number(value.toFixed(6)) + 0)
