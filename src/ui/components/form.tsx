import type { Children } from '../../base/jsx/html.ts'

export type FormProps = {
  /** Where it goes; without it, to this page's own address. */
  action?: string
  /** The session's token (`r.csrf`). */
  csrf: string
  /** An id of its own, so that a repeated send changes nothing. */
  once?: string
  id?: string
  label?: string
  children: Children
}

/**
 * A form that posts. The browser's own checks stay off: the server answers every fault at once,
 * in the page's language, with what was typed still there.
 */
export function Form({ action, csrf, once, id, label, children }: FormProps) {
  return (
    <form class="form stack" method="post" action={action} id={id} aria-label={label} novalidate>
      <input type="hidden" name="csrf" value={csrf} />
      {once && <input type="hidden" name="once" value={once} />}
      {children}
    </form>
  )
}
