/** The own domain of a workspace: named by who manages it, proved by the DNS, never held by two. */
import { newSecret } from '#core/identity/api.ts'
import { installation } from '#core/identity/contract.ts'
import { NotFound } from '#kernel/contract.ts'
import { isUniqueViolation } from '#kernel/data/faults.ts'
import { prepared } from '#kernel/data/prepared.ts'
import { upsert } from '#kernel/data/write.ts'
import type { Context, OpenContext } from '#kernel/module.ts'
import { move } from '#kernel/transition.ts'
import type { RegistryDb, RegistryTables } from '../tables.ts'
import {
  BadDomain,
  type Domain,
  domainMissed,
  DomainTaken,
  OwnAddress,
  resolver,
} from './contract.ts'
import { domainLife, domainOf, GRACE_MS, judge, recordName } from './rules.ts'

type Registry = Context<RegistryTables>
type Row = NonNullable<Awaited<ReturnType<typeof rowOf>>>

export async function readDomain(ctx: OpenContext): Promise<{ domain: Domain | null }> {
  const row = await ctx.registry((registry: Registry) => rowOf(registry, ctx.workspace.id))
  return { domain: row ? shown(ctx, row) : null }
}

export async function nameDomain(ctx: OpenContext, asked: { domain: string }): Promise<Domain> {
  const domain = domainOf(asked.domain)
  if (!domain) throw BadDomain()
  const { hostname } = new URL(ctx.client(installation).publicUrl)
  if (domain === hostname) throw OwnAddress()
  const workspaceId = ctx.workspace.id
  const row = await ctx.registry(async (registry: Registry) => {
    const { db, dialect, now, audit, locked } = registry
    const held = await db
      .selectFrom('domains')
      .select('workspaceId')
      .where('heldDomain', '=', domain)
      .executeTakeFirst()
    if (held && held.workspaceId !== workspaceId) throw DomainTaken()
    const known = await rowOf(registry, workspaceId, locked)
    if (known?.domain === domain) return known
    const fresh: Row = {
      ...{ workspaceId, domain, state: 'pending', createdAt: now(), token: newToken() },
      ...{ heldDomain: null, checkedAt: null, finding: null, failingSince: null },
    }
    await upsert(db, dialect, 'domains', fresh, ['workspaceId'])
    await audit('domains.named', workspaceId)
    return fresh
  })
  return shown(ctx, row)
}

export async function removeDomain(ctx: OpenContext): Promise<{ done: true }> {
  const workspaceId = ctx.workspace.id
  await ctx.registry(async ({ db, audit }: Registry) => {
    const { numDeletedRows } = await db
      .deleteFrom('domains')
      .where('workspaceId', '=', workspaceId)
      .executeTakeFirst()
    if (numDeletedRows !== 1n) throw NotFound()
    await audit('domains.removed', workspaceId)
  })
  return { done: true }
}

export async function verifyDomain(ctx: OpenContext): Promise<Domain> {
  const row = await lookAt(ctx, ctx.workspace.id)
  if (!row) throw NotFound()
  return shown(ctx, row)
}

/** Every day, each one after the other; a domain that cannot be looked at now is looked at tomorrow. */
export async function lookAtAll(ctx: OpenContext): Promise<void> {
  const rows = await ctx.registry(({ db }: Registry) =>
    db.selectFrom('domains').select('workspaceId').orderBy('workspaceId').execute(),
  )
  for (const { workspaceId } of rows) {
    try {
      await lookAt(ctx, workspaceId)
    } catch (error) {
      if (!DomainTaken.is(error)) throw error // somebody else proved it first: theirs it is
    }
  }
}

/** Asks the DNS, outside of any transaction, then moves the row by what was found for this very token. */
async function lookAt(ctx: OpenContext, workspaceId: string): Promise<Row | undefined> {
  const before = await ctx.registry((registry: Registry) => rowOf(registry, workspaceId))
  if (!before) return undefined
  const finding = await ctx
    .client(resolver)
    .txt(recordName(before.domain))
    .then(
      (records) => judge(records, before.token),
      () => 'unreachable' as const,
    )
  try {
    return await ctx.registry((registry: Registry) => settle(registry, before, finding))
  } catch (error) {
    if (isUniqueViolation(error)) throw DomainTaken()
    throw error
  }
}

async function settle(ctx: Registry, before: Row, finding: NonNullable<Row['finding']>) {
  const { workspaceId, token, domain } = before
  const row = await rowOf(ctx, workspaceId, ctx.locked)
  if (!row || row.token !== token) return row // named anew meanwhile
  const now = ctx.now()
  const looked = { checkedAt: now, finding }
  const to = (name: 'prove' | 'miss' | 'lapse', set: Partial<Row>) =>
    move(ctx, 'domains', workspaceId, domainLife, name, {
      by: 'resolver',
      set: { ...looked, ...set },
      key: 'workspaceId',
    })
  const missed = (isLapsed: boolean) => ctx.emit(domainMissed, { workspaceId, domain, isLapsed })

  const isRight = finding === 'right'
  // A name server that does not answer proves nothing, neither that the record is gone.
  const isGone = finding === 'absent' || finding === 'wrong'
  const isOver = row.failingSince !== null && now.getTime() - row.failingSince.getTime() >= GRACE_MS
  if (isRight && row.state !== 'verified') {
    await to('prove', { heldDomain: domain, failingSince: null })
    await ctx.audit('domains.proved', workspaceId)
  } else if (isGone && row.state === 'verified') {
    await to('miss', { failingSince: now })
    await missed(false)
  } else if (!isRight && row.state === 'failing' && isOver) {
    await to('lapse', { heldDomain: null, failingSince: null })
    await ctx.audit('domains.lapsed', workspaceId)
    await missed(true)
  } else
    await ctx.db.updateTable('domains').set(looked).where('workspaceId', '=', workspaceId).execute()
  return rowOf(ctx, workspaceId)
}

/** The workspace whose public site a host is; asked for the first page of a host that is not ours. */
export async function workspaceAt(db: RegistryDb, host: string): Promise<string | undefined> {
  const domain = domainOf(host.replace(/:\d+$/, ''))
  if (!domain) return undefined
  const { rows } = await slugAt(db, { domain })
  return rows[0]?.slug
}

const slugAt = prepared((db: RegistryDb, { domain }: { domain: string }) =>
  db
    .selectFrom('domains')
    .innerJoin('workspaces', 'workspaces.id', 'domains.workspaceId')
    .select('workspaces.slug')
    .where('heldDomain', '=', domain)
    .where('workspaces.state', 'in', ['active', 'suspended', 'cancelled']),
)

/** The own domain of a workspace, where its public site is at home. */
export async function provedDomain(db: RegistryDb, slug: string): Promise<string | undefined> {
  const { rows } = await domainAt(db, { slug })
  return rows[0]?.heldDomain ?? undefined
}

const domainAt = prepared((db: RegistryDb, { slug }: { slug: string }) =>
  db
    .selectFrom('domains')
    .innerJoin('workspaces', 'workspaces.id', 'domains.workspaceId')
    .select('domains.heldDomain')
    .where('workspaces.slug', '=', slug)
    .where('heldDomain', 'is not', null),
)

const newToken = () => `socle-${newSecret()}`

function rowOf({ db }: Registry, workspaceId: string, lock?: Registry['locked']) {
  const query = db.selectFrom('domains').selectAll().where('workspaceId', '=', workspaceId)
  return (lock ? lock(query) : query).executeTakeFirst()
}

function shown(ctx: OpenContext, row: Row): Domain {
  const { domain, state, token, finding, checkedAt, failingSince } = row
  const lapsesAt = failingSince && new Date(failingSince.getTime() + GRACE_MS)
  return {
    ...{ domain, state, finding },
    record: { name: recordName(domain), value: token },
    target: new URL(ctx.client(installation).publicUrl).hostname,
    checkedAt: checkedAt?.toISOString() ?? null,
    lapsesAt: lapsesAt?.toISOString() ?? null,
  }
}
