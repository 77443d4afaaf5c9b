import type { Children } from '../../base/jsx/html.ts'

export type CardProps = {
  title?: Children
  /** Needed with `title`: the heading's id, by which the section is named. */
  id?: string
  level?: 2 | 3
  /** An outline instead of paper: for what is less important. */
  flat?: boolean
  /** A smaller heading: in side columns. */
  small?: boolean
  children: Children
}

/** A sheet of paper on the paving; with a title it is a section named by it. */
export function Card({ title, id, level = 2, flat, small, children }: CardProps) {
  const kind = flat ? 'card flat stack' : 'card stack'
  if (!title) return <div class={kind}>{children}</div>
  const Heading = level === 2 ? 'h2' : 'h3'
  return (
    <section class={kind} aria-labelledby={id}>
      <Heading id={id} class={small ? 'small' : undefined}>
        {title}
      </Heading>
      {children}
    </section>
  )
}
