import type { FastifyReply } from 'fastify'
import { languages, type Language, type Words } from '../../../base/language.ts'
import type { Refusal } from '../../../base/result.ts'
import type { Schema } from '../../../journal/kernel.ts'
import { texts } from './texts/texts.ts'

/** Every problem that a program can be told of, with its status. Refusals of rooms bear these names. */
export const problems = {
  Unreadable: 400, KeyMissing: 400, CodeMissing: 401, NotFound: 404, WrongCode: 404, NotAllowed: 405, KeyUsed: 409, Closed: 409, Refused: 409,
  TooLarge: 413, NotJson: 415, NotMultipart: 415, Unusable: 422, Throttled: 429, Failed: 500, Busy: 503,
} as const
export type ProblemName = keyof typeof problems

export type ProblemMore = Pick<Refusal, 'issues' | 'detail'> & { readonly reference?: string; readonly allow?: string }

/** Answers with a problem (RFC 9457) in words: what is the matter and what to do; `errors` names each place in the body. */
export function sendProblem(reply: FastifyReply, name: ProblemName, language: Language, more: ProblemMore = {}): FastifyReply {
  const status = problems[name]
  const { title, todo } = texts(language)[name]
  const seconds = more.detail?.seconds ?? (name === 'Busy' ? 5 : undefined)
  if (seconds !== undefined) reply.header('retry-after', String(seconds))
  if (more.allow !== undefined) reply.header('allow', more.allow)
  if (status === 401) reply.header('www-authenticate', 'Bearer')
  const errors = more.issues?.map(({ field, rule, detail }) => ({ pointer: field, rule, detail: detail?.say ?? todo, ...(detail?.mend !== undefined && { mend: detail.mend }) }))
  return reply
    .code(status)
    .header('content-type', 'application/problem+json')
    .header('content-language', language)
    .header('cache-control', 'no-store')
    .send(JSON.stringify({ type: typeOf(name), title, status, detail: todo, ...(more.reference && { reference: more.reference }), ...(errors && { errors }) }))
}

/** The problem that a room's refusal is. */
export function problemOf({ refused }: Refusal): ProblemName {
  if (refused === 'NewerShape') return 'Busy'
  return Object.hasOwn(problems, refused) ? (refused as ProblemName) : 'Refused'
}

/** The problem of a status that the server itself gave. */
export const problemOfStatus = (status: number): ProblemName => (status === 413 ? 'TooLarge' : status === 415 ? 'NotJson' : 'Unreadable')

/** What stands at a problem's type: its words in every language. */
export function explainProblem(path: string): { type: string; status: number; title: Words; detail: Words } | null {
  const name = (Object.keys(problems) as ProblemName[]).find(one => typeOf(one).endsWith(`/${path}`))
  if (name === undefined) return null
  const words = (part: 'title' | 'todo'): Words => Object.fromEntries(languages.map(language => [language, texts(language)[name][part]]))
  return { type: typeOf(name), status: problems[name], title: words('title'), detail: words('todo') }
}

export const typeOf = (name: ProblemName): string => `/api/problems/${name.replace(/(?<!^)[A-Z]/g, '-$&').toLowerCase()}`

const text = { type: 'string' }
export const problemSchema: Schema = {
  type: 'object',
  required: ['type', 'title', 'status', 'detail'],
  properties: {
    type: { ...text, format: 'uri-reference', description: 'Which problem it is: the same for every language and authority. Its address tells it in all languages.' },
    title: { ...text, description: 'The problem in a few words, in the language that was asked for.' },
    status: { type: 'integer' },
    detail: { ...text, description: 'What to do.' },
    reference: { ...text, format: 'uuid', description: 'Names the failure in the log of the authority. It says nothing of a person.' },
    errors: {
      type: 'array',
      items: {
        type: 'object',
        required: ['pointer', 'rule', 'detail'],
        properties: {
          pointer: { ...text, description: 'The place in the body: a JSON Pointer as a fragment, #/answers/children/0/child/given.' },
          rule: { ...text, description: 'The rule that is broken: required, malformed, tooLong, notOffered …' },
          detail: { ...text, description: 'What to do, as the page would tell the person.' },
          mend: { ...text, description: 'What to do, for whoever writes the program.' },
        },
      },
    },
  },
}
