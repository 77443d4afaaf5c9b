import { plainOf } from '../../../base/language.ts'
import { showDay } from '../../../base/show-time.ts'
import { isDay, type Day } from '../../../base/time.ts'
import { commonControl } from '../common-control.ts'
import { birthControl, dayIssues, parseDay } from '../day-limits.ts'
import { FeelDay } from '../../feel/feel-day.ts'
import { field } from '../field.ts'
import { isName, nameControls, nameIssues, parseName, personNameSchema, type PersonName } from '../names.ts'
import { texts } from '../texts/texts.ts'

type Child = PersonName & { readonly birthDate: Day }

/** A child: names and date of birth; `earliest` and `latest` limit the date. */
export const child = field<Child>({
  type: 'child',
  uses: ['earliest', 'latest'],
  needs: [],
  is: (value): value is Child => isName(value) && isDay((value as Partial<Child>).birthDate) && Object.keys(value).length === 3,
  parse: (posted, { question }) => {
    const name = parseName(posted, question.id)
    const birthDate = parseDay(posted, `${question.id}.birthDate`)
    if (question.optional && birthDate === null && name.given === '' && name.family === '') return { value: null }
    if (typeof birthDate === 'string') return { value: { ...name, birthDate } }
    return { issues: [...nameIssues(question.id, name), ...(birthDate ?? [{ field: `${question.id}.birthDate`, rule: 'required' }])] }
  },
  check: (value, { question }, { today }) => [...nameIssues(question.id, value), ...dayIssues(`${question.id}.birthDate`, value.birthDate, question, today)],
  describe: ({ question }, value, reading) => ({
    ...commonControl(question, reading),
    kind: 'group',
    controls: [
      ...nameControls(question, value, reading),
      birthControl(question, value?.birthDate ?? null, reading),
    ],
  }),
  summarise: (value, _, reading) => ({
    text: `${value.given} ${value.family}, ${texts(reading).born(showDay(value.birthDate, plainOf(reading), { year: true }))}`,
  }),
  brief: (value) => `${value.given} ${value.family}`,
  feel: (value) => ({ ...value, birthDate: new FeelDay(value.birthDate) }),
  schema: () => ({
    ...personNameSchema,
    properties: { ...personNameSchema.properties, birthDate: { type: 'string', format: 'date' } },
    required: ['given', 'family', 'birthDate'],
  }),
})
