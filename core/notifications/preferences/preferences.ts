/** How somebody wants to be told. */
import type * as z from 'zod/mini'
import { forgetRefusal, refusedAmong } from '#core/mail/api.ts'
import { memberOf } from '#core/workspaces/api.ts'
import { NotFound, type Notice, type NoticeMail } from '#kernel/contract.ts'
import { upsert } from '#kernel/data/write.ts'
import type { Context, OpenContext, Part } from '#kernel/module.ts'
import { addressFails, noticeVoice } from '../contract.ts'
import { mailOf, USUAL_READING } from '../mailing/rules.ts'
import { choicesOf, houseOf, rulesOf } from '../mailing/wishes.ts'
import type { NoticeTables } from '../tables.ts'
import type { Group, savePreferences } from './contract.ts'

type Ctx = Context<NoticeTables>

/** The kinds that can happen in this workspace. */
export const kindsHere = ({ parts, workspace }: Pick<Ctx, 'parts' | 'workspace'>): Notice[] =>
  parts
    .filter((it) => isOn(it, workspace.modules))
    .flatMap((it) => it.notices ?? [])
    // That mails do not arrive is nothing to be told by mail.
    .filter((it) => it !== addressFails)

const isOn = ({ layer, name }: Part, modules: readonly string[]) =>
  layer === 'core' || modules.includes(name)

export async function read(open: OpenContext, { locale }: { locale: string }) {
  const { member, chosen, rules, house, reading } = await open.transact(async (ctx: Ctx) => ({
    member: (await memberOf(ctx, ctx.actor.id))!,
    chosen: await choicesOf(ctx, ctx.actor.id),
    rules: await rulesOf(ctx),
    house: await houseOf(ctx),
    reading: await readingOf(ctx, ctx.actor.id),
  }))
  const refused = await open.registry(({ db }: Context) => refusedAmong(db, [member.email]))
  const voice = open.client(noticeVoice)
  const own = kindsHere(open).filter((it) => !it.may || open.actor.permissions.has(it.may))
  const byGroup = Map.groupBy(own, (it) => it.group)
  const usualOf = (kind: Notice): NoticeMail => {
    const roles = rules.get(kind.name)
    const forRoles = member.roles.flatMap((it) => roles?.get(it) ?? [])
    return mailOf(kind, null, forRoles)
  }
  const groups = [...byGroup].map(([group, kinds]): Group => {
    const usual = new Set(kinds.map(usualOf))
    return {
      group,
      text: voice.say(locale, group) ?? group,
      mail: chosen.get(group)?.mail ?? null,
      usual: usual.size === 1 ? [...usual][0]! : null,
      push: chosen.get(group)?.push ?? true,
      isLegal: kinds.every((it) => it.legal),
    }
  })
  return { groups, house, ...reading, email: member.email, isRefused: refused.size > 0 }
}

export async function readingOf({ db }: Ctx, memberId: string) {
  const { memberId: _, ...reading } = (await db
    .selectFrom('noticeReaders')
    .selectAll()
    .where('memberId', '=', memberId)
    .executeTakeFirst()) ?? { memberId, ...USUAL_READING }
  return reading
}

export async function save(ctx: Ctx, input: z.output<(typeof savePreferences)['input']>) {
  const { db, dialect, actor } = ctx
  const { groups = [], hours } = input
  const known = new Set(kindsHere(ctx).map((it) => it.group))
  for (const choice of groups) {
    if (!known.has(choice.group)) throw NotFound()
    const row = { memberId: actor.id, ...choice }
    await upsert(db, dialect, 'noticeChoices', row, ['memberId', 'group'])
  }
  if (hours) {
    const { quietFrom = null, quietTo = null, ...rest } = hours
    const row = { memberId: actor.id, ...rest, quietFrom, quietTo }
    await upsert(db, dialect, 'noticeReaders', row, ['memberId'])
  }
  return { done: true as const }
}

export async function trust(open: OpenContext) {
  const member = await open.transact((ctx: Context) => memberOf(ctx, ctx.actor.id))
  await open.registry(({ db }: Context) => forgetRefusal(db, member!.email))
  return { done: true as const }
}
