import type { Kysely } from 'kysely'
import { insertIgnore } from '#kernel/data/write.ts'
import { newId } from '#kernel/ids.ts'
import type { Context, OpenContext } from '#kernel/module.ts'
import { DAY } from '#kernel/time.ts'
import { type Mail, mailer, mailQueued } from './contract.ts'
import type { MailRow, MailTables } from './tables.ts'

type Registry = Context<MailTables>
const KEPT_DAYS = 90

/** Writes a mail with the acting transaction; a job sends it after the commit. */
export async function queueMail({ emit }: Context, mail: Omit<Mail, 'id'>): Promise<void> {
  await emit(mailQueued, { id: newId(), ...mail })
}

/** The last mails, newest first. */
export function recentMails(db: Kysely<any>, limit = 100): Promise<MailRow[]> {
  return (db as Kysely<MailTables>)
    .selectFrom('mails')
    .selectAll()
    .orderBy('createdAt', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute()
}

/** Once by its id as far as this side can tell; a mail that was taken without our knowing may come twice. */
export async function deliver(ctx: OpenContext, mail: Mail): Promise<void> {
  if (await isSent(ctx, mail)) return
  const { id, to, subject, text, html } = mail
  const client = ctx.client(mailer)
  try {
    await client.send({ id, to, subject, text, html })
  } catch (error) {
    await setState(ctx, id, { state: 'failed' })
    throw error
  }
  const gone = client.leaves ? { text: '', html: '' } : {}
  await setState(ctx, id, { state: 'sent', sentAt: ctx.now(), ...gone })
}

function isSent(ctx: OpenContext, mail: Mail): Promise<boolean> {
  const workspaceId = ctx.workspace.id === 'registry' ? null : ctx.workspace.id
  return ctx.registry(async ({ db, dialect, now }: Registry) => {
    const row = { ...mail, state: 'queued' as const, createdAt: now(), sentAt: null, workspaceId }
    if (await insertIgnore(db, dialect, 'mails', row)) return false
    const known = await db
      .selectFrom('mails')
      .select('state')
      .where('id', '=', mail.id)
      .executeTakeFirstOrThrow()
    return known.state === 'sent'
  })
}

function setState(ctx: OpenContext, id: string, change: Partial<MailRow>): Promise<void> {
  return ctx.registry(async ({ db }: Registry) => {
    await db.updateTable('mails').set(change).where('id', '=', id).execute()
  })
}

export async function forgetOldMails(ctx: OpenContext): Promise<void> {
  await ctx.registry(async ({ db, now }: Registry) => {
    const before = new Date(now().getTime() - KEPT_DAYS * DAY)
    await db.deleteFrom('mails').where('createdAt', '<', before).execute()
  })
}

/** What was written to somebody, for their export. */
export const mailsTo = (db: Kysely<any>, addresses: readonly string[]) =>
  (db as Kysely<MailTables>)
    .selectFrom('mails')
    .select(['subject', 'text', 'createdAt', 'sentAt'])
    .where('to', 'in', addresses)
    .orderBy('createdAt')
    .execute()

export async function forgetMailsTo(db: Kysely<any>, addresses: readonly string[]): Promise<void> {
  await (db as Kysely<MailTables>).deleteFrom('mails').where('to', 'in', addresses).execute()
}
