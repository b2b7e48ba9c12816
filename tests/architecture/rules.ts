/** The law of the house as functions: sources in, a sentence per breach out. ARCHITECTURE.md says the same in prose. */
import { dirname, join, normalize } from 'node:path'
import {
  type Import,
  importsOf,
  isTest,
  layerOf,
  packagesOf,
  partName,
  partOf,
  type Source,
  withoutComments,
} from './sources.ts'

/** Files of the left may import from the right. */
const mayImport: Record<string, readonly string[]> = {
  kernel: ['kernel'],
  web: ['kernel', 'web'],
  core: ['kernel', 'core', 'web'],
  modules: ['kernel', 'core', 'modules', 'web'],
  edges: ['kernel', 'core', 'modules', 'edges'],
  app: ['kernel', 'core', 'modules', 'edges', 'web', 'app'],
}

const door = /\/(contract\.ts|api\.ts|ui\.tsx)$/
/** What puts a part together; only `app` reads it. */
const manifest =
  /^(core|modules)\/[^/]+\/(module\.ts|pages\.tsx|demo\.ts|([a-z-]+\/)?locales\/\w+\.ts)$/

const all = (sources: readonly Source[]): Import[] => sources.flatMap(importsOf)

export function upwards(sources: readonly Source[]): string[] {
  return all(sources)
    .filter(({ file, target }) => !mayImport[layerOf(file)]?.includes(layerOf(target)))
    .map(
      ({ file, target }) =>
        `${file} imports ${target}: ${layerOf(file)} may not see ${layerOf(target)}.`,
    )
}

export function burglaries(sources: readonly Source[]): string[] {
  const enters = ({ file, target }: Import) =>
    door.test(target) || (layerOf(file) === 'app' && manifest.test(target))
  return all(sources)
    .filter((it) => partOf(it.target) && partOf(it.file) !== partOf(it.target) && !enters(it))
    .map(
      ({ file, target }) =>
        `${file} imports ${target}: enter ${partOf(target)} by its contract.ts, api.ts or ui.tsx.`,
    )
}

export type Uses = ReadonlyMap<string, readonly string[]>

export function undeclared(sources: readonly Source[], uses: Uses): string[] {
  return all(sources)
    .map(({ file, target }) => ({ file, from: partName(file), to: partName(target) }))
    .filter(({ from, to }) => from && to && from !== to && !uses.get(from)?.includes(to))
    .map(
      ({ file, from, to }) =>
        `${file} imports ${to}: add '${to}' to \`uses\` of ${from}/module.ts.`,
    )
}

export function unused(sources: readonly Source[], uses: Uses): string[] {
  const real = new Set(all(sources).map((it) => `${partName(it.file)} ${partName(it.target)}`))
  return [...uses].flatMap(([from, others]) =>
    others
      .filter((to) => !real.has(`${from} ${to}`))
      .map(
        (to) => `${from}/module.ts names '${to}' in \`uses\`, but nothing in ${from} imports it.`,
      ),
  )
}

export function circles(uses: Uses): string[] {
  const path = (from: string, goal: string, seen = new Set<string>()): string[] | undefined => {
    for (const next of uses.get(from) ?? []) {
      if (next === goal) return [from, next]
      if (seen.has(next)) continue
      const rest = path(next, goal, seen.add(next))
      if (rest) return [from, ...rest]
    }
    return undefined
  }
  return [...uses.keys()].flatMap((name) => {
    const circle = path(name, name)
    return circle ? [`${circle.join(' uses ')}: parts may not use each other in circles.`] : []
  })
}

const isBrowser = (file: string) => file.endsWith('.tsx')
const kernelShared = /^kernel\/(colour|contract|ids|money|time|text|machine|paging|shape|wire)\.ts$/
const partShared = /\/(contract|rules)\.ts$|(^|\/)locales\/\w+\.ts$/
const isShared = (file: string) =>
  kernelShared.test(file) || (layerOf(file) !== 'kernel' && partShared.test(file))

/** `.tsx` runs in the browser, `.ts` on the server, contracts, rules and catalogues in both. */
export function crossings(sources: readonly Source[]): string[] {
  const wrong = ({ file, target }: Import) => {
    if (target.endsWith('.css')) return !isBrowser(file)
    if (isBrowser(file)) return !isBrowser(target) && !isShared(target)
    return isBrowser(target) || (isShared(file) && !isShared(target))
  }
  return all(sources)
    .filter(wrong)
    .map(
      ({ file, target }) =>
        `${file} imports ${target}: ${side(file)} may not load ${side(target)}.`,
    )
}

const side = (file: string) =>
  isBrowser(file) ? 'the browser' : isShared(file) ? 'what both sides share' : 'the server'

/** What both sides share stands on zod/mini alone; a page never asks Node for anything. */
export function strangers(sources: readonly Source[]): string[] {
  const wrong = ({ file, target }: Import) => {
    if (isShared(file)) return target !== 'zod/mini'
    return isBrowser(file) && (target.startsWith('node:') || target === 'zod')
  }
  return sources
    .flatMap(packagesOf)
    .filter(wrong)
    .map(({ file, target }) => `${file} imports ${target}: ${side(file)} may not.`)
}

/** A door may pass on what stands behind it; any other file that only does so hides where things live. */
export function barrels(sources: readonly Source[]): string[] {
  const isBarrel = ({ file, text }: Source) => {
    const code = withoutComments(text)
    const rest = code.replaceAll(/export\s+(type\s+)?(\{[^}]*\}|\*)\s+from\s+'[^']+'/g, '').trim()
    return /(^|\/)index\.tsx?$/.test(file) || /export\s+\*/.test(code) || (code.trim() && !rest)
  }
  return sources
    .filter((it) => /\.tsx?$/.test(it.file) && !door.test(it.file) && isBarrel(it))
    .map(
      ({ file }) => `${file} only passes on what others export: import from where a thing lives.`,
    )
}

export function computedImports(sources: readonly Source[]): string[] {
  return sources
    .filter(({ text }) => /\b(import|require)\s*\(\s*[^'\s]/.test(withoutComments(text)))
    .map(({ file }) => `${file} computes an import: write the path out.`)
}

const MAX_LINES = 400
const USUAL_LINES = 200
const lines = (text: string) => text.split('\n').length - 1

export function tooLong(sources: readonly Source[]): string[] {
  return sources
    .filter(({ text }) => lines(text) > MAX_LINES)
    .map(({ file, text }) => `${file} has ${lines(text)} lines: at most ${MAX_LINES}.`)
}

/** Nine files in ten are read at one sitting. */
export function oftenLong(sources: readonly Source[]): string[] {
  const long = sources.filter(({ text }) => lines(text) >= USUAL_LINES)
  if (long.length * 10 <= sources.length) return []
  const worst = long.toSorted((a, b) => lines(b.text) - lines(a.text)).map((it) => it.file)
  return [
    `${long.length} of ${sources.length} files have ${USUAL_LINES} lines or more: ${worst.join(', ')}.`,
  ]
}

const vague = ['util', 'helper', 'manager', 'service', 'common', 'misc', 'base', 'impl', 'data']

export function vagueNames(sources: readonly Source[]): string[] {
  const words = (file: string) =>
    file
      .replace(/^kernel\/data\//, 'kernel/')
      .toLowerCase()
      .split(/[/.-]/)
  return sources.flatMap(({ file }) => {
    const word = words(file).find((it) => vague.includes(it.replace(/s$/, '')))
    return word ? [`${file} is called "${word}": name the thing it does.`] : []
  })
}

export function strayFolders(folders: readonly string[]): string[] {
  const known = [
    'app',
    'core',
    'deploy',
    'docs',
    'edges',
    'kernel',
    'modules',
    'scripts',
    'tests',
    'web',
  ]
  return folders
    .filter((it) => !known.includes(it))
    .map((it) => `${it}/ is not a room of this house: the front page shows ${known.join(', ')}.`)
}

/** Table → the part that owns it. */
export type Owners = ReadonlyMap<string, string>
const query =
  /\b(?:selectFrom|insertInto|updateTable|deleteFrom|replaceInto|mergeInto|(?:inner|left|right|full|cross)Join|using)\(\s*(\[[^\]]*\]|'[^']*')/g

/** No table is read by two parts: ask its owner's api.ts. */
export function trespasses(sources: readonly Source[], owners: Owners): string[] {
  return sources.flatMap(({ file, text }) => {
    const mine = partName(file) ?? layerOf(file)
    const named = [...withoutComments(text).matchAll(query)].flatMap(([, tables]) =>
      [...tables!.matchAll(/'(\w+)/g)].map(([, name]) => name!),
    )
    return [...new Set(named)]
      .filter((name) => owners.has(name) && owners.get(name) !== mine)
      .map((name) => `${file} reads ${name}, a table of ${owners.get(name)}: ask its api.ts.`)
  })
}

/** A raw statement is not qualified by the namespace: outside the kernel it would read whichever database is there. */
export function rawTables(sources: readonly Source[]): string[] {
  const raw = /\bsql(<[^`]*>)?`[^`]*\b(from|join|into|update|table)\s+["\w]|\bsql\.(table|raw)\b/i
  return sources
    .filter(
      ({ file, text }) =>
        layerOf(file) !== 'kernel' && !isTest(file) && raw.test(withoutComments(text)),
    )
    .map(({ file }) => `${file} names a table in raw SQL, which no namespace qualifies.`)
}

/** A link to a file of this repository leads to one. */
export function deadLinks(pages: readonly Source[], leads: (path: string) => boolean): string[] {
  return pages.flatMap(({ file, text }) =>
    [...text.matchAll(/\]\(([^)#\s]+)/g)]
      .map(([, target]) => target!)
      .filter((it) => !/^[a-z]+:/.test(it) && !leads(normalize(join(dirname(file), it))))
      .map((it) => `${file} links to ${it}, which is not there.`),
  )
}

const shortcuts: [RegExp, string][] = [
  [/\b(it|test|describe)(\.\w+)*\.(only|skip|todo|fails)\b/, 'skips or singles out a test'],
  [/@ts-(ignore|nocheck)/, 'silences the type checker'],
  [/catch\s*(\([^)]*\))?\s*\{\s*\}/, 'swallows an error'],
  [/\b([T]ODO|[F]IXME|[H]ACK)\b/, 'leaves something for later'],
]

export function shortcutsTaken(sources: readonly Source[]): string[] {
  return sources.flatMap(({ file, text }) =>
    shortcuts.filter(([pattern]) => pattern.test(text)).map(([, does]) => `${file} ${does}.`),
  )
}
