import type { Authority } from '../../base/authority.ts'

type KnownServer = { readonly country: Authority['country']; readonly template: string; readonly attribution: string }

/** Official maps that may be used without a key, each for its country's authorities; licences in docs/reference/settings.md. */
export const knownServers = {
  ign: {
    country: 'FR',
    template: 'https://data.geopf.fr/wmts?SERVICE=WMTS&REQUEST=GetTile&VERSION=1.0.0&LAYER=GEOGRAPHICALGRIDSYSTEMS.PLANIGNV2&STYLE=normal&FORMAT=image/png&TILEMATRIXSET=PM&TILEMATRIX={z}&TILEROW={y}&TILECOL={x}',
    attribution: '© IGN, Plan IGN',
  },
  swisstopo: {
    country: 'CH',
    template: 'https://wmts.geo.admin.ch/1.0.0/ch.swisstopo.pixelkarte-farbe/default/current/3857/{z}/{x}/{y}.jpeg',
    attribution: '© swisstopo',
  },
} satisfies Record<string, KnownServer>
