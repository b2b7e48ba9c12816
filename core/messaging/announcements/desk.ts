/** Writing an announcement and putting it on its way: drafts, the head's word, moments, corrections, reminders. */
import type * as z from 'zod/mini'
import { notify, withdrawAbout } from '#core/notifications/api.ts'
import { wallTime } from '#core/calendar/contract.ts'
import { activeMembers, memberNames } from '#core/workspaces/api.ts'
import { Forbidden, NotFound, WrongState } from '#kernel/contract.ts'
import { insertIgnore } from '#kernel/data/write.ts'
import { newId } from '#kernel/ids.ts'
import type { MoveOf } from '#kernel/machine.ts'
import type { OpenContext } from '#kernel/module.ts'
import { languageOf } from '#kernel/text.ts'
import { DAY, MINUTE } from '#kernel/time.ts'
import { move } from '#kernel/transition.ts'
import * as contract from './contract.ts'
import * as notices from './notices.ts'
import { setFiles } from './files.ts'
import {
  announcementMachine,
  type Audience,
  isAddressed,
  languageFor,
  leavesAt,
  quietAt,
} from './rules.ts'
import { send } from './sending.ts'
import { quietOf, rulesOf } from './settings.ts'
import type { AnnouncementRow } from './tables.ts'
import { type Ctx, findWritten, isHead, lockWritten, show, standsAs, today } from './written.ts'

type One = { announcementId: string }
const FURTHEST_DAYS = 366

// ── drafts ──────────────────────────────────────────────────────────────────────────────────────

export async function draft(
  ctx: Ctx,
  { id = newId(), fileIds, ...wishes }: z.output<typeof contract.Draft>,
) {
  const row: AnnouncementRow = {
    id,
    authorId: ctx.actor.id,
    state: 'draft',
    ...checked(ctx, wishes),
    sendsAt: null,
    sentAt: null,
    refusal: null,
    decidedBy: null,
    version: 1,
    correctsId: null,
    correctedById: null,
    remindedOn: null,
    createdAt: ctx.now(),
    changedAt: ctx.now(),
  }
  // An id that is taken is somebody's announcement, and nobody learns whose.
  if (!(await insertIgnore(ctx.db, ctx.dialect, 'announcements', row))) throw NotFound()
  await setFiles(ctx, id, fileIds)
  return show(ctx, row)
}

type Wishes = Omit<z.output<typeof contract.Draft>, 'id' | 'fileIds'>

/** What may be wished for: urgency by who has it, moments to come. */
function checked(ctx: Ctx, { audience, texts, urgent, asksUnderstood, wishedAt }: Wishes) {
  if (urgent) requireUrgent(ctx)
  const at = wishedAt ? new Date(wishedAt) : null
  if (at && Math.abs(at.getTime() - ctx.now().getTime()) > FURTHEST_DAYS * DAY)
    throw contract.OddMoment()
  const named = Object.entries(texts).filter(([, it]) => it !== undefined)
  return { audience, texts: Object.fromEntries(named), urgent, asksUnderstood, wishedAt: at }
}

function requireUrgent({ actor }: Ctx): void {
  if (!actor.permissions.has('announcements.urgent'))
    throw Forbidden({ needs: 'announcements.urgent' })
}

/** Only a draft changes: what waits or is scheduled is taken back first. */
export async function change(ctx: Ctx, asked: z.output<typeof contract.DraftChange>) {
  const { announcementId, fileIds, ...wishes } = asked
  const row = await lockWritten(ctx, announcementId)
  if (row.state !== 'draft') refuseMove(ctx, row)
  const set = { ...checked(ctx, wishes), changedAt: ctx.now() }
  await ctx.db.updateTable('announcements').set(set).where('id', '=', announcementId).execute()
  await setFiles(ctx, announcementId, fileIds)
  return show(ctx, { ...row, ...set })
}

function refuseMove(ctx: Ctx, row: AnnouncementRow): never {
  const { state } = row
  throw WrongState({ state, allowed: announcementMachine.allowed(state, standsAs(ctx, row)) })
}

// ── on its way ──────────────────────────────────────────────────────────────────────────────────

/** To the head where the workspace wants it; who is the head, and what is urgent, waits for nobody. */
export async function submit(ctx: Ctx, { announcementId }: One) {
  const row = await findWritten(ctx, announcementId)
  const { needsApproval } = await rulesOf(ctx)
  if (row.urgent) requireUrgent(ctx)
  if (!needsApproval || isHead(ctx) || row.urgent) return schedule(ctx, row, 'schedule')
  await requireSomebody(ctx, row.audience, row.authorId)
  await step(ctx, row, 'submit')
  await askHeads(ctx, row)
  return readAgain(ctx, announcementId)
}

export async function approve(ctx: Ctx, { announcementId }: One) {
  const row = await findWritten(ctx, announcementId)
  if (row.urgent) requireUrgent(ctx)
  return schedule(ctx, row, 'approve')
}

async function schedule(ctx: Ctx, row: AnnouncementRow, name: 'schedule' | 'approve') {
  await requireSomebody(ctx, row.audience, row.authorId)
  const sendsAt = await momentFor(ctx, row)
  const by = name === 'approve' ? 'head' : standsAs(ctx, row)
  await step(ctx, row, name, { sendsAt, refusal: null }, by)
  await withdrawAbout(ctx, askedAbout(row.id))
  await ctx.audit('announcements.scheduled', row.id, {
    urgent: row.urgent,
    sendsAt: sendsAt.toISOString(),
  })
  if (sendsAt <= ctx.now()) await send(ctx, { announcementId: row.id })
  return readAgain(ctx, row.id)
}

type Wish = Pick<AnnouncementRow, 'urgent' | 'wishedAt'>

/** Urgent: now. Else the first moment from the wished one on at which nothing is quiet. */
async function momentFor(ctx: Ctx, { urgent, wishedAt }: Wish): Promise<Date> {
  const now = ctx.now()
  if (urgent) return now
  const { rules, days } = await quietOf(ctx)
  return leavesAt(rules, days, wishedAt && wishedAt > now ? wishedAt : now)
}

async function addressed(ctx: Ctx, audience: Audience, authorId: string | null): Promise<number> {
  const all = await activeMembers(ctx)
  return all.filter((it) => it.id !== authorId && isAddressed(audience, it.roles)).length
}

async function requireSomebody(ctx: Ctx, audience: Audience, authorId: string | null) {
  if ((await addressed(ctx, audience, authorId)) === 0) throw contract.NobodyAddressed()
}

export async function refuse(ctx: Ctx, { announcementId, reason }: One & { reason: string }) {
  const row = await findWritten(ctx, announcementId)
  await step(ctx, row, 'refuse', { refusal: reason, decidedBy: ctx.actor.id }, 'head')
  await withdrawAbout(ctx, askedAbout(announcementId))
  const [name] = (await memberNames(ctx, [ctx.actor.id])).values()
  await notify(ctx, {
    notice: notices.approvalRefused,
    to: [row.authorId],
    except: ctx.actor.id,
    key: `${announcementId} ${ctx.now().toISOString()}`,
    facts: { title: titleOf(ctx, row), author: name ?? ctx.workspace.name, reason },
    path: `/announcements/written/${announcementId}`,
  })
  await ctx.audit('announcements.refused', announcementId)
  return readAgain(ctx, announcementId)
}

/** A draft again; what has left does not come back. */
export async function takeBack(ctx: Ctx, { announcementId }: One) {
  const row = await findWritten(ctx, announcementId)
  await step(ctx, row, 'takeBack', { sendsAt: null })
  await withdrawAbout(ctx, askedAbout(announcementId))
  return readAgain(ctx, announcementId)
}

export async function cancel(ctx: Ctx, { announcementId }: One) {
  const row = await findWritten(ctx, announcementId)
  // What it would have put right may be put right by another one.
  await step(ctx, row, 'cancel', { sendsAt: null, correctsId: null })
  await withdrawAbout(ctx, askedAbout(announcementId))
  await ctx.audit('announcements.cancelled', announcementId)
  return readAgain(ctx, announcementId)
}

type Move = MoveOf<typeof announcementMachine>

const step = (
  ctx: Ctx,
  row: AnnouncementRow,
  name: Move,
  set: Partial<AnnouncementRow> = {},
  by: 'author' | 'head' = standsAs(ctx, row),
) =>
  move(ctx, 'announcements', row.id, announcementMachine, name, {
    by,
    set: { ...set, changedAt: ctx.now() },
  })

const readAgain = async (ctx: Ctx, id: string) => show(ctx, await lockWritten(ctx, id))

// ── the head ────────────────────────────────────────────────────────────────────────────────────

const askedAbout = (announcementId: string) => `announcement-desk/${announcementId}`
const heads = ['owner', 'admin']

async function askHeads(ctx: Ctx, row: AnnouncementRow): Promise<void> {
  const members = await activeMembers(ctx)
  const author = members.find((it) => it.id === row.authorId)?.name ?? ctx.workspace.name
  await notify(ctx, {
    notice: notices.approvalAsked,
    to: members.filter((it) => it.roles.some((role) => heads.includes(role))).map((it) => it.id),
    except: ctx.actor.id,
    key: `${row.id} ${ctx.now().toISOString()}`,
    about: askedAbout(row.id),
    facts: { title: titleOf(ctx, row), author },
    path: `/announcements/written/${row.id}`,
  })
}

/** In the house's language: for those who work in it. */
function titleOf({ workspace }: Ctx, { texts }: Pick<AnnouncementRow, 'texts'>): string {
  const house = languageOf(workspace.locale)
  return texts[languageFor(texts, house, house)]!.title
}

// ── after it has left ───────────────────────────────────────────────────────────────────────────

/** A new draft in its place; of two who correct at once, one does: the index lets one in. */
export async function correct(ctx: Ctx, { announcementId }: One) {
  const old = await lockWritten(ctx, announcementId)
  if (old.state !== 'sent') refuseMove(ctx, old)
  if (old.correctedById) throw contract.AlreadyCorrected()
  const { audience, texts, urgent, asksUnderstood, version } = old
  const row: AnnouncementRow = {
    id: newId(),
    authorId: ctx.actor.id,
    state: 'draft',
    ...{ audience, texts, asksUnderstood },
    urgent: urgent && ctx.actor.permissions.has('announcements.urgent'),
    version: version + 1,
    correctsId: announcementId,
    correctedById: null,
    ...{ wishedAt: null, sendsAt: null, sentAt: null, refusal: null, decidedBy: null },
    remindedOn: null,
    createdAt: ctx.now(),
    changedAt: ctx.now(),
  }
  if (!(await insertIgnore(ctx.db, ctx.dialect, 'announcements', row)))
    throw contract.AlreadyCorrected()
  return show(ctx, row)
}

/** The day is part of the UPDATE: two who remind at once send one reminder. */
export async function remind(ctx: Ctx, { announcementId }: One) {
  const row = await findWritten(ctx, announcementId)
  if (row.state !== 'sent' || row.correctedById) refuseMove(ctx, row)
  const day = today(ctx)
  const { numUpdatedRows } = await ctx.db
    .updateTable('announcements')
    .set({ remindedOn: day })
    .where('id', '=', announcementId)
    .where(({ or, eb }) => or([eb('remindedOn', 'is', null), eb('remindedOn', '<', day)]))
    .executeTakeFirst()
  if (numUpdatedRows === 0n) throw contract.RemindedToday()
  await ctx.emit(contract.announcementReminded, { announcementId, day, after: null })
  await ctx.audit('announcements.reminded', announcementId)
  return readAgain(ctx, announcementId)
}

// ── beforehand ──────────────────────────────────────────────────────────────────────────────────

type Asked = z.output<(typeof contract.foreseeAnnouncement)['input']>

export async function foresee(open: OpenContext, { audience, urgent, wishedAt }: Asked) {
  const smsProvider = open.client(contract.texter)?.name ?? null
  return open.transact(async (ctx: Ctx) => {
    const now = ctx.now()
    const wish = wishedAt ? new Date(wishedAt) : null
    const from = wish && wish > now ? wish : now
    const { rules, days } = await quietOf(ctx)
    const at = urgent ? now : leavesAt(rules, days, from)
    const { day, time } = wallTime(at, days.timeZone)
    const daysAway = Math.round((Date.parse(day) - Date.parse(today(ctx))) / DAY)
    const { lately } = await ctx.db
      .selectFrom('announcements')
      .select(({ fn }) => fn.countAll<number | string | bigint>().as('lately'))
      .where('urgent', '=', true)
      .where('sentAt', '>', new Date(now.getTime() - 30 * DAY))
      .executeTakeFirstOrThrow()
    return {
      leavesAt: at,
      isNow: at.getTime() - now.getTime() < MINUTE,
      ...{ day, time, daysAway, smsProvider },
      quiet: urgent ? null : quietAt(rules, days, from),
      needsApproval: rules.needsApproval && !isHead(ctx) && !urgent,
      recipients: await addressed(ctx, audience, ctx.actor.id),
      mayBeUrgent: ctx.actor.permissions.has('announcements.urgent'),
      urgentLately: Number(lately),
    }
  })
}
