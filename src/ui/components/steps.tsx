import type { Children } from '../../base/jsx/html.ts'
import type { Language } from '../../base/language.ts'
import { texts } from '../texts/texts.ts'
import { Icon } from './icon.tsx'
import type { IconName } from './icons.ts'

export type StepState = 'done' | 'now' | 'next' | 'refused' | 'withdrawn'

/** The path of a request, from its arrival to its end. */
export function Steps({ children }: { children: Children }) {
  return <ol class="steps">{children}</ol>
}

export type StepProps = {
  language: Language
  state: StepState
  title: Children
  /** When, in words: "lundi 16 novembre, 21 h 14". */
  when?: Children
  icon?: IconName
  level?: 2 | 3
  /** Where nothing has begun, no step says that it is still to come. */
  unsaid?: boolean
  children?: Children
}

/** One step; those who listen hear its state before its title and its date with it. */
export function Step({ language, state, title, when, icon, level = 3, unsaid, children }: StepProps) {
  const Heading = level === 2 ? 'h2' : 'h3'
  return (
    <li data-state={state} aria-current={state === 'now' ? 'step' : undefined}>
      <span class="dot">
        <Icon name={icon ?? usual[state]} />
      </span>
      <div>
        <Heading>
          {!unsaid && <span class="vh">{texts(language)[state]}</span>}
          {title}
          {when && <span class="when">{when}</span>}
        </Heading>
        {children}
      </div>
    </li>
  )
}

const usual: Record<StepState, IconName> = { done: 'check', now: 'hourglass', next: 'arrow-right', refused: 'close', withdrawn: 'undo' }
