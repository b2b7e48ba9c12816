/**
 * A page's words come with the page: one that is fetched late leaves a hole where somebody reads or types. Only the words
 * of another part, behind its door, may come when its component is first shown.
 */
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { expect, test } from 'vitest'
import { parts } from '#app/parts.tsx'
import type { PartPages } from '#web/pages.tsx'
import type { TextSource } from '#web/text.tsx'

const root = join(import.meta.dirname, '..')
const components = import.meta.glob('/{core,modules}/**/*.tsx')
const sources = import.meta.glob<Record<string, TextSource>>('/{core,modules}/**/texts.tsx', {
  eager: true,
})
const folderOf = new Map(
  Object.entries(sources).flatMap(([path, module]) =>
    Object.values(module).map((it) => [it, dirname(path).slice(1)] as const),
  ),
)

/** The folders whose words the components of a file say, without what is fetched after the page. */
function spoken(file: string, seen = new Set<string>()): Set<string> {
  if (seen.has(file) || !existsSync(join(root, file))) return seen
  seen.add(file)
  const source = readFileSync(join(root, file), 'utf8')
  for (const [, from] of source.matchAll(
    /^(?:import|\}) [^;]*?from '([^']+\.tsx)'|^\} from '([^']+\.tsx)'/gm,
  )) {
    if (!from) continue
    spoken(from.startsWith('#') ? from.slice(1) : normalize(join(dirname(file), from)), seen)
  }
  return seen
}

const said = (file: string) =>
  [...spoken(file)].filter((it) => it.endsWith('/texts.tsx')).map((it) => dirname(it))

const partOf = (path: string) => path.split('/').slice(0, 2).join('/')

async function fileOf(load: () => Promise<unknown>): Promise<string> {
  const module = await load()
  for (const [path, find] of Object.entries(components))
    if (path.endsWith('Page.tsx') && (await find()) === module) return path.slice(1)
  throw new Error('a page that is in no file *Page.tsx')
}

const frames = parts.flatMap((it) => (it.words ? [folderOf.get(it.words)!] : []))

test.each(
  parts.flatMap((part) => Object.entries(part.pages).map(([at, it]) => ({ at, it, part }))),
)('$at comes with its words', async ({ it, part }) => {
  const declared = [...(part.texts ? [part.texts] : []), ...it.texts].map((one) =>
    folderOf.get(one)!,
  )
  const file = await fileOf(it.load)
  const missing = said(file).filter(
    (one) => partOf(one) === partOf(file) && ![...declared, ...frames].includes(one),
  )
  expect(missing, 'add these to page(…) in pages.tsx').toEqual([])
})

test('what the frame says is in its own small catalogues', async () => {
  const keysOf = ({ menu = [], settings = [], actions = [], abilities, roles = {} }: PartPages) => [
    ...[...menu, ...settings, ...actions].flatMap((it) => [
      it.text,
      ...(it.group ? [it.group] : []),
    ]),
    ...settings.map((it) => it.hint),
    ...(abilities ? [abilities.title, ...Object.values(abilities.of)] : []),
    ...Object.values(roles).flatMap((it) => [it.text, it.hint]),
  ]
  const catalogues = await Promise.all(parts.flatMap((it) => (it.words ? [it.words.fr()] : [])))
  const known = new Set(catalogues.flatMap((it) => Object.keys(it.default)))
  expect(parts.flatMap(keysOf).filter((it) => !known.has(it))).toEqual([])
})
