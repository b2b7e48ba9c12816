import type { Kysely } from 'kysely'
import { insertIgnore, upsert } from '#kernel/data/write.ts'
import { newId } from '#kernel/ids.ts'
import type { Context, JobRun, OpenContext } from '#kernel/module.ts'
import { DAY } from '#kernel/time.ts'
import { addressRefused, type Mail, MailRefused, mailer, mailQueued } from './contract.ts'
import type { MailRow, MailTables } from './tables.ts'

type Registry = Context<MailTables>
const KEPT_DAYS = 90
const REASON_LENGTH = 500

/**
 * Writes a mail with the acting transaction; a job sends it after the commit. A job that may be run again gives its own id:
 * the mail is then the same one, and leaves once.
 */
export async function queueMail(
  { emit }: Context,
  mail: Omit<Mail, 'id'> & { id?: string },
): Promise<void> {
  await emit(mailQueued, { id: newId(), ...mail })
}

/** The last mails, newest first. */
export function recentMails(
  db: Kysely<any>,
  limit = 100,
  to?: readonly string[],
): Promise<MailRow[]> {
  return (db as Kysely<MailTables>)
    .selectFrom('mails')
    .selectAll()
    .$if(to !== undefined, (query) => query.where('to', 'in', [...to!]))
    .orderBy('createdAt', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute()
}

/** Once by its id as far as this side can tell; a mail that was taken without our knowing may come twice. */
export async function deliver(ctx: OpenContext, mail: Mail, { jobId, attempt }: JobRun) {
  if (await isOver(ctx, mail, jobId)) return
  const { locale: _, ...letter } = mail
  const client = ctx.client(mailer)
  try {
    await client.send(letter)
  } catch (error) {
    const reason = (error instanceof Error ? error.message : String(error)).slice(0, REASON_LENGTH)
    const tried = { reason, attempts: attempt }
    if (!(error instanceof MailRefused)) {
      await setState(ctx, mail.id, { state: 'failed', ...tried })
      throw error
    }
    await setState(ctx, mail.id, { state: 'refused', ...tried })
    if (error.isAddress) await noteRefusal(ctx, mail.to, reason)
    return
  }
  const gone = client.leaves ? { text: '', html: '' } : {}
  const sent = { state: 'sent' as const, sentAt: ctx.now(), reason: null, attempts: attempt }
  await setState(ctx, mail.id, { ...sent, ...gone })
  await ctx.registry(({ db }: Registry) => forgetRefusal(db, mail.to))
}

/** Sent already, or refused for good by an attempt whose end was not heard of. */
function isOver(ctx: OpenContext, mail: Mail, jobId: string): Promise<boolean> {
  const workspaceId = ctx.workspace.id === 'registry' ? null : ctx.workspace.id
  const { id, to, locale, subject, text, html } = mail
  return ctx.registry(async ({ db, dialect, now }: Registry) => {
    const words = { id, to, locale, subject, text, html }
    const still = { state: 'queued' as const, attempts: 0, reason: null, sentAt: null }
    const row = { ...words, ...still, jobId, createdAt: now(), workspaceId }
    if (await insertIgnore(db, dialect, 'mails', row)) return false
    const known = await db
      .selectFrom('mails')
      .select('state')
      .where('id', '=', id)
      .executeTakeFirstOrThrow()
    return known.state === 'sent' || known.state === 'refused'
  })
}

function setState(ctx: OpenContext, id: string, change: Partial<MailRow>): Promise<void> {
  return ctx.registry(async ({ db }: Registry) => {
    await db.updateTable('mails').set(change).where('id', '=', id).execute()
  })
}

// ── addresses that nobody reads ─────────────────────────────────────────────────────────────────

/** Told once, until a mail has arrived there again. */
async function noteRefusal(ctx: OpenContext, to: string, reason: string): Promise<void> {
  const address = comparable(to)
  await ctx.registry(async (registry: Registry) => {
    const { db, dialect, now } = registry
    const row = { address, since: now(), reason }
    if (await insertIgnore(db, dialect, 'mailAddresses', row))
      await registry.emit(addressRefused, { address, reason })
    else await upsert(db, dialect, 'mailAddresses', { address, reason, since: now() }, ['address'])
  })
}

/** The address was changed, or its owner says that it works: the next mail will show. */
export async function forgetRefusal(db: Kysely<any>, address: string): Promise<void> {
  await (db as Kysely<MailTables>)
    .deleteFrom('mailAddresses')
    .where('address', '=', comparable(address))
    .execute()
}

/** Those of these addresses that a server has refused. */
export async function refusedAmong(
  db: Kysely<any>,
  addresses: readonly string[],
): Promise<ReadonlySet<string>> {
  if (addresses.length === 0) return new Set()
  const wanted = new Map(addresses.map((it) => [comparable(it), it]))
  const rows = await (db as Kysely<MailTables>)
    .selectFrom('mailAddresses')
    .select('address')
    .where('address', 'in', [...wanted.keys()])
    .execute()
  return new Set(rows.map((it) => wanted.get(it.address)!))
}

const comparable = (address: string) => address.trim().normalize('NFC').toLowerCase()

// ── forgetting ──────────────────────────────────────────────────────────────────────────────────

export async function forgetOldMails(ctx: OpenContext): Promise<void> {
  await ctx.registry(async ({ db, now }: Registry) => {
    const before = new Date(now().getTime() - KEPT_DAYS * DAY)
    await db.deleteFrom('mails').where('createdAt', '<', before).execute()
  })
}

/** A workspace is erased: what was written in its name goes with it. */
export async function forgetMailsOf(ctx: OpenContext, workspaceId: string): Promise<void> {
  await ctx.registry(async ({ db }: Registry) => {
    await db.deleteFrom('mails').where('workspaceId', '=', workspaceId).execute()
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
  for (const address of addresses) await forgetRefusal(db, address)
}
