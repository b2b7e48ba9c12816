/** What a ticket is about: things of other parts, which those parts declare in their manifest (`things`). */
import type * as z from 'zod/mini'
import { NotFound } from '#kernel/contract.ts'
import { insertIgnore } from '#kernel/data/write.ts'
import { newId } from '#kernel/ids.ts'
import type { Ctx } from './clock.ts'
import * as contract from './contract.ts'
import { publish } from './moves.ts'
import { lockedTicket } from './moves.ts'
import { MOST_LINKS } from './rules.ts'
import { readTicket } from './reading.ts'

export type ThingName = z.output<typeof contract.ThingName>

/** What another's part does not show to who links it is not there. */
export async function keepLink(ctx: Ctx, ticketId: string, thing: ThingName): Promise<void> {
  const { db, dialect, now, parts, workspace } = ctx
  const on = parts.filter((it) => it.layer === 'core' || workspace.modules.includes(it.name))
  const kind = on.map((it) => it.things?.[thing.kind]).find((it) => it !== undefined)
  const found = await kind?.find(ctx, thing.id)
  if (!found) throw contract.NothingLinked()
  const row = {
    id: newId(now().getTime()),
    ticketId,
    kind: thing.kind,
    thingId: thing.id,
    title: [...found.title].slice(0, 255).join(''),
    path: found.path,
    linkedAt: now(),
  }
  await insertIgnore(db, dialect, 'ticketLinks', row)
}

type Linking = z.output<(typeof contract.linkTicket)['input']>

export async function linkTicket(ctx: Ctx, { ticketId, thing }: Linking) {
  const row = await lockedTicket(ctx, ticketId)
  const { count } = await ctx.db
    .selectFrom('ticketLinks')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('ticketId', '=', ticketId)
    .executeTakeFirstOrThrow()
  if (Number(count) >= MOST_LINKS) throw contract.TooManyLinks({ max: MOST_LINKS })
  await keepLink(ctx, ticketId, thing)
  publish(ctx, row)
  return readTicket(ctx, { ticketId })
}

type Unlinking = z.output<(typeof contract.unlinkTicket)['input']>

export async function unlinkTicket(ctx: Ctx, { ticketId, linkId }: Unlinking) {
  const gone = await ctx.db
    .deleteFrom('ticketLinks')
    .where('id', '=', linkId)
    .where('ticketId', '=', ticketId)
    .executeTakeFirst()
  if (Number(gone.numDeletedRows) === 0) throw NotFound()
  publish(ctx, await lockedTicket(ctx, ticketId))
  return readTicket(ctx, { ticketId })
}

export const linksOf = ({ db }: Ctx, ticketId: string) =>
  db
    .selectFrom('ticketLinks')
    .select(['id', 'kind', 'title', 'path'])
    .where('ticketId', '=', ticketId)
    .orderBy('linkedAt')
    .orderBy('id')
    .execute()
