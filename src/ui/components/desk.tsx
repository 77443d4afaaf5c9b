import type { Children } from '../../base/jsx/html.ts'
import type { Language } from '../../base/language.ts'
import { texts } from '../texts/texts.ts'
import { Icon } from './icon.tsx'
import type { IconName } from './icons.ts'

export type DeskProps = {
  rail: Children
  queue: Children
  /** The open case; without it a narrow screen shows the list, with it the case. */
  open?: Children
  /** Shown beside the list on a wide screen while no case is open. */
  empty?: Children
}

/** The agent's desk: teams and views | list | case. One after the other on a phone or a tablet. */
export function Desk({ rail, queue, open, empty }: DeskProps) {
  return (
    <div class={open ? 'desk has-case' : 'desk'}>
      {rail}
      {queue}
      {open ?? <div class="pane nothing">{empty}</div>}
    </div>
  )
}

export type RailLinkProps = { href: string; icon: IconName; label: string; count?: number; current?: boolean }

/** The views of a team: one link each, with how many cases wait there. */
export function Rail({ language, groups }: { language: Language; groups: readonly { title: string; links: readonly RailLinkProps[] }[] }) {
  return (
    <nav class="rail" aria-label={texts(language).views}>
      {groups.map((group) => (
        <>
          <h2>{group.title}</h2>
          {group.links.map((link) => (
            <a href={link.href} aria-current={link.current ? 'page' : undefined}>
              <Icon name={link.icon} />
              <span>{link.label}</span>
              {link.count !== undefined && <span class="n">{link.count}</span>}
            </a>
          ))}
        </>
      ))}
    </nav>
  )
}

export type CasePaneProps = {
  language: Language
  /** Back to the list, on screens that show one thing at a time. */
  back: { href: string; label: string }
  title: Children
  /** Above the title: number and deadline. */
  above?: Children
  /** Below the title: who asks for what, in a sentence. */
  lead?: Children
  /** What was asked, evidence, conversation, history; while one decides, the form. */
  children: Children
  /** What is looked up while one decides: comes after the letter, on a wide screen below the form. */
  below?: Children
  /** The exact message that will leave: stays in sight beside the evidence while it scrolls. */
  letter?: Children
  /** What the second column is called, where it is not a letter. */
  letterLabel?: string
  /** The buttons that decide, always in reach. */
  acts?: Children
}

/** An open case. Evidence and letter scroll on their own on a wide screen, so that nobody decides without seeing what leaves. */
export function CasePane({ language, back, title, above, lead, children, below, letter, letterLabel, acts }: CasePaneProps) {
  const t = texts(language)
  return (
    <article class="pane" aria-labelledby="case">
      <header class="pane-head">
        <a class="back narrow" href={back.href}>
          <Icon name="arrow-left" />
          {back.label}
        </a>
        {above && <div class="row spread gap-2">{above}</div>}
        <h1 id="case">{title}</h1>
        {lead && <p>{lead}</p>}
      </header>
      <div class={`pane-body${letter ? ' with-letter' : ''}${below ? ' with-below' : ''}`}>
        {below ? (
          <div class="evidence stack">{children}</div>
        ) : (
          <section class="evidence stack" aria-label={t.evidence} tabindex={0}>
            {children}
          </section>
        )}
        {letter && (
          <section class="letter stack" aria-label={letterLabel ?? t.letter} tabindex={0}>
            {letter}
          </section>
        )}
        {below && (
          <section class="evidence below" aria-label={t.evidence} tabindex={0}>
            {below}
          </section>
        )}
      </div>
      {acts && (
        <div class="acts" role="group" aria-label={t.acts}>
          {acts}
        </div>
      )}
    </article>
  )
}
