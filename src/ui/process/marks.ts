/** Where a case is in its process: what is put on the picture, and into the words. */
export type CaseMarks = {
  /** The steps at which its tokens stand. `label` replaces the word "here": the name of whoever has it, or until when. */
  readonly here: readonly { readonly at: string; readonly label?: string; readonly late?: boolean }[]
  /** Ids of what is done, and of the flows by which the case came. */
  readonly done: readonly string[]
  readonly taken: readonly string[]
}
