import type { Children } from '../../base/jsx/html.ts'

export type LiveProps = {
  /** The address of this page's stream of events (`r.live`); without one the part stands still. */
  src: string | null
  /** The id of the part that is replaced when something happens. */
  id: string
  /** What is said, politely, to those who listen when this sentence has changed. */
  say: string
  children: Children
}

/** A part of the page that follows what happens while it is open. Without a script it is an ordinary part of the page. */
export function Live({ src, id, say, children }: LiveProps) {
  return (
    <>
      {src && (
        <pv-live src={src} target={`#${id}`}>
          <p class="vh" role="status" />
        </pv-live>
      )}
      <div id={id} class="live" data-say={say}>
        {children}
      </div>
    </>
  )
}
