/** A file that was sent along, as an answer names it: the SHA-256 of its content, and what was found out when it came. */
export type StoredFile = { readonly file: string; readonly name: string; readonly type: string; readonly bytes: number }

/** The files that were sent here for a form, by their hash. */
export type Files = ReadonlyMap<string, StoredFile>

export const fileKinds = ['pdf', 'image', 'text', 'office'] as const
export type FileKind = (typeof fileKinds)[number]

/** The types of each kind, with the endings of their names, the usual one first. What is on no list is not taken: SVG and HTML can act. */
export const fileTypes: Readonly<Record<FileKind, Readonly<Record<string, readonly string[]>>>> = {
  pdf: { 'application/pdf': ['pdf'] },
  image: {
    'image/jpeg': ['jpg', 'jpeg', 'jpe', 'jfif'],
    'image/png': ['png'],
    'image/webp': ['webp'],
    'image/heic': ['heic', 'heif'],
    'image/heif': ['heif', 'heic'],
    'image/gif': ['gif'],
    'image/tiff': ['tif', 'tiff'],
  },
  text: { 'text/plain': ['txt', 'text', 'csv', 'md', 'log'] },
  office: {
    'application/vnd.openxmlformats-officedocument.wordprocessingml.document': ['docx'],
    'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': ['xlsx'],
    'application/vnd.openxmlformats-officedocument.presentationml.presentation': ['pptx'],
    'application/vnd.oasis.opendocument.text': ['odt'],
    'application/vnd.oasis.opendocument.spreadsheet': ['ods'],
    'application/vnd.oasis.opendocument.presentation': ['odp'],
    'application/rtf': ['rtf'],
  },
}

/** The types that are taken where these kinds are. */
export const typesOf = (kinds: readonly FileKind[]): readonly string[] => kinds.flatMap((kind) => Object.keys(fileTypes[kind]))

/** The usual ending of a type's names, and the others that it may have. */
export const endingsOf = (type: string): readonly string[] => Object.values(fileTypes).find((types) => Object.hasOwn(types, type))?.[type] ?? []

/** The most files of one answer, whatever its question says. */
export const mostFiles = 20
/** Megabytes that a file may have where its question says nothing. */
export const usualMb = 20

export function isStoredFile(value: unknown): value is StoredFile {
  if (typeof value !== 'object' || value === null || Object.keys(value).length !== 4) return false
  const { file, name, type, bytes } = value as Partial<Record<keyof StoredFile, unknown>>
  return typeof file === 'string' && /^[0-9a-f]{64}$/.test(file) && typeof name === 'string' && name.length > 0 && name.length <= 200 && !/[\p{Cc}\p{Cs}]/u.test(name) && typeof type === 'string' && Number.isSafeInteger(bytes) && (bytes as number) >= 0
}

/** Every file that answers name, wherever in them it stands. */
export function filesIn(answers: unknown): readonly StoredFile[] {
  if (isStoredFile(answers)) return [answers]
  if (typeof answers !== 'object' || answers === null) return []
  return Object.values(answers).flatMap(filesIn)
}
