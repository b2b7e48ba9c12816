/** Files that the product makes itself (a report, an invoice), and the bytes of any file for the part that uses it. */
import { createHash } from 'node:crypto'
import { spend } from '#core/plans/api.ts'
import { NotFound } from '#kernel/contract.ts'
import { insertIgnore } from '#kernel/data/write.ts'
import type { Context, Download, OpenContext } from '#kernel/module.ts'
import { blobOf, holdBlob, newKey, objectOf } from './blobs.ts'
import { storage, type Variant } from './contract.ts'
import { fileById } from './files.ts'
import { kilobytes, STORED_KILOBYTES } from './limits.ts'
import { sent } from './links.ts'
import { kindOf, tidyName } from './rules.ts'
import type { FileTables } from './tables.ts'

type Open = OpenContext<FileTables>
type Ctx = Context<FileTables>

/** Nobody brought it: it belongs to no person, and goes with none. */
const NOBODY = '00000000-0000-0000-0000-000000000000'

export type Made = {
  /** Chosen before: made twice under one id, it is kept once. */
  id: string
  purpose: string
  name: string
  /** Known by who made it. */
  type: string
  bytes: Uint8Array
  usedBy: string
}

/** Keeps what a job has made. Safe to repeat. Takes its place from the plan. */
export async function keepMade(ctx: OpenContext, made: Made): Promise<void> {
  const { bytes } = made
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  const kept = ctx.client(storage)
  for (;;) {
    const isThere = await ctx.transact((inside) => blobOf(inside, sha256))
    const own = isThere ? undefined : newKey(sha256)
    if (own) await kept.put(objectOf(ctx, own), once(bytes), bytes.length)
    const key = await ctx.transact((inside) => settle(inside, made, sha256, own))
    if (own && key !== own) await kept.remove(objectOf(ctx, own))
    if (key !== undefined) return
  }
}

async function* once(bytes: Uint8Array) {
  yield bytes
}

/** The key under which it lies; null: it was kept before. Undefined: its bytes went away between look and transaction. */
async function settle(ctx: Ctx, made: Made, sha256: string, own: string | undefined) {
  if (await fileById(ctx, made.id)) return null
  const { id, purpose, name, type, bytes, usedBy } = made
  const blob = await holdBlob(ctx, { sha256, bytes: bytes.length }, own)
  if (!blob) return undefined
  if (blob.isNew) await spend(ctx, STORED_KILOBYTES, kilobytes(bytes.length))
  const at = ctx.now()
  const row = {
    id,
    purpose,
    name: tidyName(name),
    ownerId: NOBODY,
    accountId: NOBODY,
    state: 'ready' as const,
    kind: kindOf(type),
    type,
    bytes: bytes.length,
    received: bytes.length,
    sha256,
    usedBy,
    fault: null,
    createdAt: at,
    changedAt: at,
    keptUntil: null,
  }
  if (!(await insertIgnore(ctx.db, ctx.dialect, 'files', row)))
    throw new Error(`${id} was kept by another at the same moment`)
  return blob.key
}

/** The bytes of a file, or of a picture made of it, for who the asking part has found to be allowed. */
export async function openFile(
  ctx: OpenContext,
  fileId: string,
  variant: Variant = 'original',
): Promise<Extract<Download, { size: number }> & { sha256: string }> {
  const file = await ctx.transact((inside: Ctx) => fileById(inside, fileId))
  if (file?.state !== 'ready' || !file.sha256) throw NotFound()
  const download = await sent(ctx as Open, file, variant, 'private, no-store')
  return { ...(download as Extract<Download, { size: number }>), sha256: file.sha256 }
}
