/** The browser application. The server never needs this: it runs the sources, or serves dist/web. */
import { gzipSync } from 'node:zlib'
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'

/** What a page may load before it shows anything: the entry and all that it imports at once. */
const MAX_FIRST_LOAD_KB = 180

/** Everybody needs these at once, so they are one file that stays cached from release to release. */
const vendor =
  /node_modules\/(react|react-dom|scheduler|use-sync-external-store|@tanstack\/(react-router|router-core|history|react-store|store|react-query|query-core)|i18next|zod)\//

export default defineConfig(({ command }) => ({
  // While developing, sources live under an address of their own: /app belongs to the pages.
  base: command === 'serve' ? '/_vite/' : '/',
  // The server replaces it in each answer by the nonce of its content policy.
  html: { cspNonce: '__NONCE__' },
  plugins: [react(), firstLoad()],
  build: {
    outDir: 'dist/web',
    emptyOutDir: true,
    manifest: true,
    target: 'baseline-widely-available',
    // Inlined files would need `data:` in the content policy.
    assetsInlineLimit: 0,
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            { name: 'vendor', test: vendor, priority: 2 },
            // What several pages share comes as one file instead of thirty.
            { name: 'kit', test: /\/web\/|@tabler\/icons-react/, minShareCount: 2, priority: 1 },
          ],
        },
      },
    },
  },
}))

/** Prints what the first load weighs, per page on top of the entry, and fails above the limit. */
function firstLoad(): Plugin {
  return {
    name: 'socle:first-load',
    apply: 'build',
    writeBundle(_, bundle) {
      const chunks = Object.values(bundle).filter((it) => it.type === 'chunk')
      const byName = new Map(chunks.map((it) => [it.fileName, it]))
      const withImports = (name: string, seen = new Set<string>()): Set<string> => {
        const chunk = byName.get(name)
        if (!chunk || seen.has(name)) return seen
        seen.add(name)
        for (const it of chunk.imports) withImports(it, seen)
        return seen
      }
      const kb = (names: Iterable<string>) =>
        [...names].reduce((sum, it) => sum + gzipSync(byName.get(it)!.code).length, 0) / 1000
      const entry = chunks.find((it) => it.isEntry)
      if (!entry) throw new Error('the build has no entry')
      const first = withImports(entry.fileName)
      const pages = chunks
        .filter((it) => it.isDynamicEntry && /Page\.tsx$/.test(it.facadeModuleId ?? ''))
        .map((it) => ({ name: it.name, size: kb(new Set([...first, ...withImports(it.fileName)])) }))
        .toSorted((a, b) => b.size - a.size)
      console.log(`first load: ${kb(first).toFixed(1)} kB of script (gzip)`)
      for (const it of pages) console.log(`  with ${it.name}: ${it.size.toFixed(1)} kB`)
      const largest = pages[0]?.size ?? kb(first)
      if (largest > MAX_FIRST_LOAD_KB)
        throw new Error(`first load is ${largest.toFixed(1)} kB; at most ${MAX_FIRST_LOAD_KB} kB`)
    },
  }
}
