import type { Language } from './language.ts'

/** The size of a file as people say it: "1,2 Mo". */
export function showBytes(bytes: number, language: Language): string {
  const [unit, size] = bytes >= 999_500 ? (['megabyte', bytes / 1e6] as const) : bytes >= 1000 ? (['kilobyte', bytes / 1e3] as const) : (['byte', bytes] as const)
  const key = `${language}/${unit}`
  let format = formats.get(key)
  if (!format) formats.set(key, (format = new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'short', maximumFractionDigits: unit === 'megabyte' ? 1 : 0 })))
  return format.format(size)
}

const formats = new Map<string, Intl.NumberFormat>()
