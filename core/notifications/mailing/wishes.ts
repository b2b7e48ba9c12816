/** What people and the workspace have chosen, as the mails ask for it. */
import type { NoticeMail } from '#kernel/contract.ts'
import type { Context } from '#kernel/module.ts'
import type { NoticeTables } from '../tables.ts'
import { HOUSE_QUIET, type Quiet } from './rules.ts'

type Ctx = Context<NoticeTables>

/** Kind of notice → role → mail. */
export type RoleRules = ReadonlyMap<string, ReadonlyMap<string, NoticeMail>>

export async function rulesOf({ db }: Ctx): Promise<RoleRules> {
  const rows = await db.selectFrom('noticeRules').selectAll().execute()
  const byKind = Map.groupBy(rows, (it) => it.notice)
  return new Map(
    [...byKind].map(([kind, its]) => [kind, new Map(its.map((it) => [it.role, it.mail]))]),
  )
}

export async function houseOf({ db }: Ctx): Promise<Quiet> {
  const row = await db.selectFrom('noticeHouse').selectAll().executeTakeFirst()
  if (!row) return HOUSE_QUIET
  return { from: row.quietFrom, to: row.quietTo, weekend: row.quietWeekend }
}

/** By group of notices; null where it is as usual. */
export async function choicesOf({ db }: Ctx, memberId: string) {
  const rows = await db
    .selectFrom('noticeChoices')
    .select(['group', 'mail', 'push'])
    .where('memberId', '=', memberId)
    .execute()
  return new Map(rows.map((it) => [it.group, it]))
}
