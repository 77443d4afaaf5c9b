import type { Language } from '../../base/language.ts'
import type { ToldRow } from '../../engines/dmn/tell-table.ts'
import type { ToldFact, ToldWork } from '../../engines/dmn/tell-work.ts'
import { workedTexts } from '../texts/worked.ts'
import { Fold } from './fold.tsx'
import { Rows } from './rows.tsx'
import { Told, ToldAll } from './told.tsx'

export type WorkedOutProps = {
  language: Language
  works: readonly ToldWork[]
  /** The address of a table in the public register; `null` where it does not stand there. */
  register(decision: string): string | null
  /** Whether the reader may see what a fact says: an agent of another team may not. */
  mayRead?(fact: ToldFact): boolean
  level?: 3 | 4
}

/** How decision tables came to what they came to: what was looked at, in the person's own words, the rule in words, the result. */
export function WorkedOut({ language, works, register, mayRead = () => true, level = 3 }: WorkedOutProps) {
  const t = workedTexts(language)
  const Name = level === 3 ? 'h3' : 'h4'
  if (works.length === 0) return null
  return (
    <Fold id="worked-out" title={t.title}>
      <p class="mute">{t.lead}</p>
      {works.map(work => {
        const address = register(work.decision)
        return (
          <section class="stack gap-2">
            <Name>
              <Told said={work.name} />
            </Name>
            {work.purpose && (
              <p>
                <Told said={work.purpose} />
              </p>
            )}
            {work.parts.map(part => (
              <>
                {work.parts.length > 1 && (
                  <p>
                    <b>
                      <Told said={part.name} />
                    </b>
                  </p>
                )}
                <Rows rows={part.facts.map(fact => ({ name: <Told said={fact.label} />, value: !mayRead(fact) ? <span class="mute">{t.hidden}</span> : fact.value ? <Told said={fact.value} /> : <span class="mute">{t.erased}</span> }))} />
                {part.rules.map(rule => (
                  <Rule language={language} rule={rule} />
                ))}
              </>
            ))}
            {work.result ? (
              <p>
                {t.result}: <strong><Told said={work.result} /></strong>
              </p>
            ) : (
              <p>{t.undecided}</p>
            )}
            {work.article && <small class="source">{t.basis(work.article)}</small>}
            {address && (
              <p>
                <a href={address}>{t.register}</a>
              </p>
            )}
          </section>
        )
      })}
    </Fold>
  )
}

/** A row as a sentence of the package's, else by its conditions. */
function Rule({ language, rule: { row, sentence, conditions, article } }: { language: Language; rule: ToldRow }) {
  const t = workedTexts(language)
  const asked = conditions.filter(one => one.matters)
  return (
    <p>
      {row === 'default' ? t.otherwise : t.rule(row)}:{' '}
      {sentence ? <Told said={sentence} /> : asked.map(({ input, value }, i) => <>{i > 0 && '; '}<Told said={input} />: <ToldAll parts={value} /></>)}
      {article && <small class="source">{t.basis(article)}</small>}
    </p>
  )
}
