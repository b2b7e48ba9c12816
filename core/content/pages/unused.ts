/** Pictures that no page shows any more go away: seen unused for a week first, because an editor may still take one back. */
import { withdrawFile } from '#core/files/api.ts'
import { type RawBuilder, sql } from 'kysely'
import type { Context, OpenContext } from '#kernel/module.ts'
import { DAY } from '#kernel/time.ts'
import type { FaqTables } from '../faq/tables.ts'
import type { Block } from '../text/contract.ts'
import { picturesIn } from '../text/rules.ts'
import type { PageTables } from './tables.ts'

type Ctx = Context<PageTables & FaqTables>

export const UNUSED_MS = 7 * DAY
const AT_ONCE = 500

/**
 * What is written, without pictures that went: whoever writes holds the rows of the others until the commit, so that
 * the sweep either sees the text, or was there before it.
 */
export async function withPictures(
  ctx: Context<Pick<PageTables, 'pagePictures'>>,
  blocks: readonly Block[],
): Promise<Block[]> {
  const wanted = [...new Set(keysIn(blocks))]
  if (wanted.length === 0) return [...blocks]
  const asked = ctx.db
    .selectFrom('pagePictures')
    .select('key')
    .where('key', 'in', wanted)
    .orderBy('key')
  const held = new Set((await ctx.locked(asked).execute()).map((it) => it.key))
  return blocks.filter((it) => it.kind !== 'picture' || held.has(it.key))
}

export const keysIn = (blocks: readonly Block[]) =>
  picturesIn(blocks as Block[]).map((it) => it.key)

/** Every night, one picture a transaction. What a kept version shows is shown for good. */
export async function sweepPictures(ctx: OpenContext): Promise<void> {
  const shown = await shownIn(ctx)
  let after = ''
  for (;;) {
    const from = after
    const keys = await ctx.transact(({ db }: Ctx) =>
      db
        .selectFrom('pagePictures')
        .select(['key', 'unusedSince'])
        .where('key', '>', from)
        .orderBy('key')
        .limit(AT_ONCE)
        .execute(),
    )
    for (const { key, unusedSince } of keys) {
      if (ctx.signal.aborted) return
      if (shown.has(key) && unusedSince === null) continue
      await ctx.transact((inside: Ctx) => judge(inside, key))
    }
    if (keys.length < AT_ONCE) return
    after = keys.at(-1)!.key
  }
}

/** Nearly all of them are: one way through the texts, so that each text is not read for each picture. */
async function shownIn(ctx: OpenContext): Promise<Set<string>> {
  const shown = new Set<string>()
  const note = (key: string | null) => key && shown.add(key)
  const answers = await ctx.transact(({ db }: Ctx) =>
    db.selectFrom('faqEntries').select('texts').execute(),
  )
  for (const { texts } of answers)
    for (const it of Object.values(texts)) keysIn(it.answer).forEach(note)
  const pages = await ctx.transact(({ db }: Ctx) => db.selectFrom('pages').select('id').execute())
  for (const { id } of pages) {
    const texts = await ctx.transact(async ({ db }: Ctx) =>
      Promise.all(
        (['pageDrafts', 'pageVersions'] as const).map((table) =>
          db.selectFrom(table).select(['body', 'pictureKey']).where('pageId', '=', id).execute(),
        ),
      ),
    )
    for (const { body, pictureKey } of texts.flat()) {
      note(pictureKey)
      keysIn(body).forEach(note)
    }
  }
  return shown
}

/** Asked again with the picture held: what was written meanwhile counts. */
async function judge(ctx: Ctx, key: string): Promise<void> {
  const { db, now } = ctx
  const asked = db.selectFrom('pagePictures').select('unusedSince').where('key', '=', key)
  const picture = await ctx.locked(asked).executeTakeFirst()
  if (!picture) return
  const { unusedSince } = picture
  const isUsed = await isShown(ctx, key)
  if (!isUsed && unusedSince && now().getTime() - unusedSince.getTime() >= UNUSED_MS) {
    await db.deleteFrom('pagePictures').where('key', '=', key).execute()
    await withdrawFile(ctx, key)
    await ctx.audit('pages.picture-removed', '')
    return
  }
  if (isUsed !== (unusedSince === null))
    await db
      .updateTable('pagePictures')
      .set({ unusedSince: isUsed ? null : now() })
      .where('key', '=', key)
      .execute()
}

/** In what is written, in what was kept, in an answer: a key is long enough to be nowhere by chance. */
async function isShown({ db, dialect }: Ctx, key: string): Promise<boolean> {
  const holds = (column: string): RawBuilder<boolean> => {
    const words = dialect === 'postgres' ? sql`${sql.ref(column)}::text` : sql.ref(column)
    return sql<boolean>`${words} like ${`%${key}%`}`
  }
  for (const table of ['pageDrafts', 'pageVersions'] as const) {
    const found = await db
      .selectFrom(table)
      .select('pageId')
      .where((it) => it.or([it('pictureKey', '=', key), holds('body')]))
      .limit(1)
      .executeTakeFirst()
    if (found) return true
  }
  const answer = db.selectFrom('faqEntries').select('id').where(holds('texts')).limit(1)
  return (await answer.executeTakeFirst()) !== undefined
}
