import type { Day, Instant } from '../base/time.ts'

/** What no answer means by law: the last day on which an answer still counts, and the instant after it. */
export type Silence = { readonly means: 'acceptance' | 'refusal'; readonly last: Day; readonly at: Instant }

/** The clocks of a case: by when the authority has promised an answer, and what the law makes of none. */
export type Clocks = { readonly due: Day; readonly silence?: Silence }

/**
 * What the applicant was asked for, and the last day for it. `reminds`: when they are reminded, if there is time; `ends`: when the case
 * goes on or lapses without it; absent where its process says what happens then. `lapses`: the request ends then, by the service's rule.
 */
export type Asked = { readonly by: Day; readonly reminds?: Instant; readonly ends?: Instant; readonly lapses?: true }
