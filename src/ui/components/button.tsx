import type { Children } from '../../base/jsx/html.ts'
import { Icon } from './icon.tsx'
import type { IconName } from './icons.ts'

export type ButtonKind = 'main' | 'plain' | 'quiet' | 'danger'

type Look = {
  /** `main` once a page; `danger` for what cannot be taken back. */
  kind?: ButtonKind
  icon?: IconName
  children: Children
}

export type ButtonProps = Look & {
  type?: 'submit' | 'button'
  name?: string
  value?: string
  /** Posts this form to another address than the form's own. */
  formaction?: string
  /** The id of the form, where the button stands outside of it. */
  form?: string
}

/** Sends a form. */
export function Button({ kind = 'plain', icon, type = 'submit', children, ...rest }: ButtonProps) {
  return (
    <button class={`btn ${kind}`} type={type} {...rest}>
      {icon && <Icon name={icon} />}
      {children}
    </button>
  )
}

/** Goes to a page and looks like a button: for the step that follows. */
export function ButtonLink({ kind = 'plain', icon, href, children }: Look & { href: string }) {
  return (
    <a class={`btn ${kind}`} href={href}>
      {icon && <Icon name={icon} />}
      {children}
    </a>
  )
}
