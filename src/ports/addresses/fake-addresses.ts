import { isAskable, type Addresses, type Suggestion } from './addresses.ts'

/** A register for tests: suggests those of its addresses that hold what was typed. `asked` keeps what it was asked. */
export function fakeAddresses(known: readonly Suggestion[]): Addresses & { readonly asked: string[] } {
  const asked: string[] = []
  return {
    source: 'fake', asked,
    async suggest(text, _near, limit) {
      if (!isAskable(text)) return []
      asked.push(text)
      return known.filter(one => one.text.toLowerCase().includes(text.toLowerCase())).slice(0, limit)
    },
  }
}
