/**
 * Making a workspace, in steps that may stop anywhere and be taken again: its row (`provisioning`), its namespace and
 * tables, its owner, then `active`. MariaDB commits DDL by itself, so no transaction could hold all of it.
 */
import { accountById } from '#core/identity/api.ts'
import { installation } from '#core/identity/contract.ts'
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
import { refuseReserved } from './slugs.ts'
import type { RegistryTables, WorkspaceRow } from './tables.ts'

type Registry = Context<RegistryTables>
type Request = { id?: string | undefined; name: string; slug: string; kind: Kind }

/** A second call with the same id, or for the same unfinished slug by the same person, takes up where the first stopped. */
export async function createWorkspace(ctx: OpenContext, request: Request): Promise<Membership> {
  refuseReserved(request.slug)
  const module = ctx.client(catalogue).kinds.find((it) => it.kind === request.kind)?.module
  if (!module) throw KindUnavailable({ kind: request.kind })
  const { signup } = ctx.client(installation)
  if (signup === 'invited' && !ctx.actor.admin) throw CreationClosed()

  const { id } = await ctx.registry((registry: Registry) => claim(registry, request, [module]))
  // The job of `workspaceRequested` ran at the commit already; here only what stopped on the way is taken up.
  const made = (await finishWorkspace(ctx, { workspaceId: id })) ?? (await rowOf(ctx, id))
  if (made?.state !== 'active') throw NotReady()
  const { slug, name, kind, state } = made
  return { id, slug, name, kind, state, roles: ['owner'] }
}

/** The row decides who has the slug: one insert wins, whatever the engine. */
async function claim(ctx: Registry, request: Request, modules: string[]): Promise<WorkspaceRow> {
  const { db, dialect, actor, now, emit, audit } = ctx
  const createdBy = actor.accountId!
  const { name, slug, kind, id = newId() } = request
  const creator = await accountById(ctx.db as never, createdBy)
  const row: WorkspaceRow = {
    id,
    slug,
    name,
    kind,
    state: 'provisioning',
    namespace: `w_${id.replaceAll('-', '')}`,
    placement: 'default',
    locale: creator?.locale ?? 'fr-BE',
    timeZone: creator?.timeZone ?? 'Europe/Brussels',
    modules,
    createdBy,
    createdAt: now(),
  }
  if (await insertIgnore(db, dialect, 'workspaces', row)) {
    await emit(workspaceRequested, { workspaceId: id })
    await audit('workspaces.created', id, { slug, kind })
    return row
  }
  const mine = await db
    .selectFrom('workspaces')
    .selectAll()
    .where('id', '=', id)
    .where('createdBy', '=', createdBy)
    .executeTakeFirst()
  if (mine && (mine.slug !== slug || mine.name !== name || mine.kind !== kind)) throw KeyReused()
  if (mine) return mine
  const unfinished = await db
    .selectFrom('workspaces')
    .selectAll()
    .where('slug', '=', slug)
    .where('createdBy', '=', createdBy)
    .where('state', '=', 'provisioning')
    .executeTakeFirst()
  if (!unfinished) throw SlugTaken()
  return unfinished
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
