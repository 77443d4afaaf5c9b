import { verbatim } from '../../../../base/text.ts'

/** What a program that files is told, in English. `mend` is for whoever writes the program. */
export const en = {
  malformed: 'This answer cannot be read.',
  tooMany: (max: number) => `There are too many: keep at most ${max}.`,
  other: 'This answer does not fit. Please check it.',
  unknownFile: 'This document has not arrived with the request. Please add it again.',
  body: 'The request cannot be read.',
  language: 'This language is not spoken here.',
  version: 'The form has changed since.',
  unknown: 'This is not known here.',
  mend: {
    body: 'Send an object with "answers".',
    required: 'Add this answer.',
    fits: (schema: string) => `Send a value that fits ${verbatim(schema)}`,
    oneOf: (ids: string) => `Use one of: ${verbatim(ids)}`,
    list: 'Send a list of objects, not longer than the schema says.',
    again: 'Show the sentence to the person and send another value.',
    document: 'Send the document with the same Idempotency-Key first, and name it in the answers exactly as it was answered.',
    file: 'Send one file, in the field “file” of the form.',
    remove: 'Leave it out.',
    current: (version: string) => `The current version is ${version}. Read its schema again, and send ${verbatim(`"version": ${version}`)}.`,
    version: 'Send the version as a number, or leave it out.',
  },
}
