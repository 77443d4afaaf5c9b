import { plainOf } from '../../../base/language.ts'
import { showDay } from '../../../base/show-time.ts'
import { isDay, type Day } from '../../../base/time.ts'
import { commonControl } from '../common-control.ts'
import { dayIssues, dayParts, parseDay } from '../day-limits.ts'
import { FeelDay } from '../../feel/feel-day.ts'
import { field } from '../field.ts'

/** A day, 'YYYY-MM-DD'. */
export const date = field<Day>({
  type: 'date',
  uses: ['earliest', 'latest'],
  needs: [],
  is: isDay,
  parse: (posted, { question }) => {
    const day = parseDay(posted, question.id)
    return day === null || typeof day === 'string' ? { value: day } : { issues: day }
  },
  check: (value, { question }, { today }) => dayIssues(question.id, value, question, today),
  describe: ({ question }, value, reading) => ({ ...commonControl(question, reading), kind: 'date', value: dayParts(value), birthday: false }),
  summarise: (value, _, reading) => ({ text: showDay(value, plainOf(reading), { weekday: true, year: true }) }),
  feel: (value) => new FeelDay(value),
  schema: () => ({ type: 'string', format: 'date' }),
})
