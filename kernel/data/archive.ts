/**
 * One file that any engine restores: gzipped lines of JSON. A head; sections (a workspace, the registry), each with its
 * history and its tables; rows as lists; after each table its count and hash; then its files; at the end a digest of everything before.
 */
import { createHash } from 'node:crypto'
import { constants, createReadStream, createWriteStream } from 'node:fs'
import { access, link, rm } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import { BadArchive, linesOf } from './archive-lines.ts'
import { setUnfinished } from './copy.ts'
import { contentHash, differences, plain, type Sum, type Sums, Total, unplain } from './hash.ts'
import { type Applied, asOf, historyOf } from './history.ts'
import { type Migrated, migrate, type Model, model } from './migrate.ts'
import type { Namespace } from './namespace.ts'
import { inOrder } from './order.ts'
import { type Batch, batches, isFull, pour, type Row, type Source } from './rows.ts'

/** Of the file; what a table looks like is told by the history of its section. */
const FORMAT = 2

export type Section = { section: string; facts: unknown; history: Applied[] }
export type Archive = {
  file: string
  madeAt: string
  holds: string
  sections: (Section & { sums: Sums })[]
}
type Head = { socle: 'archive'; format: number; madeAt: string; holds: string }
type Line =
  | Head
  | Section
  | { table: string; columns: string[] }
  | ({ end: string } & Sum)
  | { end: 'archive'; digest: string }

const line = (value: object) => `${JSON.stringify(value)}\n`

/** Every table that its history made, those of modules that are off included. */
export async function* sectionLines(
  source: Source,
  parts: readonly Migrated[],
  { section, facts }: Omit<Section, 'history'>,
): AsyncGenerator<string> {
  const history = await historyOf(source)
  const shape = model(asOf(parts, history))
  yield line({ section, facts, history } satisfies Section)
  for (const table of inOrder(shape).flat()) {
    const spec = shape[table]!
    const columns = Object.keys(spec.columns).toSorted()
    yield line({ table, columns })
    const total = new Total(spec)
    for await (const rows of batches(source, table, spec)) {
      total.add(rows)
      yield rows
        .map((row) => line(columns.map((name) => plain(spec.columns[name]!.kind, row[name]))))
        .join('')
    }
    yield line({ end: table, ...total.sum() })
  }
}

/** Under its name only when it is complete; a file that is there already stays. */
export async function writeArchive(
  file: string,
  { madeAt, holds }: { madeAt: Date; holds: string },
  sections: AsyncIterable<string>,
): Promise<void> {
  const isThere = () => access(file, constants.F_OK).then(...yes)
  if (await isThere()) throw new BadArchive(file, 'is already there, and nothing is overwritten')
  const head = { socle: 'archive', format: FORMAT, madeAt: madeAt.toISOString(), holds } as const
  const part = `${file}.${process.pid}.part`
  try {
    // It holds digests of passwords and everything people wrote.
    const options = { mode: 0o600, flags: 'wx', flush: true }
    const text = Readable.from(sealed(head, sections))
    await pipeline(text, createGzip(), createWriteStream(part, options))
    await link(part, file) // unlike a renaming, refuses to replace
  } finally {
    await rm(part, { force: true })
  }
}
const yes = [() => true, () => false] as const

async function* sealed(head: Head, sections: AsyncIterable<string>): AsyncGenerator<string> {
  const digest = createHash('sha256').update(line(head))
  yield line(head)
  for await (const text of sections) {
    digest.update(text)
    yield text
  }
  yield line({ end: 'archive', digest: digest.digest('hex') })
}

/** Reads all of it and believes nothing: damaged, cut or newer archives are refused before anything is made. */
export async function checkArchive(file: string): Promise<Archive> {
  const digest = createHash('sha256')
  const archive: Archive = { file, madeAt: '', holds: '', sections: [] }
  let isComplete = false
  for await (const text of linesOf(createReadStream(file), file)) {
    if (isComplete) throw new BadArchive(file, 'is damaged: something follows its end')
    if (archive.madeAt === '') Object.assign(archive, headOf(file, text))
    else if (text[0] !== '[' && text[0] !== '"') {
      const found = parsed(file, text)
      if ('section' in found) archive.sections.push({ ...found, sums: {} })
      else if ('digest' in found) {
        isComplete = found.digest === digest.digest('hex')
        if (!isComplete) throw new BadArchive(file, 'is damaged: its content does not fit its seal')
        continue
      } else if ('hash' in found) {
        const { end, count, hash } = found
        archive.sections.at(-1)!.sums[end] = { count, hash }
      }
    }
    digest.update(`${text}\n`)
  }
  if (!isComplete) throw new BadArchive(file, 'is damaged: it stops before its end')
  return archive
}

function headOf(file: string, text: string): Pick<Archive, 'madeAt' | 'holds'> {
  const head = parsed(file, text)
  if (!('socle' in head) || head.socle !== 'archive')
    throw new BadArchive(file, 'is not an archive of Socle')
  const { format, madeAt, holds } = head
  if (format > FORMAT)
    throw new BadArchive(file, `has format ${format}; this Socle reads up to ${FORMAT}: update it`)
  return { madeAt, holds }
}

function parsed(file: string, text: string): Line {
  try {
    const found: unknown = JSON.parse(text)
    if (typeof found === 'object' && found !== null) return found as Line
  } catch {
    // said below
  }
  throw new BadArchive(file, 'is not an archive of Socle, or is damaged')
}

/**
 * Fills a new namespace with a section: migrated to that moment's history, filled, proved. The caller migrates on.
 * `whole`: in one transaction.
 */
export async function load(
  { file }: Archive,
  { section, history, sums }: Archive['sections'][number],
  to: Namespace<any>,
  parts: readonly Migrated[],
  options: { whole?: boolean } = {},
): Promise<void> {
  const then = asOf(parts, history)
  const shape = model(then)
  await setUnfinished(to, true)
  await migrate(to, then)
  await pour(to, shape, stored(file, section, shape), options)
  const tainted = differences(sums, await contentHash(to, shape))
  if (tainted.length > 0)
    throw new BadArchive(file, `came out otherwise than it went in: ${tainted.join(', ')}`)
  await setUnfinished(to, false)
}

async function* stored(file: string, wanted: string, shape: Model): AsyncGenerator<Batch> {
  let section = ''
  let table = ''
  let columns: string[] = []
  let rows: Row[] = []
  let weight = 0
  const batch = () => {
    const full = { table, rows }
    ;[rows, weight] = [[], 0]
    return full
  }
  for await (const text of linesOf(createReadStream(file), file)) {
    if (text[0] === '"') continue // bytes of a file: archive-contents.ts
    if (text[0] !== '[') {
      if (rows.length > 0) yield batch()
      const found = parsed(file, text)
      if ('section' in found) section = found.section
      if (!('table' in found)) continue
      ;({ table, columns } = found)
      const known = Object.keys(shape[table]?.columns ?? {}).toSorted()
      if (section === wanted && known.join() !== columns.join())
        throw new BadArchive(file, `holds a table ${table} that its own history does not make`)
    } else if (section === wanted) {
      const cells = JSON.parse(text) as unknown[]
      const { columns: specs } = shape[table]!
      rows.push(
        Object.fromEntries(columns.map((name, i) => [name, unplain(specs[name]!.kind, cells[i])])),
      )
      weight += text.length
      if (isFull(rows, weight)) yield batch()
    }
  }
}
