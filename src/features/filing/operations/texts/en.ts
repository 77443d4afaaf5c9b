import { verbatim } from '../../../../base/text.ts'

/** What a program that files is told, in English. `mend` is for whoever writes the program. */
export const en = {
  malformed: 'This answer cannot be read.',
  tooMany: (max: number) => `There are too many: keep at most ${max}.`,
  other: 'This answer does not fit. Please check it.',
  onPagesOnly: 'A document is needed here. Please make this request on the page of the service, where documents can be added.',
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
    page: (address: string) => `Lead the person to ${verbatim(address)}`,
    remove: 'Leave it out.',
    current: (version: string) => `The current version is ${version}. Read its schema again, and send ${verbatim(`"version": ${version}`)}.`,
    version: 'Send the version as a number, or leave it out.',
  },
}
