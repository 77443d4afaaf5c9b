import type { Said } from '../../engines/forms/control.ts'

/** A package's words, marked where they stand in another language than the page. */
export const Told = ({ said }: { said: Said }) => (said.lang ? <span lang={said.lang}>{said.text}</span> : <>{said.text}</>)

/** The same inside a sentence of ours: only the package's words are in their language. */
export const ToldWithin = ({ sentence, said }: { sentence: (words: string) => string; said: Said }) => <ToldAll parts={within(sentence, said)} />

export const ToldAll = ({ parts }: { parts: readonly Said[] }) => (
  <>
    {parts.map((said) => (
      <Told said={said} />
    ))}
  </>
)

/** A sentence of ours around a package's words, cut where the language changes. */
export function within(sentence: (words: string) => string, said: Said): readonly Said[] {
  if (!said.lang) return [{ text: sentence(said.text) }]
  const [before = '', after = ''] = sentence(here).split(here)
  return [{ text: before }, said, { text: after }].filter(({ text }) => text !== '')
}

/** Stands for the words until the sentence is cut; nobody can type it into a sentence of ours. */
const here = '\ue000'
