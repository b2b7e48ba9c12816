/** Builds what was there before the index, or before its rules: kind by kind, some documents at a time. */
import { upsert } from '#kernel/data/write.ts'
import type { Context, DocumentKind, OpenContext, Part, WorkspaceFacts } from '#kernel/module.ts'
import { indexDocument } from './indexing.ts'
import { INDEX_VERSION } from './rules.ts'
import type { SearchTables } from './tables.ts'

const AT_ONCE = 50

/** The kinds of documents that this workspace has. */
export function kindsIn(parts: readonly Part[], { modules }: Pick<WorkspaceFacts, 'modules'>) {
  const on = parts.filter((it) => it.layer === 'core' || modules.includes(it.name))
  return new Map<string, DocumentKind>(on.flatMap((it) => Object.entries(it.documents ?? {})))
}

/** Repeatable: a crash in the middle goes over the same documents again, and writes nothing twice. */
export async function buildMissing(ctx: OpenContext): Promise<void> {
  const built = await ctx.transact(({ db }: Context<SearchTables>) =>
    db.selectFrom('searchKinds').select(['kind', 'version']).execute(),
  )
  const done = new Set(built.filter((it) => it.version === INDEX_VERSION).map((it) => it.kind))
  for (const [name, kind] of kindsIn(ctx.parts, ctx.workspace))
    if (!done.has(name)) await build(ctx, name, kind)
}

async function build(ctx: OpenContext, name: string, kind: DocumentKind): Promise<void> {
  let after: string | null = null
  for (;;) {
    const from: string | null = after
    const page = await ctx.transact(async (here: Context) => {
      const documents = await kind.list(here, from, AT_ONCE)
      for (const it of documents) await indexDocument(here, name, it)
      return documents
    })
    after = page.at(-1)?.id ?? null
    if (page.length < AT_ONCE || ctx.signal.aborted) break
  }
  if (ctx.signal.aborted) return
  await ctx.transact(async ({ db, dialect, now }: Context<SearchTables>) => {
    const row = { kind: name, version: INDEX_VERSION, builtAt: now() }
    await upsert(db, dialect, 'searchKinds', row, ['kind'])
  })
}
