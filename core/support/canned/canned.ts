import type * as z from 'zod/mini'
import { visitorsAmong } from '#core/messaging/api.ts'
import { memberNames } from '#core/workspaces/api.ts'
import { Forbidden, KeyReused, NotFound } from '#kernel/contract.ts'
import { insertIgnore } from '#kernel/data/write.ts'
import { newId } from '#kernel/ids.ts'
import type { Context } from '#kernel/module.ts'
import { type Language, languageOf, languages } from '#kernel/text.ts'
import type { TicketTables } from '../tickets/tables.ts'
import * as contract from './contract.ts'
import { filledIn, unknownIn } from './rules.ts'
import type { CannedRow, CannedTables } from './tables.ts'

type Ctx = Context<CannedTables & TicketTables>
const MANAGES = 'canned.manage'

/** One's own and everybody's; a colleague's own does not exist. */
const visible = ({ db, actor }: Ctx) =>
  db
    .selectFrom('cannedAnswers')
    .selectAll()
    .where(({ or, eb }) => or([eb('ownerId', '=', actor.id), eb('ownerId', 'is', null)]))

const shown = ({ actor }: Ctx, row: CannedRow) => ({
  ...row,
  isShared: row.ownerId === null,
  mayChange: row.ownerId === actor.id || actor.permissions.has(MANAGES),
})

export async function listCanned(ctx: Ctx) {
  const rows = await visible(ctx)
    .orderBy('name')
    .orderBy('id')
    .limit(2 * contract.MOST_CANNED)
    .execute()
  return { items: rows.map((row) => shown(ctx, row)) }
}

type Fields = Omit<z.output<(typeof contract.addCanned)['input']>, 'id'>

function check({ actor }: Ctx, { fr, nl, en, isShared }: Fields): void {
  if (isShared && !actor.permissions.has(MANAGES)) throw Forbidden({ needs: MANAGES })
  if (!fr && !nl && !en) throw contract.NothingCanned()
  const unknown = [fr, nl, en].flatMap(unknownIn)
  if (unknown.length) throw contract.UnknownPlaceholder({ names: [...new Set(unknown)].join(', ') })
}

const written = (ctx: Ctx, { name, fr, nl, en, isShared }: Fields) => ({
  ...{ name, fr, nl, en },
  ownerId: isShared ? null : ctx.actor.id,
  changedAt: ctx.now(),
})

export async function addCanned(
  ctx: Ctx,
  { id = newId(), ...fields }: Fields & { id?: string | undefined },
) {
  check(ctx, fields)
  const { count } = await ctx.db
    .selectFrom('cannedAnswers')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('ownerId', fields.isShared ? 'is' : '=', fields.isShared ? null : ctx.actor.id)
    .executeTakeFirstOrThrow()
  if (Number(count) >= contract.MOST_CANNED)
    throw contract.TooManyCanned({ max: contract.MOST_CANNED })
  const row = { id, ...written(ctx, fields) }
  if (!(await insertIgnore(ctx.db, ctx.dialect, 'cannedAnswers', row))) throw KeyReused()
  return shown(ctx, row)
}

async function own(ctx: Ctx, cannedId: string): Promise<CannedRow> {
  const row = await visible(ctx).where('id', '=', cannedId).executeTakeFirst()
  if (!row) throw NotFound()
  if (!shown(ctx, row).mayChange) throw Forbidden({ needs: MANAGES })
  return row
}

export async function changeCanned(
  ctx: Ctx,
  { cannedId, ...fields }: Fields & { cannedId: string },
) {
  await own(ctx, cannedId)
  check(ctx, fields)
  const set = written(ctx, fields)
  await ctx.db.updateTable('cannedAnswers').set(set).where('id', '=', cannedId).execute()
  return shown(ctx, { id: cannedId, ...set })
}

export async function removeCanned(ctx: Ctx, { cannedId }: { cannedId: string }) {
  await own(ctx, cannedId)
  await ctx.db.deleteFrom('cannedAnswers').where('id', '=', cannedId).execute()
  return { done: true } as const
}

type Filling = z.output<(typeof contract.fillCanned)['input']>

export async function fillCanned(ctx: Ctx, { cannedId, ticketId, language }: Filling) {
  const row = await visible(ctx).where('id', '=', cannedId).executeTakeFirst()
  const ticket = await ctx.db
    .selectFrom('tickets')
    .select(['number', 'title', 'requesterId', 'visitorId'])
    .where('id', '=', ticketId)
    .executeTakeFirst()
  if (!row || !ticket) throw NotFound()
  const { actor, workspace } = ctx
  const wanted: Language[] = [language ?? languageOf(workspace.locale), ...languages]
  const chosen = wanted.find((it) => row[it] !== '')!
  const { requesterId, visitorId } = ticket
  const visitors = await visitorsAmong(ctx, visitorId ? [visitorId] : [])
  const names = await memberNames(ctx, requesterId ? [requesterId, actor.id] : [actor.id])
  const words = filledIn(row[chosen], {
    client: names.get(requesterId ?? '') ?? visitors.get(visitorId ?? '')?.name ?? '',
    agent: names.get(actor.id) ?? '',
    number: String(ticket.number),
    title: ticket.title,
    workspace: workspace.name,
  })
  return { words, language: chosen }
}
