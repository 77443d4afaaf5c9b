import { isAskable, type Addresses } from '../../ports/addresses/addresses.ts'
import { askRegister, patience } from '../../ports/addresses/ask-register.ts'
import { suggestion } from '../../ports/addresses/suggestion.ts'

/**
 * Switzerland's official directory of building addresses by the search of geo.admin.ch: open, without a key. It knows no place to
 * search near to. Its labels are HTML: the street, then post code and town in bold.
 */
export function geoAdminAddresses({ url = 'https://api3.geo.admin.ch/rest/services/ech/SearchServer', milliseconds = patience } = {}): Addresses {
  return {
    source: 'geo-admin',
    async suggest(text, _near, limit) {
      if (!isAskable(text)) return []
      const address = new URL(url)
      address.search = String(new URLSearchParams({ searchText: text, type: 'locations', origins: 'address', sr: '4326', limit: String(limit) }))
      const answer = (await askRegister(address, milliseconds)) as { results?: unknown } | null
      const results = Array.isArray(answer?.results) ? (answer.results as (Result | null)[]) : []
      return results.flatMap(result => {
        const { label, lat, lon } = result?.attrs ?? {}
        const [, street, town] = (typeof label === 'string' && /^([^<]+)<b>([^<]+)<\/b>/.exec(label)) || []
        return suggestion('geo-admin', [decode(street), decode(town)], lat, lon) ?? []
      }).slice(0, limit)
    },
  }
}

type Result = { readonly attrs?: { readonly label?: unknown; readonly lat?: unknown; readonly lon?: unknown } }

const decode = (text: string | undefined): string | undefined => text?.replace(/&#39;|&apos;/g, '’').replace(/&quot;/g, '"').replace(/&amp;/g, '&')
