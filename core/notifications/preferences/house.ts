/** What the workspace settles for the people of its roles who have not chosen: event × role × channel, and its quiet hours. */
import type * as z from 'zod/mini'
import { NotFound } from '#kernel/contract.ts'
import { upsert } from '#kernel/data/write.ts'
import { type Context, type OpenContext, platformRoles } from '#kernel/module.ts'
import { noticeVoice } from '../contract.ts'
import { houseOf } from '../mailing/wishes.ts'
import type { NoticeTables } from '../tables.ts'
import type { settleQuiet, settleRules } from './contract.ts'
import { kindsHere } from './preferences.ts'

type Ctx = Context<NoticeTables>
const ID = 'house'

const roleWords = new Map<string, string>([
  ['owner', 'role.owner'],
  ['admin', 'role.admin'],
  ['staff', 'role.staff'],
  ['member', 'role.member'],
  ['viewer', 'role.viewer'],
])

/** The platform's, and those of the modules that are on. */
function rolesHere({ parts, workspace }: Pick<Ctx, 'parts' | 'workspace'>): string[] {
  const on = parts.filter((it) => it.layer === 'core' || workspace.modules.includes(it.name))
  return [...new Set([...platformRoles, ...on.flatMap((it) => Object.keys(it.roles))])]
}

export async function read(open: OpenContext, { locale }: { locale: string }) {
  const { rules, house } = await open.transact(async (ctx: Ctx) => ({
    rules: await ctx.db.selectFrom('noticeRules').selectAll().execute(),
    house: await houseOf(ctx),
  }))
  const voice = open.client(noticeVoice)
  const say = (key: string) => voice.say(locale, key) ?? key
  const kinds = kindsHere(open).map(({ name, group, words, mail, legal }) => {
    const text = say(words.label)
    return { notice: name, group: say(group), text, mail, isLegal: legal }
  })
  const roles = rolesHere(open).map((role) => {
    const key = roleWords.get(role)
    return { role, text: key ? say(key) : '' }
  })
  return { kinds, roles, rules, house }
}

export async function settle(ctx: Ctx, input: z.output<(typeof settleRules)['input']>) {
  const { db, dialect, audit } = ctx
  const { role, rules } = input
  const optional = new Set(kindsHere(ctx).flatMap((it) => (it.legal ? [] : [it.name])))
  if (!rolesHere(ctx).includes(role) || rules.some((it) => !optional.has(it.notice)))
    throw NotFound()
  for (const { notice, mail } of rules) {
    const rule = { notice, role }
    if (mail) await upsert(db, dialect, 'noticeRules', { ...rule, mail }, ['notice', 'role'])
    else
      await db
        .deleteFrom('noticeRules')
        .where('notice', '=', notice)
        .where('role', '=', role)
        .execute()
  }
  await audit('notifications.rules-settled', role, { rules: rules.length })
  return { done: true as const }
}

export async function settleHours(ctx: Ctx, input: z.output<(typeof settleQuiet)['input']>) {
  const { db, dialect, now, audit } = ctx
  const { isOn, from = null, to = null, weekend } = input
  const hours = isOn ? { quietFrom: from, quietTo: to } : { quietFrom: null, quietTo: null }
  const row = { id: ID, ...hours, quietWeekend: weekend, changedAt: now() }
  await upsert(db, dialect, 'noticeHouse', row, ['id'])
  await audit('notifications.quiet-settled', ID, { from: hours.quietFrom, to: hours.quietTo })
  return { done: true as const }
}
