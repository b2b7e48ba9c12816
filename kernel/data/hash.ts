/** What a namespace holds, in one line per table: the same rows give the same hash on every engine. */
import { createHash } from 'node:crypto'
import type { Kind, TableSpec } from './column.ts'
import type { Model } from './ground.ts'
import { batches, type Row, type Source } from './rows.ts'

/** The number of rows, and the SHA-256 of their canonical JSON in the order of their key. */
export type Sum = { count: number; hash: string }
export type Sums = Record<string, Sum>

export async function contentHash(source: Source, model: Model): Promise<Sums> {
  const sums: Sums = {}
  for (const table of Object.keys(model).toSorted()) {
    const total = new Total(model[table]!)
    for await (const rows of batches(source, table, model[table]!)) total.add(rows)
    sums[table] = total.sum()
  }
  return sums
}

/** The tables in which two sides differ. */
export const differences = (left: Sums, right: Sums): string[] =>
  [...new Set([...Object.keys(left), ...Object.keys(right)])]
    .filter((it) => left[it]?.count !== right[it]?.count || left[it]?.hash !== right[it]?.hash)
    .toSorted()

export class Total {
  readonly #hash = createHash('sha256')
  readonly #columns: readonly (readonly [string, Kind])[]
  #count = 0

  constructor({ columns }: TableSpec) {
    this.#columns = Object.keys(columns)
      .toSorted()
      .map((name) => [name, columns[name]!.kind] as const)
  }

  add(rows: readonly Row[]): void {
    for (const row of rows) {
      const cells = this.#columns.map(([name, kind]) => {
        // JSON columns keep the order of their keys, but two orders are the same content.
        return kind === 'json' ? sorted(row[name]) : plain(kind, row[name])
      })
      this.#hash.update(`${JSON.stringify(cells)}\n`)
      this.#count++
    }
  }

  sum(): Sum {
    return { count: this.#count, hash: this.#hash.digest('hex') }
  }
}

/** A cell as JSON can write it. */
export function plain(kind: Kind, value: unknown): unknown {
  if (value === null || value === undefined) return null
  if (kind === 'instant') return (value as Date).toISOString()
  if (kind === 'bytes') return Buffer.from(value as Uint8Array).toString('base64')
  return value
}

/** A cell as the database takes it. */
export function unplain(kind: Kind, value: unknown): unknown {
  if (value === null) return null
  if (kind === 'instant') return new Date(value as string)
  if (kind === 'bytes') return Buffer.from(value as string, 'base64')
  return value
}

/** The same content whatever the order of its keys. */
export function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1))
  return Object.fromEntries(entries.map(([name, inner]) => [name, sorted(inner)]))
}
