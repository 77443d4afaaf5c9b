import type { Said } from '../../engines/forms/control.ts'

/** A package's words, marked where they stand in another language than the page. */
export const Told = ({ said }: { said: Said }) => (said.lang ? <span lang={said.lang}>{said.text}</span> : <>{said.text}</>)
