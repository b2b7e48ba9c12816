/** Ending mails by the link in one of them. */
import { installation } from '#core/identity/contract.ts'
import { NotFound } from '#kernel/contract.ts'
import { upsert } from '#kernel/data/write.ts'
import type { Context, OpenContext } from '#kernel/module.ts'
import { noticeVoice } from '../contract.ts'
import { choicesOf } from '../mailing/wishes.ts'
import { kindsHere } from '../preferences/preferences.ts'
import type { NoticeTables } from '../tables.ts'
import { readToken } from './links.ts'

type Ctx = Context<NoticeTables>
type Link = { token: string }

function ownerOf(open: OpenContext, { token }: Link) {
  const { secrets } = open.client(installation)
  const found = readToken(token, open.workspace.id, secrets)
  if (!found) throw NotFound()
  return found
}

export async function byPost(open: OpenContext, link: Link): Promise<{ done: true }> {
  const { memberId, mailId } = ownerOf(open, link)
  await open.transact(async (ctx: Ctx) => {
    const groups = await groupsOf(ctx, mailId)
    for (const group of groups) await turn(ctx, memberId, group, false)
  })
  return { done: true }
}

export function toPage(open: OpenContext, link: Link) {
  ownerOf(open, link)
  const { publicUrl } = open.client(installation)
  const location = `${publicUrl}/unsubscribe/${open.workspace.slug}?token=${link.token}`
  open.answer.status = 303
  open.answer.headers = { location, 'cache-control': 'no-store' }
  return { location }
}

export async function read(open: OpenContext, { token, locale }: Link & { locale: string }) {
  const { memberId, mailId } = ownerOf(open, { token })
  const voice = open.client(noticeVoice)
  const { here, chosen } = await open.transact(async (ctx: Ctx) => ({
    here: await groupsOf(ctx, mailId),
    chosen: await choicesOf(ctx, memberId),
  }))
  const groups = optional(open).map((group) => ({
    group,
    text: voice.say(locale, group) ?? group,
    isOn: chosen.get(group)?.mail !== 'never',
    isHere: here.has(group),
  }))
  return { house: open.workspace.name, groups }
}

export async function save(open: OpenContext, { token, off }: Link & { off: readonly string[] }) {
  const { memberId } = ownerOf(open, { token })
  await open.transact(async (ctx: Ctx) => {
    for (const group of optional(ctx)) await turn(ctx, memberId, group, !off.includes(group))
  })
  return { done: true as const }
}

/** The groups of which something can be switched off. */
const optional = (ctx: Pick<Ctx, 'parts' | 'workspace'>) => [
  ...new Set(kindsHere(ctx).flatMap((it) => (it.legal ? [] : [it.group]))),
]

/** What a mail spoke of; everything, once it is too long ago to be known. */
async function groupsOf(ctx: Ctx, mailId: string): Promise<Set<string>> {
  const rows = await ctx.db
    .selectFrom('notices')
    .select('notice')
    .distinct()
    .where('mailId', '=', mailId)
    .execute()
  const names = new Set(rows.map((it) => it.notice))
  const kinds = kindsHere(ctx).filter((it) => !it.legal)
  const spoken = kinds.filter((it) => names.size === 0 || names.has(it.name))
  return new Set(spoken.map((it) => it.group))
}

/** Back on is as before: what was chosen other than «never» stays. */
async function turn(ctx: Ctx, memberId: string, group: string, isOn: boolean): Promise<void> {
  const { db, dialect } = ctx
  if (!isOn) {
    const row = { memberId, group, mail: 'never' as const }
    await upsert(db, dialect, 'noticeChoices', row, ['memberId', 'group'])
    return
  }
  await db
    .updateTable('noticeChoices')
    .set({ mail: null })
    .where('memberId', '=', memberId)
    .where('group', '=', group)
    .where('mail', '=', 'never')
    .execute()
}
