/** What makes the pages an application on a phone: its manifest, its icons, and the worker that opens it without a network. */
import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join, relative } from 'node:path'
import sharp from 'sharp'
import type { Plugin } from 'vite'

const root = join(import.meta.dirname, '..')
const GREEN = '#175c54'
const PAPER = '#faf8f4'

/**
 * What a page without a network may still ask for, reached from what stands before: the shell's own words and windows,
 * what the frame says of each part, and all of the pages that are carried into the field.
 */
const carried = /^(web\/|.*\/frame\/locales\/|modules\/maintenance\/(field\/|([a-z]+\/)?locales\/))/
const field = /^modules\/maintenance\/field\//
const fonts = /-latin-wght-normal-.*\.woff2$/

const manifest = {
  id: '/app',
  name: 'Socle',
  short_name: 'Socle',
  lang: 'fr',
  dir: 'ltr',
  start_url: '/app',
  scope: '/',
  display: 'standalone',
  background_color: PAPER,
  theme_color: GREEN,
  categories: ['business', 'productivity'],
  icons: [
    { src: '/icons/socle.svg', sizes: 'any', type: 'image/svg+xml', purpose: 'any' },
    { src: '/icons/socle-192.png', sizes: '192x192', type: 'image/png', purpose: 'any' },
    { src: '/icons/socle-512.png', sizes: '512x512', type: 'image/png', purpose: 'any' },
    { src: '/icons/socle-whole-512.png', sizes: '512x512', type: 'image/png', purpose: 'maskable' },
  ],
}

const stones = `<rect x="8" y="3.5" width="8" height="4.6" rx="1.4"/><rect x="5" y="9.7" width="14" height="4.6" rx="1.4" opacity=".82"/><rect x="2" y="15.9" width="20" height="4.6" rx="1.4" opacity=".62"/>`

/** The three stones on green; `round` has corners of its own, the other leaves them to the phone's mask. */
const icon = (round: boolean) =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100"><rect width="100" height="100" rx="${round ? 22 : 0}" fill="${GREEN}"/><g fill="${PAPER}" transform="translate(50 50) scale(${round ? 2.7 : 2.3}) translate(-12 -12)">${stones}</g></svg>`

const picture = (round: boolean, size: number) =>
  sharp(Buffer.from(icon(round)), { density: 600 })
    .resize(size, size)
    .png()
    .toBuffer()

const link = (rel: string, href: string) => ({
  tag: 'link',
  attrs: { rel, href },
  injectTo: 'head' as const,
})

export function installable(): Plugin {
  return {
    name: 'socle:installable',
    apply: 'build',
    transformIndexHtml: () => [
      link('manifest', '/manifest.webmanifest'),
      link('apple-touch-icon', '/icons/socle-180.png'),
    ],
    // After Vite has taken out what holds nothing but styles.
    generateBundle: {
      order: 'post',
      async handler(_, bundle) {
        const chunks = Object.values(bundle).filter((it) => it.type === 'chunk')
        const entry = chunks.find((it) => it.isEntry)?.facadeModuleId
        if (!entry) throw new Error('the build has no entry')

        const wanted = new Set<string>()
        const walk = (id: string): void => {
          // What packages need comes with the chunks that import it.
          if (wanted.has(id) || id.includes('node_modules')) return
          wanted.add(id)
          const info = this.getModuleInfo(id)
          const isField = field.test(relative(root, id))
          for (const it of info?.importedIds ?? []) walk(it)
          for (const it of info?.dynamicallyImportedIds ?? [])
            if (isField || carried.test(relative(root, it))) walk(it)
        }
        walk(entry)

        const names = new Set<string>()
        const add = (name: string): void => {
          const chunk = bundle[name]
          if (names.has(name) || chunk?.type !== 'chunk') return
          names.add(name)
          for (const it of chunk.imports) add(it)
          for (const it of chunk.viteMetadata?.importedCss ?? []) names.add(it)
        }
        // A chunk that only passes on what another holds has no module of its own, but is asked for by its name.
        for (const { fileName, facadeModuleId, moduleIds } of chunks)
          if ([facadeModuleId ?? '', ...moduleIds].some((id) => wanted.has(id))) add(fileName)
        for (const it of Object.keys(bundle)) if (fonts.test(it)) names.add(it)

        const files = [...names].toSorted().map((it) => `/${it}`)
        const source = await readFile(join(root, 'web/offline-worker.js'), 'utf8')
        const release = createHash('sha256').update(source).update(files.join()).digest('hex')
        const worker = source
          .replace('__RELEASE__', release.slice(0, 16))
          .replace('__FILES__', JSON.stringify(files))

        const emit = (fileName: string, text: string | Uint8Array) =>
          this.emitFile({ type: 'asset', fileName, source: text })
        emit('offline-worker.js', worker)
        emit('manifest.webmanifest', JSON.stringify(manifest))
        emit('icons/socle.svg', icon(true))
        for (const size of [180, 192, 512])
          emit(`icons/socle-${size}.png`, await picture(true, size))
        emit('icons/socle-whole-512.png', await picture(false, 512))
      },
    },
  }
}
