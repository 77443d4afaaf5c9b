import type { Children } from '../../base/jsx/html.ts'
import type { Language } from '../../base/language.ts'
import { texts } from '../texts/texts.ts'
import { DeadlineRing, deadlineWords, type Deadline } from './deadline-ring.tsx'

export type QueueProps = {
  title: string
  count: number
  /** Links that sort or filter. */
  tools?: Children
  children: Children
}

/** The list of cases of a team, by deadline. */
export function Queue({ title, count, tools, children }: QueueProps) {
  return (
    <section class="queue" aria-labelledby="queue" tabindex={0}>
      <header>
        <h1 id="queue">
          {title} <span class="count">{count}</span>
        </h1>
        {tools}
      </header>
      {children}
    </section>
  )
}

/** Cases with the same urgency: "À rendre aujourd’hui". */
export function QueueGroup({ title, count, children }: { title: string; count: number; children: Children }) {
  return (
    <>
      <h2>
        <span>{title}</span>
        <span>{count}</span>
      </h2>
      <ul>{children}</ul>
    </>
  )
}

export type QueueRowProps = {
  language: Language
  href: string
  /** Whom it is about. */
  name: string
  service: Children
  /** What it waits for, in words. */
  note: string
  /** When something last happened, in words. */
  when?: string
  deadline: Deadline
  /** Nobody has opened it yet. */
  unread?: boolean
  /** The case that is open beside the list. */
  current?: boolean
}

/** One case in the list; being late is written, not only coloured. */
export function QueueRow({ language, href, name, service, note, when, deadline, unread, current }: QueueRowProps) {
  const late = deadline.daysLeft !== null && deadline.daysLeft < 0
  return (
    <li>
      <a class={unread ? 'case unread' : 'case'} href={href} aria-current={current ? 'true' : undefined}>
        <DeadlineRing language={language} deadline={deadline} />
        <span class="what">
          <b>
            {name}
            {unread && <span class="vh">{texts(language).isNew}</span>}
          </b>
          <span>{service}</span>
          <small>{note}</small>
          {late && <span class="late">{deadlineWords(language, deadline)}</span>}
        </span>
        <span class="when">
          {when}
          {!late && <span class="vh"> {deadlineWords(language, deadline)}</span>}
        </span>
      </a>
    </li>
  )
}
