/** Copies a namespace to another, on any engine, and proves that nothing was lost on the way. */
import { t } from './column.ts'
import { isMissingTable } from './faults.ts'
import type { Model } from './ground.ts'
import { contentHash, differences, type Sums } from './hash.ts'
import type { Namespace } from './namespace.ts'
import { inOrder } from './order.ts'
import { type Batch, batches, lastRow, pour, type Source } from './rows.ts'
import { createTable, dropTable } from './steps.ts'

export class TargetNotEmpty extends Error {
  constructor({ name }: Namespace<any>, table: string) {
    super(`${name} is not empty: there are rows in ${table}, and a copy never overwrites`)
  }
}

/** What arrived is not what left: another copy went into the same place, or the source was written meanwhile. */
export class CopyDiffers extends Error {
  readonly tables: readonly string[]
  constructor({ name }: Namespace<any>, tables: readonly string[]) {
    super(`the copy in ${name} differs from its source in ${tables.join(', ')}`)
    this.tables = tables
  }
}

/** Stands in a target from the first row until the proof: what a crash leaves is known as such. */
const mark = createTable('_copy', { id: t.int().primary() })
const unmark = dropTable('_copy')

/**
 * Copies every row of a namespace that nobody writes to into the empty tables of `to`, which have the same model,
 * and compares both sides by count and hash. After a crash it takes up behind the last row that arrived.
 */
export async function copy(
  from: Namespace<any>,
  to: Namespace<any>,
  model: Model,
  { onBatch }: { onBatch?: (batch: Batch) => void } = {},
): Promise<Sums> {
  if (!(await isUnfinished(to))) {
    await refuseFull(to, model)
    await setUnfinished(to, true)
  }
  const tables = inOrder(model).flat()
  // Asked before the first row is written: a target with a single connection could not be asked later.
  const arrived = new Map<string, Awaited<ReturnType<typeof lastRow>>>()
  for (const table of tables) arrived.set(table, await lastRow(to, table, model[table]!))
  const remaining = async function* (): AsyncGenerator<Batch> {
    for (const table of tables) {
      for await (const rows of batches(from, table, model[table]!, arrived.get(table))) {
        yield { table, rows }
        onBatch?.({ table, rows })
      }
    }
  }
  await pour(to, model, remaining())
  const [left, right] = [await contentHash(from, model), await contentHash(to, model)]
  const tainted = differences(left, right)
  if (tainted.length > 0) throw new CopyDiffers(to, tainted)
  await setUnfinished(to, false)
  return right
}

/** Somebody began to fill it and has not proved the end. */
export async function isUnfinished({ reader }: Source): Promise<boolean> {
  try {
    await reader.selectFrom('_copy').select('id').execute()
    return true
  } catch (error) {
    if (isMissingTable(error)) return false
    throw error
  }
}

export async function setUnfinished(to: Namespace<any>, unfinished: boolean): Promise<void> {
  const { dialect, schema } = to
  const step = unfinished ? mark : unmark
  await to.exclusively((db) => step.apply({ db, dialect, schema, model: {} }))
}

async function refuseFull(to: Namespace<any>, model: Model): Promise<void> {
  for (const table of Object.keys(model)) {
    if (await lastRow(to, table, model[table]!)) throw new TargetNotEmpty(to, table)
  }
}
