/** One member's mail: everything that is due, in one transaction that no second one can repeat. */
import { queueMail } from '#core/mail/api.ts'
import type { KnownMember } from '#core/workspaces/api.ts'
import type { Notice } from '#kernel/contract.ts'
import { insertIgnore } from '#kernel/data/write.ts'
import { newId } from '#kernel/ids.ts'
import type { Context } from '#kernel/module.ts'
import type { NoticeVoice } from '../contract.ts'
import type { NoticeRow, NoticeTables } from '../tables.ts'
import { unsubscribeLinks } from '../unsubscribing/links.ts'
import type { Kinds } from '../words.ts'
import { noticeMail } from './letters.ts'
import {
  ABOUT_MS,
  BUDGET,
  type Circumstances,
  dueAt,
  mailOf,
  type Quiet,
  type Reading,
  USUAL_READING,
} from './rules.ts'
import { choicesOf, type RoleRules } from './wishes.ts'

type Ctx = Context<NoticeTables>

const AT_ONCE = 300

/** What is the same for every member of a round. */
export type Office = {
  voice: NoticeVoice
  kinds: Kinds
  publicUrl: string
  secret: string
  rules: RoleRules
  house: Quiet
}
export type Reader = {
  member: KnownMember
  email: string
  locale: string
  timeZone: string
  /** A server has said that nobody reads this address. */
  isRefused: boolean
}

/** When this member's next mail is due; null when nothing waits. */
export async function gather(ctx: Ctx, office: Office, reader: Reader): Promise<Date | null> {
  const now = ctx.now()
  const reading = await lock(ctx, reader.member.id)
  const waiting = await ctx.db
    .selectFrom('notices')
    .selectAll()
    .where('memberId', '=', reader.member.id)
    .where('mail', '=', 'waiting')
    .orderBy('createdAt')
    .orderBy('id')
    .limit(AT_ONCE)
    .execute()
  const { lastAbout, recent } = await mailedLately(ctx, reader.member.id)
  const chosen = await choicesOf(ctx, reader.member.id)
  const { timeZone, member } = reader
  const { house, rules, kinds } = office

  const lost: string[] = []
  const planned: Planned[] = []
  for (const row of waiting) {
    const kind = kinds.get(row.notice)
    const isOver = row.state !== 'unread' || (row.expiresAt !== null && row.expiresAt <= now)
    const roles = rules.get(row.notice)
    const forRoles = member.roles.flatMap((it) => roles?.get(it) ?? [])
    const mail = kind && mailOf(kind, chosen.get(kind.group)?.mail, forRoles)
    const last = row.about === null ? undefined : lastAbout.get(row.about)
    const circumstances: Circumstances = { reading, house, timeZone, lastAbout: last, recent }
    const due = kind && mail && !isOver ? dueAt(row, kind, mail, circumstances) : null
    if (!due || !kind || reader.isRefused) lost.push(row.id)
    else planned.push({ row, kind, due, isDigest: mail === 'digest', isHeld: last !== undefined })
  }
  await mark(ctx, lost, { mail: 'none' })
  for (const group of due(planned, now)) await write(ctx, office, reader, group)
  const left = planned.filter((it) => !it.isGone).map((it) => it.due)
  if (waiting.length === AT_ONCE) left.push(now)
  return left.length ? new Date(Math.min(...left.map(Number))) : null
}

type Planned = {
  row: NoticeRow
  kind: Notice
  due: Date
  isDigest: boolean
  /** A mail has just spoken of the same thing. */
  isHeld: boolean
  isGone?: boolean
}

/** What leaves now, mail by mail: each legal one alone, and all the rest together. */
function due(planned: readonly Planned[], now: Date): Planned[][] {
  const isDue = (it: Planned) => it.due <= now
  const legal = planned.filter((it) => it.kind.legal && isDue(it)).map((it) => [it])
  const others = planned.filter((it) => !it.kind.legal)
  // One mail leaves, so what would be the next one goes along; a digest waits for its hour.
  const goesAlong = (it: Planned) => isDue(it) || (!it.isDigest && !it.isHeld)
  const together = others.some(isDue) ? others.filter(goesAlong) : []
  return together.length ? [...legal, together] : legal
}

/** The mail's id is written on the notices it speaks of: whoever comes second finds nothing that waits. */
async function write(ctx: Ctx, office: Office, reader: Reader, group: Planned[]): Promise<void> {
  const id = newId()
  const ids = group.map((it) => it.row.id)
  for (const it of group) it.isGone = true
  const isLegal = group.some((it) => it.kind.legal)
  const isDigest = group.every((it) => it.isDigest)
  const { locale, email: to, member } = reader
  const { voice, kinds, publicUrl, secret } = office
  const house = ctx.workspace
  const links = unsubscribeLinks({ publicUrl, secret, house, memberId: member.id, mailId: id })
  const mail = noticeMail(
    group.map((it) => it.row),
    { voice, kinds, locale, timeZone: house.timeZone },
    {
      house,
      publicUrl,
      isDigest,
      ...(isLegal ? {} : { unsubscribe: links }),
    },
  )
  if (!mail) return mark(ctx, ids, { mail: 'none' })
  await mark(ctx, ids, { mail: 'sent', mailId: id, mailedAt: ctx.now() })
  const oneClick = isLegal ? {} : { unsubscribe: links.oneClick }
  await queueMail(ctx, { id, to, locale, ...mail, ...oneClick })
}

/** Two rounds that meet at one member pass one after the other. */
async function lock(ctx: Ctx, memberId: string): Promise<Reading> {
  const { db, dialect } = ctx
  await insertIgnore(db, dialect, 'noticeReaders', { memberId, ...USUAL_READING })
  const row = db.selectFrom('noticeReaders').selectAll().where('memberId', '=', memberId)
  return ctx.locked(row).executeTakeFirstOrThrow()
}

async function mailedLately({ db, now }: Ctx, memberId: string) {
  const at = now().getTime()
  const rows = await db
    .selectFrom('notices')
    .select(['about', 'mailId', 'mailedAt'])
    .where('memberId', '=', memberId)
    .where('mailedAt', '>', new Date(at - BUDGET.withinMs))
    .orderBy('mailedAt')
    .execute()
  const isNear = ({ mailedAt }: (typeof rows)[number]) => at - mailedAt!.getTime() < ABOUT_MS
  const lastAbout = new Map(rows.filter(isNear).map((it) => [it.about, it.mailedAt!]))
  const mails = new Map(rows.map((it) => [it.mailId, it.mailedAt!]))
  return { lastAbout, recent: [...mails.values()] }
}

async function mark({ db }: Ctx, ids: readonly string[], set: Partial<NoticeRow>): Promise<void> {
  if (ids.length === 0) return
  await db.updateTable('notices').set(set).where('id', 'in', ids).execute()
}
