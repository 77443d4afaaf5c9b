import { plainOf } from '../../../base/language.ts'
import { showDay } from '../../../base/show-time.ts'
import { isDay, type Day } from '../../../base/time.ts'
import { commonControl } from '../common-control.ts'
import { birthControl, dayIssues, parseDay } from '../day-limits.ts'
import { FeelDay } from '../../feel/feel-day.ts'
import { field } from '../field.ts'
import { isName, nameControls, nameIssues, parseName, personNameSchema, type PersonName } from '../names.ts'
import { texts } from '../texts/texts.ts'

type Person = PersonName & { readonly birthDate?: Day }

/** Somebody by given and family name; with `birth` also by the date of birth, which `earliest` and `latest` limit. */
export const person = field<Person>({
  type: 'person',
  uses: ['birth', 'earliest', 'latest', 'self'],
  needs: [],
  is: (value): value is Person => isName(value) && Object.keys(value).length === (isDay((value as Person).birthDate) ? 3 : 2),
  parse: (posted, { question }) => {
    const name = parseName(posted, question.id)
    const field = `${question.id}.birthDate`
    const birthDate = question.birth ? parseDay(posted, field) : null
    if (question.optional && birthDate === null && name.given === '' && name.family === '') return { value: null }
    if (!question.birth) return { value: name }
    if (typeof birthDate === 'string') return { value: { ...name, birthDate } }
    return { issues: [...nameIssues(question.id, name), ...(birthDate ?? [{ field, rule: 'required' }])] }
  },
  check: (value, { question }, { today }) => {
    const { birthDate } = value
    if (!question.birth) return birthDate === undefined ? nameIssues(question.id, value) : [{ field: question.id, rule: 'malformed' }]
    const field = `${question.id}.birthDate`
    return [...nameIssues(question.id, value), ...(birthDate === undefined ? [{ field, rule: 'required' }] : dayIssues(field, birthDate, question, today))]
  },
  describe: ({ question }, value, reading) => ({
    ...commonControl(question, reading),
    kind: 'group',
    controls: [...nameControls(question, value, reading), ...(question.birth ? [birthControl(question, value?.birthDate ?? null, reading)] : [])],
  }),
  summarise: ({ given, family, birthDate }, _, reading) => ({
    text: birthDate === undefined ? `${given} ${family}` : `${given} ${family}, ${texts(reading).born(showDay(birthDate, plainOf(reading), { year: true }))}`,
  }),
  brief: ({ given, family }) => `${given} ${family}`,
  feel: ({ birthDate, ...name }) => (birthDate === undefined ? name : { ...name, birthDate: new FeelDay(birthDate) }),
  schema: ({ birth }) =>
    birth
      ? { ...personNameSchema, properties: { ...personNameSchema.properties, birthDate: { type: 'string', format: 'date' } }, required: ['given', 'family', 'birthDate'] }
      : personNameSchema,
})
