/** The browser application. The server never needs this: it runs the sources, or serves dist/web. */
import { readFile, writeFile } from 'node:fs/promises'
import { dirname, join, relative } from 'node:path'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'
import { installable } from './scripts/installable.ts'

/** What a page may load before it shows anything: the entry and all that it imports at once. */
const MAX_FIRST_LOAD_KB = 180

/** Everybody needs these at once, so they are one file that stays cached from release to release. */
const vendor = /node_modules\/(react|react-dom|scheduler|@tanstack\/(react-query|query-core)|zod)\//

export default defineConfig(({ command }) => ({
  // While developing, sources live under an address of their own: /app belongs to the pages.
  base: command === 'serve' ? '/_vite/' : '/',
  // The server replaces it in each answer by the nonce of its content policy.
  html: { cspNonce: '__NONCE__' },
  plugins: [react(), installable(), firstLoad()],
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
            // Thirty files of three lines, which the menus name all at once.
            { name: 'texts', test: /\/texts\.tsx$/, priority: 2 },
            // What several pages share comes as one file instead of thirty; what is live comes after the first look.
            {
              name: 'kit',
              test: /\/web\/(?!live|ui\/FileField)|@tabler\/icons-react/,
              minShareCount: 2,
              priority: 1,
            },
          ],
        },
      },
    },
  },
}))

/**
 * Prints what each page weighs before it shows anything: entry, page, and the sentences of the shell, the frame and
 * the page's own components in the longest language. Fails above the limit. Also writes each file compressed.
 */
function firstLoad(): Plugin {
  return {
    name: 'socle:first-load',
    apply: 'build',
    async writeBundle({ dir = '' }, bundle) {
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

      const sourceOf = (it: { facadeModuleId: string | null }) =>
        relative(import.meta.dirname, it.facadeModuleId ?? '')
      const modulesOf = (id: string, seen = new Set<string>()): Set<string> => {
        if (seen.has(id) || id.includes('node_modules')) return seen
        seen.add(id)
        for (const it of this.getModuleInfo(id)?.importedIds ?? []) modulesOf(it, seen)
        return seen
      }
      /** A component brings its words along: they lie beside a `texts.tsx` that it imports. */
      const catalogues = (page: string) =>
        [...modulesOf(page)]
          .filter((it) => it.endsWith('/texts.tsx'))
          .map((it) => relative(import.meta.dirname, dirname(it)))
      const sentences = (folders: readonly string[]) =>
        Math.max(
          ...['fr', 'nl', 'en'].map((language) => {
            const wanted = new Set(folders.map((it) => `${it}/locales/${language}.ts`))
            return kb(chunks.filter((it) => wanted.has(sourceOf(it))).map((it) => it.fileName))
          }),
        )
      const frames = chunks
        .map(sourceOf)
        .filter((it) => it.endsWith('frame/locales/fr.ts'))
        .map((it) => dirname(dirname(it)))
      const pages = chunks
        .filter((it) => it.isDynamicEntry && sourceOf(it).endsWith('Page.tsx'))
        .map((it) => {
          const script = kb(new Set([...first, ...withImports(it.fileName)]))
          const words = new Set(['web', ...frames, ...catalogues(it.facadeModuleId ?? '')])
          return { name: it.name, size: script + sentences([...words]) }
        })
        .toSorted((a, b) => b.size - a.size)
      console.log(
        `\nentry: ${kb(first).toFixed(1)} kB of script (gzip); with its page and sentences:`,
      )
      for (const it of pages) console.log(`  ${it.size.toFixed(1)} kB  ${it.name}`)
      const largest = pages[0]?.size ?? kb(first)
      if (largest > MAX_FIRST_LOAD_KB)
        throw new Error(`first load is ${largest.toFixed(1)} kB; at most ${MAX_FIRST_LOAD_KB} kB`)

      // Once here at full strength, instead of at every request at little strength.
      for (const name of Object.keys(bundle).filter((it) => /\.(js|css)$/.test(it))) {
        const bytes = await readFile(join(dir, name))
        await writeFile(join(dir, `${name}.br`), brotliCompressSync(bytes))
        await writeFile(join(dir, `${name}.gz`), gzipSync(bytes, { level: 9 }))
      }
    },
  }
}
