import { isAskable, type Addresses } from '../../ports/addresses/addresses.ts'
import { askRegister, patience } from '../../ports/addresses/ask-register.ts'
import { suggestion } from '../../ports/addresses/suggestion.ts'

/**
 * France's national address base (BAN) by the geocoding service of the Géoplateforme: open, without a key, fifty questions a second
 * from one address. Answers GeoJSON.
 */
export function banAddresses({ url = 'https://data.geopf.fr/geocodage/search', milliseconds = patience } = {}): Addresses {
  return {
    source: 'ban',
    async suggest(text, near, limit) {
      if (!isAskable(text)) return []
      const address = new URL(url)
      address.search = String(new URLSearchParams({
        q: text, limit: String(limit), autocomplete: '1', index: 'address', ...(near && { lat: String(near.latitude), lon: String(near.longitude) }),
      }))
      const answer = (await askRegister(address, milliseconds)) as { features?: unknown } | null
      const features = Array.isArray(answer?.features) ? (answer.features as (Feature | null)[]) : []
      return features.flatMap(feature => {
        const { name, postcode, city } = feature?.properties ?? {}
        const [longitude, latitude] = Array.isArray(feature?.geometry?.coordinates) ? feature.geometry.coordinates : []
        return suggestion('ban', [name, typeof postcode === 'string' && typeof city === 'string' ? `${postcode} ${city}` : null], latitude, longitude) ?? []
      }).slice(0, limit)
    },
  }
}

type Feature = { readonly properties?: { readonly name?: unknown; readonly postcode?: unknown; readonly city?: unknown }; readonly geometry?: { readonly coordinates?: readonly unknown[] } }
