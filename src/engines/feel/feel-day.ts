import type { Day } from '../../base/time.ts'

/** A day as conditions see it: a FEEL date, which compares with other dates and with no text. */
export class FeelDay {
  readonly text: Day

  constructor(text: Day) {
    this.text = text
  }
}
