import { endingsOf } from '../../engines/forms/stored-file.ts'

const most = 120

/**
 * The name that a file goes by: what its sender called it, without folders, control signs, signs that turn the direction of
 * writing (they make `gpj.exe` look like `exe.jpg`) or that no system takes in a name; with an ending that fits its content.
 */
export function cleanName(name: string, type: string): string {
  const endings = endingsOf(type)
  const bare = name
    .normalize('NFC')
    .replace(/^.*[/\\]/su, '')
    .replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\u2028\u2029]/gu, '')
    .replace(/["*:<>?|]/g, '_')
    .replace(/\s+/gu, ' ')
    .replace(/^[\s.]+|[\s.]+$/gu, '')
  const dot = bare.lastIndexOf('.')
  const fits = dot > 0 && endings.includes(bare.slice(dot + 1).toLowerCase())
  const stem = (fits ? bare.slice(0, dot) : bare).trimEnd() || 'document'
  const ending = fits ? bare.slice(dot + 1) : (endings[0] ?? '')
  return `${cut(stem, most - ending.length - 1)}${ending && `.${ending}`}`
}

/** Cut between signs as people see them: never inside an emoji or before an accent. */
function cut(text: string, length: number): string {
  if (text.length <= length) return text
  let out = ''
  for (const { segment } of new Intl.Segmenter().segment(text)) {
    if (out.length + segment.length > length) break
    out += segment
  }
  return out.trimEnd() || 'document'
}
