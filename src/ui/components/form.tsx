import type { Children } from '../../base/jsx/html.ts'

export type FormProps = {
  /**
   * Where it goes: another page's address, or this page's own (`r.here`). Left out, a browser would post to its address with the
   * fragment of the last link (`#content`, `#f-email`), keep that on every page after, and then not put the focus on an error summary.
   */
  action: string
  /** The session's token (`r.csrf`). */
  csrf: string
  /** An id of its own, so that a repeated send changes nothing. */
  once?: string
  id?: string
  label?: string
  /** It carries files, too. A first button, seen by nobody, is the one that Enter in a box presses: not the one that removes a file. */
  files?: boolean
  children: Children
}

/**
 * A form that posts. The browser's own checks stay off: the server answers every fault at once,
 * in the page's language, with what was typed still there.
 */
export function Form({ action, csrf, once, id, label, files, children }: FormProps) {
  return (
    <form class="form stack" method="post" action={action} id={id} aria-label={label} enctype={files ? 'multipart/form-data' : undefined} novalidate>
      <input type="hidden" name="csrf" value={csrf} />
      {files && <button type="submit" hidden></button>}
      {once && <input type="hidden" name="once" value={once} />}
      {children}
    </form>
  )
}
