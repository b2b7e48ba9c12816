/** The charter: written as a draft, published once, accepted by each member. */
import type * as z from 'zod/mini'
import type { Context } from '#kernel/module.ts'
import { momentAfter, pageFrom } from '#kernel/keyset.ts'
import { insertIgnore } from '#kernel/data/write.ts'
import { NotFound } from '#kernel/contract.ts'
import { DAY } from '#kernel/time.ts'
import { placeOf } from '../exchange/accounts.ts'
import { acceptanceOf, charterOf } from './conditions.ts'
import * as membership from './contract.ts'
import { indexCharter } from './documents.ts'
import { activateIfReady } from './enrolment.ts'
import { readMine } from './members.ts'
import { resumeAccepted } from './suspension.ts'
import type { ExchangeTables } from '../exchange/tables.ts'
import type { CharterRow } from './tables.ts'

type Ctx = Context<ExchangeTables>
type Published = CharterRow & { publishedAt: Date; dueAt: Date }

export async function readCharter(ctx: Ctx) {
  const charter = (await charterOf(ctx)) as Published | undefined
  if (!charter) return { charter: null }
  const { version, texts, publishedAt, dueAt } = charter
  const acceptedAt = (await acceptanceOf(ctx, ctx.actor.id, version)) ?? null
  return { charter: { version, texts, publishedAt, dueAt, acceptedAt } }
}

/** What was waiting only for this goes on at once. */
export async function accept(ctx: Ctx, { version }: { version: number }) {
  const charter = await charterOf(ctx)
  if (!charter) throw NotFound()
  if (charter.version !== version) throw membership.CharterMoved({ version: charter.version })
  const memberId = ctx.actor.id
  await placeOf(ctx, memberId)
  const row = { memberId, version, acceptedAt: ctx.now() }
  if (await insertIgnore(ctx.db, ctx.dialect, 'charterAcceptances', row))
    await ctx.audit('charter.accepted', memberId, { version })
  await resumeAccepted(ctx, memberId)
  await activateIfReady(ctx, memberId)
  return readMine(ctx)
}

export async function versions({ db }: Ctx) {
  const rows = await db
    .selectFrom('charterVersions')
    .selectAll()
    .select(({ selectFrom }) =>
      selectFrom('charterAcceptances')
        .select(({ fn }) => fn.countAll<number>().as('n'))
        .whereRef('charterAcceptances.version', '=', 'charterVersions.version')
        .as('accepted'),
    )
    .orderBy('version', 'desc')
    .execute()
  const { asked } = await db
    .selectFrom('exchangeAccounts')
    .select(({ fn }) => fn.countAll<number>().as('asked'))
    .where('membership', 'in', ['invited', 'active', 'suspended'])
    .executeTakeFirstOrThrow()
  const draft = rows.find(({ publishedAt }) => publishedAt === null)?.texts ?? null
  const published = rows.filter((it) => it.publishedAt !== null) as (Published & {
    accepted: number | null
  })[]
  return {
    versions: published.map(({ accepted, ...it }) => ({ ...it, accepted: accepted ?? 0 })),
    draft,
    asked,
  }
}

type Texts = z.output<(typeof membership.writeCharter)['input']>

/** Published versions are never written again: the draft is another row. */
export async function write(ctx: Ctx, texts: Texts) {
  const { db, dialect, now } = ctx
  const change = { texts, writtenAt: now() }
  const { numUpdatedRows } = await db
    .updateTable('charterVersions')
    .set(change)
    .where('publishedAt', 'is', null)
    .executeTakeFirst()
  if (numUpdatedRows === 0n) {
    const last = await db
      .selectFrom('charterVersions')
      .select(({ fn }) => fn.max('version').as('version'))
      .executeTakeFirst()
    const row = { version: (last?.version ?? 0) + 1, ...change }
    // Two first drafts at the same moment: the later one stays.
    if (!(await insertIgnore(db, dialect, 'charterVersions', row))) return write(ctx, texts)
  }
  return { draft: texts }
}

export async function publish(ctx: Ctx, { graceDays }: { graceDays: number }) {
  const { db, now, locked, audit, emit } = ctx
  const draft = await locked(
    db.selectFrom('charterVersions').selectAll().where('publishedAt', 'is', null),
  ).executeTakeFirst()
  if (!draft || !Object.values(draft.texts).some(Boolean)) throw membership.NothingToPublish()
  const { version } = draft
  const dueAt = new Date(now().getTime() + graceDays * DAY)
  const { numUpdatedRows } = await db
    .updateTable('charterVersions')
    .set({ publishedAt: now(), dueAt })
    .where('version', '=', version)
    .where('publishedAt', 'is', null)
    .executeTakeFirst()
  if (numUpdatedRows !== 1n) throw membership.NothingToPublish()
  await indexCharter(ctx, draft)
  await audit('charter.published', String(version), { graceDays })
  await emit(membership.charterPublished, { version })
  return { version }
}

type Asked = z.output<(typeof membership.listAcceptances)['input']>

export async function acceptances({ db }: Ctx, { version, cursor, limit }: Asked) {
  const after = momentAfter(cursor)
  const rows = await db
    .selectFrom('charterAcceptances')
    .innerJoin('exchangeAccounts', 'exchangeAccounts.memberId', 'charterAcceptances.memberId')
    .select(['charterAcceptances.memberId', 'name', 'version', 'acceptedAt'])
    .$if(version !== undefined, (query) => query.where('version', '=', version!))
    .$if(after !== undefined, (query) =>
      query.where(({ or, and, eb }) =>
        or([
          eb('acceptedAt', '<', after!.at),
          and([
            eb('acceptedAt', '=', after!.at),
            eb('charterAcceptances.memberId', '<', after!.id),
          ]),
        ]),
      ),
    )
    .orderBy('acceptedAt', 'desc')
    .orderBy('charterAcceptances.memberId', 'desc')
    .limit(limit + 1)
    .execute()
  const momentOf = (row: { acceptedAt: Date; memberId: string }) => ({
    by: row.acceptedAt.toISOString(),
    id: row.memberId,
  })
  const { page, next } = pageFrom(rows, limit, momentOf)
  return { items: page, next }
}
