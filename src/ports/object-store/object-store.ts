/** Bytes as they come, piece by piece: nothing holds a whole file in memory. */
export type Bytes = AsyncIterable<Uint8Array>

/** What was stored: the SHA-256 of the content in hex, by which alone it is found again, and its length. */
export type Stored = { readonly hash: string; readonly bytes: number }

/**
 * Keeps files by their content. The same bytes are one object, however often they are put; a hash that nobody was given
 * cannot be guessed. Hashes are checked before they become part of a path: anything else is answered like a missing one.
 */
export type ObjectStore = {
  /** Takes all bytes; answers once they would survive a power cut. What could not be read to its end leaves nothing behind. */
  put(bytes: Bytes): Promise<Stored>
  /** `null` where there is no such object. */
  get(hash: string): Promise<Bytes | null>
  has(hash: string): Promise<boolean>
  /** Does nothing where there is no such object. */
  delete(hash: string): Promise<void>
  list(): AsyncIterable<string>
}

/** The stores of an installation, one for each authority: none reaches into another's. */
export type ObjectStores = { readonly name: 'folder' | 's3'; of(authority: number): ObjectStore }

/** Whether text is a SHA-256 in hex, as stores write it. */
export const isHash = (text: unknown): text is string => typeof text === 'string' && /^[0-9a-f]{64}$/.test(text)
