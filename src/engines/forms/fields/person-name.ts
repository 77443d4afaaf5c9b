import { commonControl } from '../common-control.ts'
import { field } from '../field.ts'
import { isName, nameControls, nameIssues, parseName, personNameSchema, type PersonName } from '../names.ts'

/** Given name and family name. With `self`, browsers may fill them in. */
export const personName = field<PersonName>({
  type: 'person-name',
  uses: ['self'],
  needs: [],
  is: (value): value is PersonName => isName(value) && Object.keys(value).length === 2,
  parse: (posted, { question }) => {
    const name = parseName(posted, question.id)
    return name.given === '' && name.family === '' && question.optional ? { value: null } : { value: name }
  },
  check: (value, { question }) => nameIssues(question.id, value),
  describe: ({ question }, value, reading) => ({
    ...commonControl(question, reading),
    kind: 'group',
    controls: nameControls(question, value, reading),
  }),
  summarise: (value) => ({ text: `${value.given} ${value.family}` }),
  brief: (value) => `${value.given} ${value.family}`,
  schema: () => personNameSchema,
})
