/** The repository as the rules see it: files, what they import, which part they belong to. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'

export type Source = { file: string; text: string }
export type Import = { file: string; target: string }

const root = join(import.meta.dirname, '../..')
const layers = ['kernel', 'core', 'modules', 'edges', 'web', 'app']

/** Every source of the product and of its tests and tools. */
export function readSources(): Source[] {
  return [...layers, 'tests', 'scripts']
    .flatMap((folder) => readdirSync(join(root, folder), { recursive: true, withFileTypes: true }))
    .filter((it) => it.isFile() && /\.(tsx?|mjs|css)$/.test(it.name))
    .map((it) => join(it.parentPath, it.name))
    .map((path) => ({ file: path.slice(root.length + 1), text: readFileSync(path, 'utf8') }))
    .toSorted((a, b) => (a.file < b.file ? -1 : 1))
}

/** Every page of documentation. */
export function readPages(): Source[] {
  const folders = [...layers, 'docs', 'deploy', 'tests', 'scripts'].filter((it) =>
    existsSync(join(root, it)),
  )
  const below = folders.flatMap((it) =>
    readdirSync(join(root, it), { recursive: true, encoding: 'utf8' }).map((name) =>
      join(it, name),
    ),
  )
  return [...readdirSync(root), ...below]
    .filter((file) => file.endsWith('.md'))
    .map((file) => ({ file, text: readFileSync(join(root, file), 'utf8') }))
}

/** Whether a path from the top of the repository leads to something. */
export const isThere = (path: string) => existsSync(join(root, path))

/** The folders at the top that somebody wrote; what tools make (git, packages, builds, data) is not ours to name. */
export function topFolders(): string[] {
  const made = ['node_modules', 'dist', 'data', 'coverage', 'tmp']
  return readdirSync(root, { withFileTypes: true })
    .filter((it) => it.isDirectory() && !it.name.startsWith('.') && !made.includes(it.name))
    .map((it) => it.name)
}

/** The code that runs in the product: the import law is about these. */
export const product = (sources: readonly Source[]) =>
  sources.filter(({ file }) => layers.includes(layerOf(file)) && !isTest(file))

export const isTest = (file: string) =>
  /\.(test|e2e)\.tsx?$/.test(file) || file.startsWith('tests/')
export const layerOf = (file: string) => file.split('/')[0]!
/** `core/workspaces`, `modules/school`; undefined outside of parts. */
export const partOf = (file: string) => /^(?:core|modules)\/[^/]+(?=\/)/.exec(file)?.[0]
export const partName = (file: string) => partOf(file)?.split('/')[1]

/** What a file imports from this repository. */
export function importsOf({ file, text }: Source): Import[] {
  return specifiers(text)
    .filter((it) => it.startsWith('#') || it.startsWith('.'))
    .map((it) => (it.startsWith('#') ? it.slice(1) : normalize(join(dirname(file), it))))
    .map((target) => ({ file, target }))
}

/** What a file imports from packages and from Node. */
export function packagesOf({ file, text }: Source): Import[] {
  return specifiers(text)
    .filter((it) => !it.startsWith('#') && !it.startsWith('.'))
    .map((target) => ({ file, target }))
}

const statement = /(?:^|[\n;])\s*(?:import|export)\b[^'"`;]*?\bfrom\s*'([^']+)'/g
const bare = /(?:^|[\n;])\s*import\s*'([^']+)'/g
const lazy = /\bimport\s*\(\s*'([^']+)'/g

/** Imports are static and stand in single quotes (the formatter sees to it), so patterns find them all. */
function specifiers(text: string): string[] {
  const code = withoutComments(text)
  return [statement, bare, lazy].flatMap((it) => [...code.matchAll(it)].map(([, found]) => found!))
}

/** The same text with its comments blanked: an example in a comment imports nothing. */
export function withoutComments(text: string): string {
  const token =
    /'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"|`(?:[^`\\]|\\.)*`|\/\*[\s\S]*?\*\/|\/\/[^\n]*/g
  return text.replaceAll(token, (it) => (/^\/[*/]/.test(it) ? it.replaceAll(/[^\n]/g, ' ') : it))
}
