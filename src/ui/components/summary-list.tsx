import type { Children } from '../../base/jsx/html.ts'
import type { Language } from '../../base/language.ts'
import { texts } from '../texts/texts.ts'
import { Icon } from './icon.tsx'

export type SummaryRow = {
  readonly question: Children
  readonly answer: Children
  /** Where the answer is changed; absent where it no longer can be. */
  readonly change?: string
  /** Only some may read it: health, income. */
  readonly guarded?: boolean
}

/** Questions and answers, each with its link to change it. */
export function SummaryList({ language, rows }: { language: Language; rows: readonly SummaryRow[] }) {
  const t = texts(language)
  return (
    <dl class="summary-list">
      {rows.map(({ question, answer, change, guarded }) => (
        <div>
          <dt>{question}</dt>
          <dd class="typed">{answer}</dd>
          {guarded && (
            <dd class="guarded">
              <Icon name="lock" />
              {t.protectedAnswer}
            </dd>
          )}
          {change && (
            <dd class="change">
              <a href={change}>
                {t.change}
                <span class="vh"> {question}</span>
              </a>
            </dd>
          )}
        </div>
      ))}
    </dl>
  )
}
