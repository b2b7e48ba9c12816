/** Events arrive: each is kept once, whatever comes of it, and takes its place in the chain of its device. */
import { createHash } from 'node:crypto'
import type * as z from 'zod/mini'
import { WrongState } from '#kernel/contract.ts'
import type { Context } from '#kernel/module.ts'
import type { FollowupTables } from '../followups/tables.ts'
import type { ProceduresTables } from '../procedures/tables.ts'
import type { SiteTables } from '../sites/tables.ts'
import { executionInHand } from './access.ts'
import {
  DRIFT_MS,
  type EventOutcome,
  type EventRefusal,
  type ExecutionEvent,
  MOST_EVENTS,
  type sendEvents,
} from './contract.ts'
import { accountOf, toldOf } from './history.ts'
import { pauseBy } from './intervals.ts'
import { tell } from './news.ts'
import { canonical, chainLink, chainStart, isRunning } from './rules.ts'
import { settle } from './settling.ts'
import { refusalOf, standings } from './standing/rules.ts'
import type { EventRow, ExecutionRow, ExecutionTables } from './tables.ts'

type Ctx = Context<ExecutionTables & ProceduresTables & FollowupTables & SiteTables>
type Asked = z.output<(typeof sendEvents)['input']>

export const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')

/** In one transaction, under the execution's lock: of two tabs that send the same the second finds it here. */
export async function receive(ctx: Ctx, { executionId, sentAt, events }: Asked) {
  const row = await executionInHand(ctx, executionId)
  if (row.state === 'planned') throw WrongState({ state: row.state, allowed: ['start'] })
  const receivedAt = ctx.now()
  const driftMs = Date.parse(sentAt) - receivedAt.getTime()
  const account = await accountOf(ctx, row)
  const elsewhere = await usedElsewhere(ctx, executionId, events)
  const { steps, rows, resolutions } = account
  const known = new Map(rows.map((it) => [it.id, it]))
  const outcomes: EventOutcome[] = []
  const fresh: EventRow[] = []
  let state: ExecutionRow['state'] = row.state
  let stand = account.standings

  for (const event of events) {
    const outcome = (code: EventRefusal) =>
      outcomes.push({ id: event.id, outcome: 'rejected', code })
    const same = known.get(event.id)
    if (same && isSame(same, event)) {
      const code = same.refusal as EventRefusal | null
      outcomes.push({ id: event.id, outcome: 'repeated', code })
      continue
    }
    const last = lastOf(rows, event.deviceId)
    if (same || elsewhere.events.has(event.id) || event.sequence <= (last?.sequence ?? 0)) {
      outcome('executions/differs')
      continue
    }
    if (event.sequence !== (last?.sequence ?? 0) + 1) {
      outcome('executions/out-of-order')
      continue
    }
    if (rows.length >= MOST_EVENTS) {
      outcome('executions/too-many')
      continue
    }
    const { what } = event
    const isTaken = what.kind === 'photographed' && elsewhere.photos.has(what.photoId)
    const refusal = !isRunning(state)
      ? 'executions/closed'
      : isTaken
        ? 'executions/unknown-photo'
        : refusalOf(steps, stand, what, (id) => known.get(id)?.refusal === null)
    const before = last?.link ?? chainStart(executionId, event.deviceId)
    const kept: EventRow = {
      ...{ id: event.id, executionId, deviceId: event.deviceId, sequence: event.sequence },
      memberId: ctx.actor.id,
      deviceAt: new Date(event.deviceAt),
      steadyMs: event.steadyMs,
      stepKey: 'stepKey' in what ? what.stepKey : null,
      what,
      receivedAt,
      driftMs,
      link: sha256(chainLink(before, event)),
      refusal,
    }
    rows.push(kept)
    fresh.push(kept)
    known.set(kept.id, kept)
    if (refusal === null && 'stepKey' in what)
      stand = standings(steps, rows.map(toldOf), resolutions)
    if (refusal === null) state = await pauseBy(ctx, row, state, kept)
    const isConflict = refusal === null && isInConflict(stand, event)
    if (refusal !== null) outcome(refusal)
    else outcomes.push({ id: event.id, outcome: isConflict ? 'conflict' : 'accepted', code: null })
  }

  if (fresh.length > 0) {
    for (let at = 0; at < fresh.length; at += 50)
      await ctx.db
        .insertInto('executionEvents')
        .values(fresh.slice(at, at + 50))
        .execute()
    await announcePhotos(ctx, executionId, fresh)
    await settle(ctx, { ...row, state }, { steps, standings: stand, events: rows })
    await ctx.audit('executions.received', executionId, { events: fresh.length })
    tell(ctx, executionId, [row.ownerId, ctx.actor.id])
  }
  const photos = await ctx.db
    .selectFrom('executionPhotos')
    .select(['id as photoId', 'state'])
    .where('executionId', '=', executionId)
    .where('isRemoved', '=', false)
    .where('state', '!=', 'here')
    .orderBy('id')
    .execute()
  return {
    state,
    outcomes,
    steps: stand,
    last: lastOf(rows, events[0]!.deviceId)?.sequence ?? 0,
    missing: photos,
    driftMs: Math.abs(driftMs) > DRIFT_MS ? driftMs : null,
  }
}

const isSame = (row: EventRow, event: ExecutionEvent) => {
  const { refusal: _, ...kept } = toldOf(row)
  return canonical(kept) === canonical(event)
}

function lastOf(rows: readonly EventRow[], deviceId: string): EventRow | undefined {
  let last: EventRow | undefined
  for (const it of rows)
    if (it.deviceId === deviceId && it.sequence > (last?.sequence ?? 0)) last = it
  return last
}

function isInConflict(stand: ReturnType<typeof standings>, { what }: ExecutionEvent): boolean {
  if (what.kind !== 'answered' && what.kind !== 'commented') return false
  const standing = stand.find((it) => it.stepKey === what.stepKey)
  return standing?.conflicts.includes(what.kind === 'answered' ? 'answer' : 'comment') ?? false
}

/** Ids are unique in the whole workspace: one that another execution has is a mistake of the phone. */
async function usedElsewhere({ db }: Ctx, executionId: string, events: readonly ExecutionEvent[]) {
  const ids = events.map((it) => it.id)
  const photoIds = events.flatMap(({ what }) =>
    what.kind === 'photographed' ? [what.photoId] : [],
  )
  const taken = await db
    .selectFrom('executionEvents')
    .select('id')
    .where('id', 'in', ids)
    .where('executionId', '!=', executionId)
    .execute()
  const photos =
    photoIds.length === 0
      ? []
      : await db
          .selectFrom('executionPhotos')
          .select('id')
          .where('id', 'in', photoIds)
          .where('executionId', '!=', executionId)
          .execute()
  return { events: new Set(taken.map((it) => it.id)), photos: new Set(photos.map((it) => it.id)) }
}

/** What was announced is waited for; what was taken back is not. */
async function announcePhotos({ db }: Ctx, executionId: string, fresh: readonly EventRow[]) {
  for (const { what, refusal } of fresh) {
    if (refusal !== null) continue
    if (what.kind === 'photographed') {
      const { photoId: id, stepKey, sha256: hash, bytes } = what
      const row = { id, executionId, stepKey, sha256: hash, bytes }
      await db
        .insertInto('executionPhotos')
        .values({ ...row, state: 'awaited', isRemoved: false, arrivedAt: null })
        .execute()
    }
    if (what.kind === 'photo-removed')
      await db
        .updateTable('executionPhotos')
        .set({ isRemoved: true })
        .where('id', '=', what.photoId)
        .where('executionId', '=', executionId)
        .execute()
  }
}
