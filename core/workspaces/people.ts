/** Reading members: the list, and what other parts ask. */
import { sql } from 'kysely'
import { momentAfter, pageFrom, placeAfter } from '#kernel/keyset.ts'
import type { Context } from '#kernel/module.ts'
import type { Member } from './contract.ts'
import { ownRank } from './roles.ts'
import { folded, OWNER_RANK } from './rules.ts'
import type { MemberRow, WorkspaceTables } from './tables.ts'

type Ctx = Context<WorkspaceTables>
type Asked = {
  search?: string | undefined
  role?: string | undefined
  active?: boolean | undefined
  sort?: 'name' | 'newest' | undefined
  cursor?: string | undefined
  limit: number
}

export async function listMembers(ctx: Ctx, asked: Asked) {
  const { search, role, active, sort, cursor, limit } = asked
  const { db, dialect, actor } = ctx
  const isManager = actor.permissions.has('members.manage')
  let query = db.selectFrom('members').selectAll().where('leftAt', 'is', null)
  if (!isManager || active !== undefined)
    query = query.where('active', '=', isManager ? active! : true)
  if (search) query = query.where('sortName', 'like', `%${literal(folded(search))}%`)
  // Roles are a list kept as text; a role's name holds nothing that means something in LIKE.
  const asText = dialect === 'postgres' ? sql`${sql.ref('roles')}::text` : sql.ref('roles')
  if (role) query = query.where(sql<boolean>`${asText} like ${`%"${role}"%`}`)
  const rank = await ownRank(ctx)
  if (sort === 'newest') {
    const before = momentAfter(cursor)
    if (before)
      query = query.where((row) =>
        row.or([
          row('joinedAt', '<', before.at),
          row.and([row('joinedAt', '=', before.at), row('id', '<', before.id)]),
        ]),
      )
    const latest = query.orderBy('joinedAt', 'desc').orderBy('id', 'desc')
    const { page, next } = pageFrom(
      await latest.limit(limit + 1).execute(),
      limit,
      ({ joinedAt, id }) => ({ by: joinedAt.toISOString(), id }),
    )
    return { items: page.map((row) => shownTo(ctx, row, rank)), next }
  }
  const after = placeAfter(cursor)
  if (after)
    query = query.where((row) =>
      row.or([
        row('sortName', '>', after.by),
        row.and([row('sortName', '=', after.by), row('id', '>', after.id)]),
      ]),
    )
  const rows = await query
    .orderBy('sortName')
    .orderBy('id')
    .limit(limit + 1)
    .execute()
  const { page, next } = pageFrom(rows, limit, ({ sortName, id }) => ({ by: sortName, id }))
  return { items: page.map((row) => shownTo(ctx, row, rank)), next }
}

/** Addresses are for who manages members: a directory of parents is not a mailing list. */
export function shownTo({ actor }: Ctx, row: MemberRow, rank: number): Member {
  const { id, name, email, roles, active, joinedAt, roleRank } = row
  const isManager = actor.permissions.has('members.manage')
  const mayChange = isManager && roleRank <= rank
  const isMe = id === actor.id
  return {
    id,
    name,
    email: isManager || isMe ? email : null,
    roles,
    active,
    joinedAt: joinedAt.toISOString(),
    isMe,
    mayChange,
  }
}

/** What means something in LIKE is not searched for: three engines disagree on how to escape it. */
const literal = (text: string) => text.replaceAll(/[%_\\]/g, ' ')

// ── for other parts ─────────────────────────────────────────────────────────────────────────────

export type KnownMember = Pick<
  MemberRow,
  'id' | 'accountId' | 'name' | 'email' | 'roles' | 'active'
>
const known = ['id', 'accountId', 'name', 'email', 'roles', 'active'] as const

/** A member by id, also one who is deactivated or left (`active: false`). */
export const memberOf = ({ db }: Context, memberId: string): Promise<KnownMember | undefined> =>
  (db as Ctx['db'])
    .selectFrom('members')
    .select(known)
    .where('id', '=', memberId)
    .executeTakeFirst()

/** The member an account is here, also one who is deactivated or left. */
export const memberOfAccount = (
  { db }: Context,
  accountId: string,
): Promise<KnownMember | undefined> =>
  (db as Ctx['db'])
    .selectFrom('members')
    .select(known)
    .where('accountId', '=', accountId)
    .executeTakeFirst()

export const activeMembers = ({ db }: Context): Promise<KnownMember[]> =>
  (db as Ctx['db'])
    .selectFrom('members')
    .select(known)
    .where('active', '=', true)
    .orderBy('sortName')
    .orderBy('id')
    .execute()

/** Who answers for the workspace. */
export const activeOwners = ({ db }: Context): Promise<KnownMember[]> =>
  (db as Ctx['db'])
    .selectFrom('members')
    .select(known)
    .where('roleRank', '=', OWNER_RANK)
    .where('active', '=', true)
    .orderBy('id')
    .execute()

const AT_ONCE = 500

/** Those of these members who are active, each once. */
export async function activeAmong({ db }: Context, ids: readonly string[]): Promise<KnownMember[]> {
  const found: KnownMember[] = []
  for (let from = 0; from < ids.length; from += AT_ONCE) {
    const rows = (db as Ctx['db'])
      .selectFrom('members')
      .select(known)
      .where('id', 'in', ids.slice(from, from + AT_ONCE))
      .where('active', '=', true)
    found.push(...(await rows.execute()))
  }
  return found
}

/** Names by id, also of who is deactivated or left; ids that are no member's have none. */
export async function memberNames(
  { db }: Context,
  ids: readonly string[],
): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const rows = await (db as Ctx['db'])
    .selectFrom('members')
    .select(['id', 'name'])
    .where('id', 'in', ids)
    .execute()
  return new Map(rows.map((it) => [it.id, it.name]))
}

/** The same by their ids, also who is deactivated or left. */
export async function membersAmong(
  { db }: Context,
  ids: readonly string[],
): Promise<Map<string, KnownMember>> {
  if (ids.length === 0) return new Map()
  const rows = await (db as Ctx['db'])
    .selectFrom('members')
    .select(known)
    .where('id', 'in', ids)
    .execute()
  return new Map(rows.map((it) => [it.id, it]))
}
