import { plainOf } from '../../../base/language.ts'
import { showBytes } from '../../../base/show-bytes.ts'
import type { Issue } from '../../../base/result.ts'
import { commonControl } from '../common-control.ts'
import { field } from '../field.ts'
import type { Question } from '../form.ts'
import { fileTypes, isStoredFile, mostFiles, typesOf, usualMb, type StoredFile } from '../stored-file.ts'

/** Files to send along. Their type is what their content says; the answer names them by their hash. */
export const document = field<readonly StoredFile[]>({
  type: 'document',
  uses: ['most', 'maxMb', 'asOnePdf'],
  needs: ['accept'],
  is: (value): value is readonly StoredFile[] => Array.isArray(value) && value.length > 0 && value.length <= 100 && value.every(isStoredFile),
  parse: (posted, { question }) => {
    const files = posted.files(question.id)
    return { value: files.length > 0 ? files : null }
  },
  check: (files, { question }) => {
    const name = question.id
    if (new Set(files.map((one) => one.file)).size < files.length) return [{ field: name, rule: 'malformed' }]
    if (files.length > mostOf(question)) return [{ field: name, rule: 'tooManyFiles', detail: { max: mostOf(question) } }]
    return files.flatMap((file) => fileIssues(question, file))
  },
  describe: ({ question }, value, reading) => ({
    ...commonControl(question, reading),
    kind: 'files',
    value: value ?? [],
    kinds: question.accept ?? [],
    accept: offered(question),
    most: mostOf(question),
    bytes: bytesOf(question),
    joins: question.asOnePdf === true,
  }),
  summarise: (files, _, reading) => ({ text: files.map((one) => `${one.name} (${showBytes(one.bytes, plainOf(reading))})`).join('\n') }),
  files: (value) => value,
  fault: ({ most }) =>
    most === undefined || (Number.isInteger(most) && most >= 1 && most <= mostFiles) ? null : { key: 'most', fault: `${most} is not possible here`, mend: `write a whole number of files, 1 to ${mostFiles}` },
  schema: (question) => ({
    type: 'array',
    minItems: 1,
    maxItems: mostOf(question),
    items: {
      type: 'object',
      properties: {
        file: { type: 'string', pattern: '^[0-9a-f]{64}$' },
        name: { type: 'string', minLength: 1, maxLength: 200 },
        type: { enum: typesIn(question) },
        bytes: { type: 'integer', minimum: 1, maximum: largest(question) },
      },
      required: ['file', 'name', 'type', 'bytes'],
      additionalProperties: false,
    },
  }),
})

/** Phones offer their camera for `image/*` alone; the endings help where the system does not know a type. */
const offered = ({ accept = [] }: Question): string =>
  accept.flatMap((kind) => [kind === 'image' ? 'image/*' : Object.keys(fileTypes[kind]), Object.values(fileTypes[kind]).flat().map((ending) => `.${ending}`)].flat()).join(',')

/** The rules for one file: its type is taken here, and it is neither empty nor too large. */
export function fileIssues(question: Question, { name, type, bytes }: Pick<StoredFile, 'name' | 'type' | 'bytes'>): readonly Issue[] {
  const field = question.id
  if (bytes === 0) return [{ field, rule: 'emptyFile', detail: { name } }]
  const max = isJoined(question, type) ? largest(question) : bytesOf(question)
  if (bytes > max) return [{ field, rule: 'fileTooLarge', detail: { name, max } }]
  return typesIn(question).includes(type) ? [] : [{ field, rule: 'wrongType', detail: { name } }]
}

/** Pictures that were joined are a PDF, whatever else is taken, and together as large as they were. */
const isJoined = ({ asOnePdf }: Question, type: string): boolean => asOnePdf === true && type === pdf
const typesIn = ({ accept = [], asOnePdf }: Question): readonly string[] => [...new Set([...typesOf(accept), ...(asOnePdf ? [pdf] : [])])]
const largest = (question: Question): number => bytesOf(question) * (question.asOnePdf ? mostOf(question) : 1)
const pdf = 'application/pdf'

/** The largest file that a question takes, in bytes. */
export const bytesOf = ({ maxMb }: Question): number => (maxMb ?? usualMb) * 1_000_000

export const mostOf = ({ most }: Question): number => most ?? mostFiles
