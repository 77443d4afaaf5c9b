import { describe, expect, test } from 'vitest'
import { addressesContract, registerThat } from '../../ports/addresses/addresses-contract.ts'
import { banAddresses } from './ban-addresses.ts'

const place = (name: string, city: string, coordinates: number[]) => ({
  type: 'Feature', geometry: { type: 'Point', coordinates }, properties: { label: `${name} 14123 ${city}`, score: 0.9, housenumber: '3', id: '14271_0000_00003', name, postcode: '14123', citycode: '14271', city, type: 'housenumber' },
})
const sample = { type: 'FeatureCollection', features: [place('3 Rue de l’Exemple', 'Fleury-sur-Orne', [-0.375123456, 49.144]), place('3 Rue du Modèle', 'Ifs', [-0.35, 49.14])], query: '3 rue' }

describe('the address base of France', () => {
  addressesContract((url, milliseconds) => banAddresses({ url, milliseconds }), sample)

  test('writes an address as on a letter', async () => {
    const register = await registerThat({ body: JSON.stringify(sample) })
    const [first] = await banAddresses({ url: register.url }).suggest('3 rue', { latitude: 49.1, longitude: -0.3 }, 5)
    expect(first).toEqual({ text: '3 Rue de l’Exemple\n14123 Fleury-sur-Orne', point: '49.144,-0.375123', source: 'ban' })
    expect(Object.fromEntries(register.asked[0]!.searchParams)).toEqual({ q: '3 rue', limit: '5', autocomplete: '1', index: 'address', lat: '49.1', lon: '-0.3' })
  })
})
