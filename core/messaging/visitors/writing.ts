/** Somebody writes from outside, for the first time or again. */
import type * as z from 'zod/mini'
import { installation } from '#core/identity/contract.ts'
import { notify } from '#core/notifications/api.ts'
import { activeMembers } from '#core/workspaces/api.ts'
import { newId } from '#kernel/ids.ts'
import type { Context, OpenContext } from '#kernel/module.ts'
import type { MessagingTables } from '../tables.ts'
import { describeVisitor, openConversation, postFromVisitor } from '../api.ts'
import * as contract from './contract.ts'
import { normalised, visitorMachine } from './rules.ts'
import { givePass, sessionOf } from './sessions.ts'
import { requireOpen } from './settings.ts'
import { ABOUT } from './taken-up.ts'
import type { VisitorTables } from './tables.ts'

export type Ctx = Context<VisitorTables & MessagingTables>
type Asked = z.output<typeof contract.Writing>

export async function writeAsVisitor(open: OpenContext, asked: Asked) {
  const done = await open.transact((ctx: Ctx) => take(ctx, asked))
  const { conversationId, visitorId, needsCode } = done
  if (needsCode) {
    const address = normalised(asked.email)
    await givePass(open, { address, visitorId, verified: false })
  }
  return { conversationId, needsCode }
}

async function take(ctx: Ctx, { name, email, subject, body, language, website }: Asked) {
  await requireOpen(ctx)
  const { db, now } = ctx
  const address = normalised(email)
  const session = await sessionOf(ctx)
  const isVerified = session?.verified === true && session.address === address
  const block = await db
    .selectFrom('visitorBlocks')
    .select('verified')
    .where('address', '=', address)
    .executeTakeFirst()
  if (block && isVerified && block.verified) throw contract.NotTaken()
  const visitorId = newId(now().getTime())
  // Whoever only typed a blocked address is told nothing: it may not be theirs.
  if (block && !isVerified) return { conversationId: newId(), visitorId: null, needsCode: true }

  // A field that people do not see: what fills it in is put aside, and can still be found there.
  const isSpam = website !== ''
  const id = newId(now().getTime())
  await db
    .insertInto('visitors')
    .values({
      id: visitorId,
      ...{ name, email, address, language },
      verifiedAt: isVerified ? now() : null,
      createdAt: now(),
    })
    .execute()
  const title = subject || defaultSubject(body)
  const { conversationId } = await openConversation(ctx, {
    kind: 'visitor',
    subject: title,
    about: { kind: ABOUT, id, path: `/visitors/${id}` },
    participants: [{ visitorId, name, verified: isVerified }],
  })
  await db
    .insertInto('visitorConversations')
    .values({
      ...{ id, conversationId, visitorId },
      state: isSpam ? 'spam' : 'waiting',
      assigneeId: null,
      lastAt: now(),
      mailedAt: null,
      mailDueAt: null,
      createdAt: now(),
    })
    .execute()
  await postFromVisitor(ctx, visitorId, { conversationId, body })
  if (!isSpam) {
    await tellTeam(ctx, { id, conversationId, name, subject: title })
    if (!isVerified)
      await ctx.emit(contract.codeAsked, { address, to: email, language, subject: title })
  }
  return { conversationId, visitorId, needsCode: !isVerified }
}

/** The beginning of what was written, where nothing was said. */
function defaultSubject(body: string): string {
  const line = body.trim().split('\n')[0]!.trim()
  return line.length <= 60 ? line : `${line.slice(0, 60).replace(/\s\S*$/, '')} …`
}

const team = ['owner', 'admin', 'staff']
export const aboutQueued = (id: string) => `visitor/${id}`
type News = { id: string; conversationId: string; name: string; subject: string }

/** While nobody has taken it, everybody who may answer hears of it. */
export async function tellTeam(ctx: Ctx, { id, name, subject }: News): Promise<void> {
  const members = await activeMembers(ctx)
  await notify(ctx, {
    notice: contract.visitorWrote,
    to: members.filter((it) => it.roles.some((role) => team.includes(role))).map((it) => it.id),
    key: `${id} ${ctx.now().toISOString()}`,
    about: aboutQueued(id),
    facts: { name, subject },
    path: `/visitors/${id}`,
  })
}

/** The address is theirs, and they wrote this. */
export async function verify(ctx: Ctx, visitorId: string): Promise<string | null> {
  const { db, now } = ctx
  const row = await db
    .selectFrom('visitors')
    .innerJoin('visitorConversations as v', 'v.visitorId', 'visitors.id')
    .select(['visitors.name', 'v.conversationId'])
    .where('visitors.id', '=', visitorId)
    .executeTakeFirst()
  if (!row) return null
  await db
    .updateTable('visitors')
    .set({ verifiedAt: now() })
    .where('id', '=', visitorId)
    .where('verifiedAt', 'is', null)
    .execute()
  await describeVisitor(ctx, visitorId, { name: row.name, verified: true })
  return row.conversationId
}

/** It waits for the house again, also when it had been closed. False: it takes nothing more. */
export async function askAgain({ db, now }: Ctx, id: string): Promise<boolean> {
  const { from, to } = visitorMachine.moves.ask
  const { numUpdatedRows } = await db
    .updateTable('visitorConversations')
    .set({ state: to, lastAt: now() })
    .where('id', '=', id)
    .where('state', 'in', [to, ...from])
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** Where a visitor reads on. */
export const ownPage = (open: OpenContext, conversationId: string) =>
  `${open.client(installation).publicUrl}/contact/${open.workspace.slug}/${conversationId}`
