import { isLanguage } from './language.ts'
import type { Language } from './language.ts'

/**
 * The language of `available` that a browser's Accept-Language (RFC 9110, 12.5.4) likes best; the first of `available`
 * where it names none of them. A region is no obstacle: 'de-AT' is answered in German.
 */
export function negotiate(header: string | undefined, available: readonly Language[]): Language {
  const fallback = available[0]
  if (!fallback) throw new RangeError('No language to choose from')
  let best: Language = fallback
  let bestWeight = 0
  for (const range of (header ?? '').slice(0, 1000).split(',')) {
    const [tag = '', ...parameters] = range.trim().toLowerCase().split(/\s*;\s*/)
    const language = tag.split('-')[0]
    const weight = weightOf(parameters)
    if (isLanguage(language) && available.includes(language) && weight > bestWeight) [best, bestWeight] = [language, weight]
  }
  return best
}

function weightOf(parameters: readonly string[]): number {
  const q = parameters.find((parameter) => parameter.startsWith('q='))
  if (!q) return 1
  const weight = Number(q.slice(2))
  return weight >= 0 && weight <= 1 ? weight : 0
}
