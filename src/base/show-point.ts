import type { Language } from './language.ts'
import type { Point } from './point.ts'

/** "49,144° nord, 0,375° ouest": a point in words, to be read or heard. */
export function showPoint({ latitude, longitude }: Point, language: Language): string {
  const [north, south, east, west] = sides[language]
  return `${degrees(latitude, language)} ${latitude < 0 ? south : north}, ${degrees(longitude, language)} ${longitude < 0 ? west : east}`
}

const degrees = (value: number, language: Language): string => {
  const text = `${Number(Math.abs(value).toFixed(5))}°`
  return language === 'en' ? text : text.replace('.', ',')
}

const sides: Readonly<Record<Language, readonly [string, string, string, string]>> = {
  fr: ['nord', 'sud', 'est', 'ouest'],
  en: ['north', 'south', 'east', 'west'],
  de: ['Nord', 'Süd', 'Ost', 'West'],
}
