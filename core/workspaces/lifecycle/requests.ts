/** Where only administrators create workspaces: asking for one, and their answer. */
import { requireVerified } from '#core/identity/api.ts'
import { giveBackOfAccount, spendOfAccount } from '#core/plans/api.ts'
import { NotFound, WrongState } from '#kernel/contract.ts'
import { insertIgnore } from '#kernel/data/write.ts'
import type { Context, OpenContext } from '#kernel/module.ts'
import { type Kind, type Membership, SlugTaken, workspaceRequested } from '../contract.ts'
import { CREATED_WORKSPACES } from '../limits.ts'
import { moduleOf, newRow } from '../provisioning.ts'
import { refuseReserved } from '../slugs.ts'
import type { RegistryTables } from '../tables.ts'
import { workspaceApproved, workspaceAskedFor, workspaceRefused } from './contract.ts'
import { moveWorkspace } from './moves.ts'
import { lifecycle } from './rules.ts'
import { holdSlug } from './tombstones.ts'

type Registry = Context<RegistryTables>
type Asked = { id?: string | undefined; name: string; slug: string; kind: Kind; message: string }

/** The address is held from now on, so that who is approved gets what they asked for. */
export function requestWorkspace(ctx: OpenContext, asked: Asked): Promise<Membership> {
  // Administrators are mailed what is asked: not the words of somebody who nobody knows to exist.
  requireVerified(ctx.actor)
  const { message, ...request } = asked
  refuseReserved(request.slug)
  const module = moduleOf(ctx, request.kind)
  return ctx.registry(async (registry: Registry) => {
    const { db, dialect, emit, audit, now } = registry
    await holdSlug(registry, request.slug)
    if (!ctx.actor.admin) await spendOfAccount(registry, ctx.actor.accountId!, CREATED_WORKSPACES)
    const row = await newRow(registry, request, [module], 'requested')
    const said = { stateNote: message || null, stateSince: now() }
    if (!(await insertIgnore(db, dialect, 'workspaces', { ...row, ...said }))) throw SlugTaken()
    await emit(workspaceAskedFor, { workspaceId: row.id })
    await audit('workspaces.requested', row.id, { slug: row.slug, kind: row.kind })
    const { id, slug, name, kind, state } = row
    return { id, slug, name, kind, state, roles: ['owner'] }
  })
}

type One = { workspaceId: string }

export function approveWorkspace(ctx: OpenContext, { workspaceId }: One): Promise<{ done: true }> {
  return ctx.registry(async (registry: Registry) => {
    await approve(registry, workspaceId)
    return { done: true } as const
  })
}

/** Also for who types commands on the server. */
export async function approve(registry: Registry, workspaceId: string): Promise<void> {
  const set = { stateNote: null }
  await moveWorkspace(registry, workspaceId, { name: 'approve', by: 'administrator', set })
  await registry.emit(workspaceRequested, { workspaceId })
  await registry.emit(workspaceApproved, { workspaceId })
}

/** Nothing was made, so nothing stays but the audit. */
export function refuseWorkspace(
  ctx: OpenContext,
  { workspaceId, reason }: One & { reason: string },
): Promise<{ done: true }> {
  return ctx.registry(async (registry: Registry) => {
    const { db, emit, audit } = registry
    const row = await db
      .selectFrom('workspaces')
      .select(['name', 'createdBy', 'state'])
      .where('id', '=', workspaceId)
      .executeTakeFirst()
    const { numDeletedRows } = await db
      .deleteFrom('workspaces')
      .where('id', '=', workspaceId)
      .where('state', '=', 'requested')
      .executeTakeFirst()
    if (!row || (row.state === 'requested' && numDeletedRows !== 1n)) throw NotFound()
    if (numDeletedRows !== 1n)
      throw WrongState({ state: row.state, allowed: lifecycle.allowed(row.state, 'administrator') })
    await giveBackOfAccount(registry, row.createdBy, CREATED_WORKSPACES)
    await emit(workspaceRefused, { accountId: row.createdBy, name: row.name, reason })
    await audit('workspaces.refuse', workspaceId)
    return { done: true } as const
  })
}
