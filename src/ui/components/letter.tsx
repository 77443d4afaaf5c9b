import type { Authority } from '../../base/authority.ts'
import type { Language } from '../../base/language.ts'
import { showDay } from '../../base/show-time.ts'
import { dayOf } from '../../base/time.ts'
import type { Said } from '../../engines/forms/control.ts'
import type { Instant } from '../../journal/kernel.ts'
import type { ToldWork } from '../../engines/dmn/tell-work.ts'
import { letterTexts } from '../texts/letter.ts'
import { workedTexts } from '../texts/worked.ts'
import { Arms } from './arms.tsx'
import { ToldWithin } from './told.tsx'

export type LetterProps = {
  authority: Authority
  /** The language of whoever it is written to: the case's, not the page's. */
  language: Language
  /** When the decision was made. */
  on: Instant
  /** The request's number. */
  number: string
  /** To whom, empty where no name was given; the service and whom it is about, in the letter's language. `erased` once erased. */
  to: string
  service: Said
  subject: string
  outcome: 'accepted' | 'refused'
  /** As the agent wrote them; the desk's preview shows what is still empty as "not written yet". */
  reasons: string
  legalBasis: string
  appeal: string
  /** What decision tables had to do with it, in the letter's language; the address of the register in which they stand. */
  rules?: { works: readonly ToldWork[]; address: string }
  /** Who decided, and in which team. */
  by: string
  team?: string
  /** The level of its first heading. */
  level?: 2 | 3
}

/**
 * The letter of a decision: the desk's preview, the resident's page and paper show this and nothing else.
 * It names who decided, why, on which rules and how to contest it (France: code des relations entre le public
 * et l'administration, art. L211-2, L211-5, L212-1, R421-5 of the code de justice administrative for the means of appeal), and which
 * tables were used (art. L311-3-1: an individual decision says so, and that the rules can be asked for).
 */
export function Letter({ authority, language, on, number, to, service, subject, outcome, reasons, legalBasis, appeal, rules, by, team, level = 2 }: LetterProps) {
  const t = letterTexts(language)
  const w = workedTexts(language).letter
  const Title = level === 2 ? 'h2' : 'h3'
  const Part = level === 2 ? 'h3' : 'h4'
  const day = showDay(dayOf(on, authority.zone), language, { year: true })
  const parts = [
    { name: 'reasons', title: t.reasons, text: reasons },
    { name: 'legalBasis', title: t.legalBasis, text: legalBasis },
    { name: 'appeal', title: t.appeal, text: appeal },
  ]
  return (
    <article class="sheet card" lang={language} aria-label={t.number(number)}>
      <header>
        <div class="row">
          <Arms svg={authority.theme.arms} />
          <p>
            <b>{authority.name}</b>
            <br />
            {authority.contact.address}
          </p>
        </div>
        <p>{t.placeAndDay(authority.name, day)}</p>
      </header>
      <p>
        {to && (
          <>
            {t.to(known(to, t.erased))}
            <br />
          </>
        )}
        <span class="code">{t.number(number)}</span>
        <br />
        <ToldWithin sentence={(name) => t.about([name, known(subject, '')].filter(Boolean).join(', '))} said={service} />
      </p>
      <Title data-part="outcome">{outcome === 'accepted' ? t.accepted : t.refused}</Title>
      {parts.map(({ name, title, text }) => (
        <section>
          <Part>{title}</Part>
          <p class={text ? 'typed' : 'mute'} data-part={name}>
            {known(text, t.erased) || t.missing}
          </p>
        </section>
      ))}
      {rules && rules.works.length > 0 && (
        <section>
          <Part>{w.title}</Part>
          <p>
            <ToldWithin sentence={w.used} said={{ text: rules.works.map(({ name, result }) => (result ? `${name.text} (${result.text})` : name.text)).join(', '), lang: rules.works[0]!.name.lang }} />
          </p>
          <p>{w.ask(rules.address)}</p>
        </section>
      )}
      <p>
        {t.signed}
        <br />
        <b>{by}</b>
        {team && `, ${team}`}
      </p>
    </article>
  )
}

const known = (text: string, erased: string): string => (text === 'erased' ? erased : text)
