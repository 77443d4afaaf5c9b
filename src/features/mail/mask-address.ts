/** `jeanne@example.org` as `j•••@example.org`: always three dots, so that the length stays unknown too. */
export function maskAddress(address: string): string {
  const at = address.lastIndexOf('@')
  return at < 1 ? '•••' : `${[...address][0]}•••${address.slice(at)}`
}
