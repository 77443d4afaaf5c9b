import type { Children } from '../../base/jsx/html.ts'
import { Icon } from './icon.tsx'

/** A conversation, oldest first. */
export function Messages({ children }: { children: Children }) {
  return <ol class="messages">{children}</ol>
}

export type BubbleProps = {
  /** Who wrote; "Vous" for the reader. */
  who: string
  /** The team or the office: "service Éducation". */
  of?: string
  /** When, in words; `datetime` the same for machines (ISO 8601). */
  when: string
  datetime?: string
  /** Written by the reader. */
  mine?: boolean
  /** What was typed: shown as typed, line breaks included. */
  text: string
  /** The language of the text, where it is not the page's. */
  lang?: string
  /** Beneath the text: state of sending, undo. */
  children?: Children
}

/** One message. */
export function Bubble({ who, of, when, datetime, mine, text, lang, children }: BubbleProps) {
  return (
    <li class={mine ? 'message mine' : 'message'}>
      <span class="avatar" aria-hidden="true">
        <Icon name={mine ? 'person' : 'people'} />
      </span>
      <p>
        <b>{who}</b>
        {of && `, ${of}`}
        <small class="mute">{datetime ? <time datetime={datetime}>{when}</time> : when}</small>
      </p>
      <div class="bubble">
        <p class="typed" lang={lang}>
          {text}
        </p>
        {children}
      </div>
    </li>
  )
}
