import { describe, expect, test } from 'vitest'
import { addressesContract, registerThat } from '../../ports/addresses/addresses-contract.ts'
import { geoAdminAddresses } from './geo-admin-addresses.ts'

const place = (label: string, lat: number, lon: number) => ({ id: 1, weight: 1, attrs: { origin: 'address', geom_quadindex: '021', detail: 'rue de l exemple 3', rank: 7, label, lat, lon, x: 46, y: 6, zoomlevel: 10, num: 3 } })
const sample = { results: [place('Rue de l&#39;Exemple 3 <b>1204 Genève</b>', 46.200123456, 6.15), place('Rue du Modèle 3 <b>1227 Carouge GE</b>', 46.18, 6.14)] }

describe('the directory of addresses of Switzerland', () => {
  addressesContract((url, milliseconds) => geoAdminAddresses({ url, milliseconds }), sample)

  test('writes an address as on a letter', async () => {
    const register = await registerThat({ body: JSON.stringify(sample) })
    const [first] = await geoAdminAddresses({ url: register.url }).suggest('rue de', null, 5)
    expect(first).toEqual({ text: 'Rue de l’Exemple 3\n1204 Genève', point: '46.200123,6.15', source: 'geo-admin' })
  })

  test('takes no markup for an address', async () => {
    const register = await registerThat({ body: JSON.stringify({ results: [place('<i>Rue</i> 3 <b>1204 Genève</b>', 46, 6)] }) })
    expect(await geoAdminAddresses({ url: register.url }).suggest('rue de', null, 5)).toEqual([])
  })
})
