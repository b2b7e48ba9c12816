/** What owners and administrators do to the state of a workspace; its row in the registry is the truth. */
import { proveAgain } from '#core/identity/api.ts'
import type { ProofFields } from '#core/identity/factors/contract.ts'
import { type Event, NotFound } from '#kernel/contract.ts'
import type { ActorOf, MoveOf } from '#kernel/machine.ts'
import type { Actor, Context, OpenContext } from '#kernel/module.ts'
import { move } from '#kernel/transition.ts'
import type { RegistryTables, WorkspaceRow } from '../tables.ts'
import {
  type Life,
  NotYours,
  WrongName,
  workspaceCancelled,
  workspaceSuspended,
} from './contract.ts'
import { isOfAdministrator, KEPT_MS, lifecycle } from './rules.ts'

type Registry = Context<RegistryTables>
type Sure = ProofFields & { name: string }
type Change = Partial<WorkspaceRow>
type Step = {
  name: MoveOf<typeof lifecycle>
  by: ActorOf<typeof lifecycle>
  set?: Change
  /** Told with the move. */
  tell?: Event<any>
}

/** Nothing more is said about its state. */
const quiet: Change = { stateReason: null, stateNote: null, stateUntil: null }

export async function readLife(ctx: OpenContext): Promise<Life> {
  return shownTo(ctx.actor, await ctx.registry((it: Registry) => rowOf(it, ctx.workspace.id)))
}

/** Read-only by the owner's own wish, until they change their mind. */
export async function pauseWorkspace(ctx: OpenContext, sure: Sure): Promise<Life> {
  await confirm(ctx, sure)
  const set: Change = { ...quiet, stateReason: 'owner' }
  return ofOwner(ctx, () => ({ name: 'pause', by: 'owner', set, tell: workspaceSuspended }))
}

export const resumeWorkspace = (ctx: OpenContext): Promise<Life> =>
  ofOwner(ctx, ({ state, stateReason }) => {
    if (state === 'suspended' && isOfAdministrator(stateReason)) throw NotYours()
    return { name: 'resume', by: 'owner', set: quiet }
  })

export async function cancelWorkspace(ctx: OpenContext, sure: Sure): Promise<Life> {
  await confirm(ctx, sure)
  return ofOwner(ctx, () => cancellation(ctx.now(), 'owner'))
}

export const restoreWorkspace = (ctx: OpenContext): Promise<Life> =>
  ofOwner(ctx, ({ state, stateReason }) =>
    state === 'cancelled' && isOfAdministrator(stateReason)
      ? { name: 'restoreSuspended', by: 'owner', set: { stateUntil: null } }
      : { name: 'restore', by: 'owner', set: quiet },
  )

/** The reason of a suspension stays: taking the workspace back does not lift it. */
export const cancellation = (now: Date, by: Step['by']): Step => ({
  name: 'cancel',
  by,
  set: { stateUntil: new Date(now.getTime() + KEPT_MS), remindedAt: null },
  tell: workspaceCancelled,
})

type Suspension = {
  reason: 'unpaid' | 'abuse'
  note?: string | undefined
  until?: string | undefined
}
export const suspension = ({ reason, note, until }: Suspension): Step => ({
  name: 'suspend',
  by: 'administrator',
  set: {
    stateReason: reason,
    stateNote: note || null,
    stateUntil: until ? new Date(until) : null,
  },
  tell: workspaceSuspended,
})
export const lifting = (by: Step['by']): Step => ({ name: 'lift', by, set: quiet })
export const restoration: Step = { name: 'restore', by: 'administrator', set: quiet }

/** One move of one workspace, written to the audit, told to who listens. */
export async function moveWorkspace(ctx: Registry, id: string, step: Step): Promise<void> {
  const { name, by, set = {}, tell } = step
  const moved = { stateSince: ctx.now(), stateBy: ctx.actor.accountId }
  const state = await move(ctx, 'workspaces', id, lifecycle, name, {
    by,
    set: { ...moved, ...set },
  })
  await ctx.audit(`workspaces.${name}`, id, { state, reason: set.stateReason ?? null })
  if (tell) await ctx.emit(tell, { workspaceId: id })
}

/** The row stays locked while the owner's move is chosen: an administrator's suspension waits, or is seen. */
function ofOwner(ctx: OpenContext, choose: (row: WorkspaceRow) => Step): Promise<Life> {
  const { id } = ctx.workspace
  return ctx.registry(async (registry: Registry) => {
    await moveWorkspace(registry, id, choose(await rowOf(registry, id)))
    return shownTo(ctx.actor, await rowOf(registry, id))
  })
}

async function rowOf({ db, locked }: Registry, id: string): Promise<WorkspaceRow> {
  const row = await locked(
    db.selectFrom('workspaces').selectAll().where('id', '=', id),
  ).executeTakeFirst()
  if (!row) throw NotFound()
  return row
}

async function confirm(ctx: OpenContext, { name, ...given }: Sure): Promise<void> {
  if (plain(name) !== plain(ctx.workspace.name)) throw WrongName()
  await proveAgain(ctx, given)
}

/** Typed on a phone: spaces and capitals are not what the question is about. */
const plain = (name: string) => name.normalize('NFC').trim().replaceAll(/\s+/g, ' ').toLowerCase()

const isOwners = (it: string): it is Life['moves'][number] =>
  it === 'pause' || it === 'resume' || it === 'cancel' || it === 'restore'

function shownTo({ permissions }: Actor, row: WorkspaceRow): Life {
  const { state, stateReason: reason, stateNote: note, stateSince, stateUntil } = row
  const isHeld = isOfAdministrator(reason)
  const moves = permissions.has('workspace.end') ? lifecycle.allowed(state, 'owner') : []
  return {
    state,
    reason: state === 'active' ? null : reason,
    note,
    since: stateSince?.toISOString() ?? null,
    until: stateUntil?.toISOString() ?? null,
    moves: moves.filter(isOwners).filter((it) => it !== 'resume' || !isHeld),
  }
}
