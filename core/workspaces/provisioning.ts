/**
 * Making a workspace, in steps that may stop anywhere and be taken again: its row (`provisioning`), its namespace and
 * tables, its owner, then `active`. MariaDB commits DDL by itself, so no transaction could hold all of it.
 */
import { accountById } from '#core/identity/api.ts'
import { installation } from '#core/identity/contract.ts'
import { giveBackOfAccount, spendOfAccount } from '#core/plans/api.ts'
import { KeyReused } from '#kernel/contract.ts'
import { insertIgnore } from '#kernel/data/write.ts'
import { newId } from '#kernel/ids.ts'
import type { Context, OpenContext } from '#kernel/module.ts'
import {
  catalogue,
  CreationClosed,
  type Kind,
  KindUnavailable,
  type Membership,
  NotReady,
  SlugTaken,
  workspaceRequested,
} from './contract.ts'
import { join } from './joining.ts'
import { CREATED_WORKSPACES } from './limits.ts'
import { holdSlug } from './lifecycle/tombstones.ts'
import { refuseReserved } from './slugs.ts'
import type { RegistryTables, WorkspaceRow } from './tables.ts'

type Registry = Context<RegistryTables>
type Request = { id?: string | undefined; name: string; slug: string; kind: Kind }

/** A second call with the same id, or for the same unfinished slug by the same person, takes up where the first stopped. */
export async function createWorkspace(ctx: OpenContext, request: Request): Promise<Membership> {
  refuseReserved(request.slug)
  const module = moduleOf(ctx, request.kind)
  const { signup } = ctx.client(installation)
  if (signup === 'invited' && !ctx.actor.admin) throw CreationClosed()

  const { id } = await ctx.registry((registry: Registry) => claim(registry, request, [module]))
  // The job of `workspaceRequested` ran at the commit already; here only what stopped on the way is taken up.
  const made = (await finishWorkspace(ctx, { workspaceId: id })) ?? (await rowOf(ctx, id))
  if (made?.state !== 'active') throw NotReady()
  const { slug, name, kind, state } = made
  return { id, slug, name, kind, state, roles: ['owner'] }
}

/** The module that a kind of workspace starts with. */
export function moduleOf(ctx: OpenContext, kind: Kind): string {
  const module = ctx.client(catalogue).kinds.find((it) => it.kind === kind)?.module
  if (!module) throw KindUnavailable({ kind })
  return module
}

export async function newRow(
  { db, actor, now }: Registry,
  { name, slug, kind, id = newId() }: Request,
  modules: string[],
  state: 'requested' | 'provisioning',
): Promise<WorkspaceRow> {
  const createdBy = actor.accountId!
  const creator = await accountById(db as never, createdBy)
  return {
    ...{ id, slug, name, kind, state, modules, createdBy },
    ...{ stateReason: null, stateNote: null, stateBy: null, stateSince: null },
    ...{ stateUntil: null, remindedAt: null },
    namespace: `w_${id.replaceAll('-', '')}`,
    placement: 'default',
    colour: null,
    logo: null,
    locale: creator?.locale ?? 'fr-BE',
    timeZone: creator?.timeZone ?? 'Europe/Brussels',
    createdAt: now(),
    tracedAt: now(),
  }
}

/** The row decides who has the slug: one insert wins, whatever the engine. */
async function claim(ctx: Registry, request: Request, modules: string[]): Promise<WorkspaceRow> {
  const { db, dialect, actor, emit, audit } = ctx
  const createdBy = actor.accountId!
  const { slug, kind } = request
  const row = await newRow(ctx, request, modules, 'provisioning')
  const { id } = row
  const begun = await mineOf(ctx, request)
  if (begun) return begun
  await holdSlug(ctx, slug)
  const isLimited = !actor.admin
  if (isLimited) await spendOfAccount(ctx, createdBy, CREATED_WORKSPACES)
  if (await insertIgnore(db, dialect, 'workspaces', row)) {
    await emit(workspaceRequested, { workspaceId: id })
    await audit('workspaces.created', id, { slug, kind })
    return row
  }
  if (isLimited) await giveBackOfAccount(ctx, createdBy, CREATED_WORKSPACES)
  const mine = await mineOf(ctx, request)
  if (!mine) throw SlugTaken()
  return mine
}

/** What this person has begun already with the same id, or at the same address and not finished. */
async function mineOf(
  { db, actor }: Registry,
  { id, slug, name, kind }: Request,
): Promise<WorkspaceRow | undefined> {
  const createdBy = actor.accountId!
  const mine =
    id &&
    (await db
      .selectFrom('workspaces')
      .selectAll()
      .where('id', '=', id)
      .where('createdBy', '=', createdBy)
      .executeTakeFirst())
  if (mine && (mine.slug !== slug || mine.name !== name || mine.kind !== kind)) throw KeyReused()
  if (mine) return mine
  return db
    .selectFrom('workspaces')
    .selectAll()
    .where('slug', '=', slug)
    .where('createdBy', '=', createdBy)
    .where('state', '=', 'provisioning')
    .executeTakeFirst()
}

/** Every step is safe to repeat, also by two at once; undefined when there is nothing left to do. */
export async function finishWorkspace(
  ctx: OpenContext,
  { workspaceId }: { workspaceId: string },
): Promise<WorkspaceRow | undefined> {
  const row = await rowOf(ctx, workspaceId)
  if (row?.state !== 'provisioning') return undefined

  await ctx.provision(row)
  const owner = await ctx.registry(({ db }) => accountById(db, row.createdBy))
  if (owner)
    await ctx.inWorkspace(row.id, (inside) =>
      join(inside, {
        accountId: owner.id,
        name: owner.name,
        email: owner.typedEmail,
        roles: ['owner'],
      }),
    )
  await ctx.registry(async ({ db, dialect }: Registry) => {
    const membership = { accountId: row.createdBy, workspaceId: row.id, roles: ['owner'] }
    await insertIgnore(db, dialect, 'memberships', membership)
    const trace = { accountId: row.createdBy, workspaceId: row.id }
    await insertIgnore(db, dialect, 'accountTraces', trace)
    await db
      .updateTable('workspaces')
      .set({ state: 'active' })
      .where('id', '=', row.id)
      .where('state', '=', 'provisioning')
      .execute()
  })
  return { ...row, state: 'active' }
}

const rowOf = (ctx: OpenContext, id: string) =>
  ctx.registry(({ db }: Registry) =>
    db.selectFrom('workspaces').selectAll().where('id', '=', id).executeTakeFirst(),
  )
