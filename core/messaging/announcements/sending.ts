/**
 * How it goes out: at its moment the recipients are fixed in one transaction, then they are told a hundred at a time.
 * Each batch leaves with its own transaction and asks for the next one, so what stops goes on where it stopped.
 */
import { installation } from '#core/identity/contract.ts'
import { accountById, localesOf } from '#core/identity/api.ts'
import { wordsOf } from '#core/mail/api.ts'
import { notify } from '#core/notifications/api.ts'
import { activeAmong, activeMembers, type KnownMember, memberNames } from '#core/workspaces/api.ts'
import type { Notice } from '#kernel/contract.ts'
import { newId } from '#kernel/ids.ts'
import { OutcomeUnknown } from '#kernel/jobs.ts'
import type { Context, JobRun, OpenContext } from '#kernel/module.ts'
import { languageOf, languages } from '#kernel/text.ts'
import * as contract from './contract.ts'
import * as notices from './notices.ts'
import en from './locales/en.ts'
import fr from './locales/fr.ts'
import nl from './locales/nl.ts'
import { aboutOf, excerptOf } from './received.ts'
import { announcementMachine, isAddressed, languageFor } from './rules.ts'
import type { AnnouncementRow, AnnouncementTables, RecipientRow } from './tables.ts'

type Ctx = Context<AnnouncementTables>
type About = { announcementId: string }
const words = wordsOf<typeof fr>({ fr, nl, en })

const BATCH = 100
const ROWS_AT_ONCE = 200
const DUE_AT_ONCE = 50
const SMS_AT_ONCE = 50
/** Then a message counts as failed. */
export const SMS_ATTEMPTS = 5

/** Every minute: what is due, and what a stopped process left. */
export async function sendDue(open: OpenContext): Promise<void> {
  const due = await open.transact(({ db, now }: Ctx) =>
    db
      .selectFrom('announcements')
      .select('id')
      .where('state', '=', 'scheduled')
      .where('sendsAt', '<=', now())
      .orderBy('sendsAt')
      .limit(DUE_AT_ONCE)
      .execute(),
  )
  for (const { id } of due) await open.transact((ctx: Ctx) => send(ctx, { announcementId: id }))
}

/** The state and the moment are part of the UPDATE: of two jobs one sends, and what was taken back stays. */
export async function send(ctx: Ctx, { announcementId }: About): Promise<void> {
  const { db, now } = ctx
  const { from, to } = announcementMachine.moves.send
  const { numUpdatedRows } = await db
    .updateTable('announcements')
    .set({ state: to, sentAt: now(), changedAt: now() })
    .where('id', '=', announcementId)
    .where('state', 'in', [...from])
    .where('sendsAt', '<=', now())
    .executeTakeFirst()
  if (numUpdatedRows === 0n) return
  const row = await rowOf(ctx, announcementId)
  const members = await activeMembers(ctx)
  const wanted = members.filter(
    (it) => it.id !== row.authorId && isAddressed(row.audience, it.roles),
  )
  for (let i = 0; i < wanted.length; i += ROWS_AT_ONCE) {
    const rows = wanted.slice(i, i + ROWS_AT_ONCE).map((it) => newRecipient(ctx, row, it))
    await db.insertInto('announcementRecipients').values(rows).execute()
  }
  if (row.correctsId)
    await db
      .updateTable('announcements')
      .set({ correctedById: row.id })
      .where('id', '=', row.correctsId)
      .execute()
  await ctx.emit(contract.announcementLeaves, { announcementId })
  if (row.urgent) await ctx.emit(contract.announcementTexted, { announcementId })
  const { urgent, version } = row
  await ctx.audit('announcements.sent', row.id, { recipients: wanted.length, urgent, version })
}

const newRecipient = (
  { now }: Ctx,
  { id: announcementId, urgent }: AnnouncementRow,
  { id: memberId }: KnownMember,
): RecipientRow => ({
  id: newId(),
  announcementId,
  memberId,
  sentAt: now(),
  deliveredAt: null,
  readAt: null,
  understoodAt: null,
  sms: urgent ? 'waiting' : 'none',
})

const rowOf = ({ db }: Ctx, id: string): Promise<AnnouncementRow> =>
  db.selectFrom('announcements').selectAll().where('id', '=', id).executeTakeFirstOrThrow()

/** The next hundred are told; who has left the workspace meanwhile is no recipient. */
export async function deliver(open: OpenContext, { announcementId }: About): Promise<void> {
  const { row, people, gone } = await open.transact(async (ctx: Ctx) => {
    const rows = await ctx.db
      .selectFrom('announcementRecipients')
      .select(['id', 'memberId'])
      .where('announcementId', '=', announcementId)
      .where('deliveredAt', 'is', null)
      .orderBy('id')
      .limit(BATCH)
      .execute()
    const members = await activeAmong(
      ctx,
      rows.map((it) => it.memberId),
    )
    const here = new Set(members.map((it) => it.id))
    const gone = rows.filter((it) => !here.has(it.memberId)).map((it) => it.id)
    return { row: await rowOf(ctx, announcementId), people: members, gone }
  })
  if (people.length + gone.length === 0) return
  const locales = await localesFor(open, people)
  await open.transact(async (ctx: Ctx) => {
    const kind = row.urgent
      ? notices.urgentSent
      : row.correctsId
        ? notices.correctionSent
        : notices.announcementSent
    await tell(ctx, { row, people, locales, kind, key: row.id })
    const told = people.map((it) => it.id)
    if (told.length > 0)
      await ctx.db
        .updateTable('announcementRecipients')
        .set({ deliveredAt: ctx.now() })
        .where('announcementId', '=', announcementId)
        .where('memberId', 'in', told)
        .where('deliveredAt', 'is', null)
        .execute()
    if (gone.length > 0)
      await ctx.db.deleteFrom('announcementRecipients').where('id', 'in', gone).execute()
    if (people.length + gone.length === BATCH)
      await ctx.emit(contract.announcementLeaves, { announcementId })
  })
}

type Telling = {
  row: AnnouncementRow
  people: readonly KnownMember[]
  locales: ReadonlyMap<string, string>
  kind: Notice<{ title: string; author: string }>
  key: string
}

/** Each in the language the announcement has for them. */
async function tell(ctx: Ctx, { row, people, locales, kind, key }: Telling): Promise<void> {
  const house = languageOf(ctx.workspace.locale)
  const [name] = (await memberNames(ctx, row.authorId ? [row.authorId] : [])).values()
  const languageHere = (it: KnownMember) =>
    languageFor(row.texts, languageOf(locales.get(it.accountId) ?? ctx.workspace.locale), house)
  for (const language of languages) {
    const to = people.filter((it) => languageHere(it) === language).map((it) => it.id)
    if (to.length === 0) continue
    const { title } = row.texts[language]!
    await notify(ctx, {
      notice: kind,
      to,
      key,
      about: aboutOf(row.id),
      facts: { title, author: name ?? ctx.workspace.name },
      path: `/announcements/${row.id}`,
    })
  }
}

const localesFor = (open: OpenContext, people: readonly KnownMember[]) =>
  open.registry(({ db }: Context) =>
    localesOf(
      db,
      people.map((it) => it.accountId),
    ),
  )

type Reminder = About & { day: string; after: string | null }

/** Those who have something left to do, a hundred at a time. */
export async function sendReminders(
  open: OpenContext,
  { announcementId, day, after }: Reminder,
): Promise<void> {
  const { row, people, last } = await open.transact(async (ctx: Ctx) => {
    const row = await rowOf(ctx, announcementId)
    let query = ctx.db
      .selectFrom('announcementRecipients')
      .select(['id', 'memberId'])
      .where('announcementId', '=', announcementId)
      .where(row.asksUnderstood ? 'understoodAt' : 'readAt', 'is', null)
    if (after) query = query.where('id', '>', after)
    const rows = await query.orderBy('id').limit(BATCH).execute()
    const people = await activeAmong(
      ctx,
      rows.map((it) => it.memberId),
    )
    return { row, people, last: rows.length === BATCH ? rows.at(-1)!.id : null }
  })
  if (row.correctedById) return
  const locales = await localesFor(open, people)
  await open.transact(async (ctx: Ctx) => {
    const key = `${row.id} ${day}`
    await tell(ctx, { row, people, locales, kind: notices.readingReminder, key })
    if (last) await ctx.emit(contract.announcementReminded, { announcementId, day, after: last })
  })
}

// ── telephones ──────────────────────────────────────────────────────────────────────────────────

/** Without a provider nothing is sent, and the page says so. Each message has one id, asked for before it goes again. */
export async function sendTexts(
  open: OpenContext,
  { announcementId }: About,
  run: JobRun,
): Promise<void> {
  const provider = open.client(contract.texter)
  const { row, waiting } = await open.transact(async (ctx: Ctx) => ({
    row: await rowOf(ctx, announcementId),
    waiting: await ctx.db
      .selectFrom('announcementRecipients')
      .select(['id', 'memberId'])
      .where('announcementId', '=', announcementId)
      .where('sms', '=', 'waiting')
      .orderBy('id')
      .limit(SMS_AT_ONCE)
      .execute(),
  }))
  if (waiting.length === 0) return
  const settle = (ids: readonly string[], sms: RecipientRow['sms']) =>
    open.transact(({ db }: Ctx) =>
      db.updateTable('announcementRecipients').set({ sms }).where('id', 'in', ids).execute(),
    )
  const numbers = provider ? await numbersOf(open, waiting) : new Map<string, Telephone>()
  const silent = waiting.filter((it) => !numbers.has(it.id)).map((it) => it.id)
  if (silent.length > 0) await settle(silent, 'none')

  let failed = 0
  for (const [id, { to, locale }] of numbers) {
    const sms = { id, to, text: textFor(open, row, locale) }
    if (await gone(provider!, sms, run)) await settle([id], 'sent')
    else if (run.attempt >= SMS_ATTEMPTS) await settle([id], 'failed')
    else failed++
    if (!(await run.keep())) return
  }
  if (failed > 0) throw new OutcomeUnknown(`${failed} SMS of ${announcementId} were not answered`)
  if (waiting.length === SMS_AT_ONCE)
    await open.transact((ctx: Ctx) => ctx.emit(contract.announcementTexted, { announcementId }))
}

type Sms = Parameters<contract.Texter['send']>[0]

/** A silence is no refusal: after one, the provider is asked whether it has the message. */
async function gone(provider: contract.Texter, sms: Sms, { attempt }: JobRun): Promise<boolean> {
  try {
    if (attempt > 1 && (await provider.has(sms.id))) return true
    await provider.send(sms)
    return true
  } catch {
    return false
  }
}

type Telephone = { to: string; locale: string }

/** Of those who gave one to their account. */
async function numbersOf(
  open: OpenContext,
  rows: readonly Pick<RecipientRow, 'id' | 'memberId'>[],
): Promise<Map<string, Telephone>> {
  const members = await open.transact((ctx: Ctx) =>
    activeAmong(
      ctx,
      rows.map((it) => it.memberId),
    ),
  )
  const accounts = new Map(members.map((it) => [it.id, it.accountId]))
  return open.registry(async ({ db }: Context) => {
    const found = new Map<string, Telephone>()
    for (const { id, memberId } of rows) {
      const accountId = accounts.get(memberId)
      const account = accountId && (await accountById(db, accountId))
      if (account && account.phone) found.set(id, { to: account.phone, locale: account.locale })
    }
    return found
  })
}

/** Two short messages at most. */
const MOST_SMS_CHARS = 300

function textFor(open: OpenContext, row: AnnouncementRow, locale: string): string {
  const { workspace } = open
  const language = languageFor(row.texts, languageOf(locale), languageOf(workspace.locale))
  const { title, body } = row.texts[language]!
  const url = `${open.client(installation).publicUrl}/app/${workspace.slug}/announcements/${row.id}`
  const head = words(locale)('announcements.sms', { house: workspace.name, title })
  const room = MOST_SMS_CHARS - head.length - url.length - 2
  return [head, excerptOf(body).slice(0, Math.max(room, 0)), url].filter(Boolean).join(' ')
}
