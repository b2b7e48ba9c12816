/** Texts that bind: which version holds for whom, and the record of who agreed to it. */
import { publishedAddress } from '#core/files/api.ts'
import { memberNames } from '#core/workspaces/api.ts'
import { NotFound } from '#kernel/contract.ts'
import { insertIgnore } from '#kernel/data/write.ts'
import { momentAfter, pageFrom } from '#kernel/keyset.ts'
import type { Context } from '#kernel/module.ts'
import { type Language, languageOf } from '#kernel/text.ts'
import { lifeAt } from '../pages/rules.ts'
import type { PageTables } from '../pages/tables.ts'
import { picturesIn } from '../text/rules.ts'
import type { LegalTables } from './tables.ts'

type Ctx = Context<PageTables & LegalTables>

/** Every version of a legal page that holds or held, the last one first; none when the page is not to be seen. */
async function held({ db, now }: Ctx, pageId: string) {
  const page = await db
    .selectFrom('pages')
    .select(['type', 'state', 'publishedAt'])
    .where('id', '=', pageId)
    .executeTakeFirst()
  if (page?.type !== 'legal' || lifeAt(page, now()) !== 'published') throw NotFound()
  return db
    .selectFrom('pageVersions')
    .select(['number', 'language', 'liveFrom', 'mustAccept'])
    .where('pageId', '=', pageId)
    .where('liveFrom', '<=', now())
    .orderBy('number', 'desc')
    .execute()
}

export async function listPendingTexts(ctx: Ctx, asked: { language?: Language | undefined }) {
  const { db, now, actor } = ctx
  if (actor.kind !== 'member') return { items: [] }
  const rows = await db
    .selectFrom('pageVersions')
    .innerJoin('pages', 'pages.id', 'pageVersions.pageId')
    .select(['pages.id', 'pageVersions.number', 'pageVersions.language', 'pageVersions.title'])
    .where('pages.type', '=', 'legal')
    .where('pages.state', 'in', ['published', 'scheduled'])
    .where('pages.publishedAt', '<=', now())
    .where('pageVersions.liveFrom', '<=', now())
    .where('pageVersions.mustAccept', '=', true)
    .orderBy('pageVersions.number', 'desc')
    .limit(100)
    .execute()
  const ids = [...new Set(rows.map((it) => it.id))]
  if (ids.length === 0) return { items: [] }
  const accepted = await db
    .selectFrom('legalAcceptances')
    .select(['pageId', 'number'])
    .where('memberId', '=', actor.id)
    .where('pageId', 'in', ids)
    .execute()
  const wanted = asked.language ?? languageOf(ctx.workspace.locale)
  return {
    items: ids.flatMap((pageId) => {
      const ofPage = rows.filter((it) => it.id === pageId)
      const { number } = ofPage[0]!
      // A newer text without the demand is the same agreement, said better.
      if (accepted.some((it) => it.pageId === pageId && it.number >= number)) return []
      const same = ofPage.filter((it) => it.number === number)
      return [
        { pageId, number, title: (same.find((it) => it.language === wanted) ?? same[0]!).title },
      ]
    }),
  }
}

type Asked = { pageId: string; language?: Language | undefined; number?: number | undefined }

export async function readLegalText(ctx: Ctx, { pageId, language, number }: Asked) {
  const { db, actor, workspace } = ctx
  const versions = await held(ctx, pageId)
  const chosen = number ?? versions[0]?.number
  const same = versions.filter((it) => it.number === chosen)
  const wanted = language ?? languageOf(workspace.locale)
  const found = same.find((it) => it.language === wanted) ?? same[0]
  if (!found) throw NotFound()
  const text = await db
    .selectFrom('pageVersions')
    .select(['title', 'body'])
    .where('pageId', '=', pageId)
    .where('number', '=', found.number)
    .where('language', '=', found.language)
    .executeTakeFirstOrThrow()
  const accepted = await db
    .selectFrom('legalAcceptances')
    .select('acceptedAt')
    .where('pageId', '=', pageId)
    .where('number', '=', found.number)
    .where('memberId', '=', actor.id)
    .executeTakeFirst()
  const numbers = new Map(versions.map((it) => [it.number, it.liveFrom!]))
  return {
    ...{ pageId, number: found.number, language: found.language, title: text.title },
    body: text.body,
    pictures: picturesIn(text.body).map(({ key }) => ({
      key,
      url: publishedAddress(workspace.slug, key),
    })),
    liveFrom: found.liveFrom!,
    mustAccept: found.mustAccept,
    acceptedAt: accepted?.acceptedAt ?? null,
    versions: [...numbers].map(([it, liveFrom]) => ({ number: it, liveFrom })),
  }
}

type Accepting = { pageId: string; number: number; language?: Language | undefined }

/** Only the text that holds now can be agreed to. A repeat changes nothing: the first moment counts. */
export async function acceptLegalText(ctx: Ctx, { pageId, number, language }: Accepting) {
  const { db, dialect, actor } = ctx
  const [last] = await held(ctx, pageId)
  if (last?.number !== number || actor.kind !== 'member') throw NotFound()
  const row = {
    ...{ pageId, number, memberId: actor.id, acceptedAt: ctx.now() },
    language: language ?? last.language,
  }
  if (await insertIgnore(db, dialect, 'legalAcceptances', row)) {
    await ctx.audit('legal.accepted', pageId, { version: number })
    return { acceptedAt: row.acceptedAt }
  }
  const { acceptedAt } = await db
    .selectFrom('legalAcceptances')
    .select('acceptedAt')
    .where('pageId', '=', pageId)
    .where('number', '=', number)
    .where('memberId', '=', actor.id)
    .executeTakeFirstOrThrow()
  return { acceptedAt }
}

type Listed = { pageId: string; cursor?: string | undefined; limit: number }

export async function listAcceptances(ctx: Ctx, { pageId, cursor, limit }: Listed) {
  const page = await ctx.db
    .selectFrom('pages')
    .select('id')
    .where('id', '=', pageId)
    .executeTakeFirst()
  if (!page) throw NotFound()
  let query = ctx.db.selectFrom('legalAcceptances').selectAll().where('pageId', '=', pageId)
  const after = momentAfter(cursor)
  if (after)
    query = query.where((row) =>
      row.or([
        row('acceptedAt', '<', after.at),
        row.and([row('acceptedAt', '=', after.at), row('memberId', '<', after.id)]),
      ]),
    )
  const rows = await query
    .orderBy('acceptedAt', 'desc')
    .orderBy('memberId', 'desc')
    .limit(limit + 1)
    .execute()
  const { page: shown, next } = pageFrom(rows, limit, (it) => ({
    by: it.acceptedAt.toISOString(),
    id: it.memberId,
  }))
  const names = await memberNames(ctx, [...new Set(shown.map((it) => it.memberId))])
  return { items: shown.map((it) => ({ ...it, name: names.get(it.memberId) ?? '' })), next }
}

/** For other parts: the last version of a text that a member agreed to, such as the terms of what they order. */
export async function acceptedVersion(ctx: Context, pageId: string, memberId: string) {
  const row = await (ctx as Ctx).db
    .selectFrom('legalAcceptances')
    .select(['number', 'language', 'acceptedAt'])
    .where('pageId', '=', pageId)
    .where('memberId', '=', memberId)
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row ?? null
}
