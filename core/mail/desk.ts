/** The mails of an installation, as its administrator looks at them. */
import type * as z from 'zod/mini'
import { NotFound } from '#kernel/contract.ts'
import { momentAfter, pageFrom } from '#kernel/keyset.ts'
import type { Context, OpenContext } from '#kernel/module.ts'
import { type listMails, mailer, mailQueue } from './contract.ts'
import type { MailRow, MailTables } from './tables.ts'

type Registry = Context<MailTables>
type Asked = z.output<(typeof listMails)['input']>

export async function list(ctx: OpenContext, { state, search, cursor, limit }: Asked) {
  const after = momentAfter(cursor)
  const rows = await ctx.registry(({ db }: Registry) => {
    let query = db.selectFrom('mails').selectAll()
    if (state) query = query.where('state', '=', state)
    if (search) query = query.where('to', 'like', `%${literal(search.toLowerCase())}%`)
    if (after)
      query = query.where((row) =>
        row.or([
          row('createdAt', '<', after.at),
          row.and([row('createdAt', '=', after.at), row('id', '<', after.id)]),
        ]),
      )
    return query
      .orderBy('createdAt', 'desc')
      .orderBy('id', 'desc')
      .limit(limit + 1)
      .execute()
  })
  const placeOf = ({ createdAt, id }: MailRow) => ({ by: createdAt.toISOString(), id })
  const { page, next } = pageFrom(rows, limit, placeOf)
  const items = await shown(ctx, page)
  return { items, next, leaves: ctx.client(mailer).leaves ?? false }
}

export async function read(ctx: OpenContext, { mailId }: { mailId: string }) {
  const row = await find(ctx, mailId)
  // Also of what waits: a link in it opens an account as well as one in a mail that has left.
  if (ctx.client(mailer).leaves) throw NotFound()
  const [mail] = await shown(ctx, [row])
  return { ...mail!, text: row.text, html: row.html }
}

export async function retry(ctx: OpenContext, { mailId }: { mailId: string }) {
  const { state, jobId } = await find(ctx, mailId)
  if (state !== 'failed' || !jobId) throw NotFound()
  if (!(await ctx.client(mailQueue).retry(jobId))) throw NotFound()
  await ctx.registry((registry) => registry.audit('mail.retried', mailId))
  return { done: true as const }
}

async function find(ctx: OpenContext, mailId: string): Promise<MailRow> {
  const row = await ctx.registry(({ db }: Registry) =>
    db.selectFrom('mails').selectAll().where('id', '=', mailId).executeTakeFirst(),
  )
  if (!row) throw NotFound()
  return row
}

async function shown(ctx: OpenContext, rows: readonly MailRow[]) {
  const waiting = rows.filter((it) => it.state === 'failed' || it.state === 'queued')
  const jobIds = waiting.map((it) => it.jobId).filter((it) => it !== null)
  const next = await ctx.client(mailQueue).next(jobIds)
  const { leaves } = ctx.client(mailer)
  return rows.map(({ id, to, state, reason, attempts, createdAt, sentAt, jobId, ...rest }) => ({
    ...{ id, to, state, reason, attempts },
    subject: leaves && rest.workspaceId !== null ? null : rest.subject,
    createdAt: createdAt.toISOString(),
    sentAt: sentAt?.toISOString() ?? null,
    nextAt: (jobId && next.get(jobId)?.toISOString()) ?? null,
  }))
}

/** What means something in LIKE is not searched for: three engines disagree on how to escape it. */
const literal = (text: string) => text.replaceAll(/[%_\\]/g, ' ')
