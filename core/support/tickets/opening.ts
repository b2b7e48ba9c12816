/** Opening a ticket: a number, a conversation, a clock that starts. */
import type * as z from 'zod/mini'
import { VerifyFirst } from '#core/identity/contract.ts'
import { memberOf } from '#core/workspaces/api.ts'
import { KeyReused } from '#kernel/contract.ts'
import { insertIgnore } from '#kernel/data/write.ts'
import { newId } from '#kernel/ids.ts'
import { type Ctx, setClock } from './clock.ts'
import * as contract from './contract.ts'
import { openConversation, say } from './conversation.ts'
import { keepLink, type ThingName } from './links.ts'
import { publish } from './moves.ts'
import { nextNumber } from './numbers.ts'
import { tellOpened } from './notices.ts'
import { readMyTicket } from './mine.ts'
import { type Category, folded, NEVER_DUE, type Priority, priorities } from './rules.ts'
import { keepStep } from './steps.ts'
import type { TicketRow } from './tables.ts'
import { targetsVersion } from '../targets/targets.ts'
import { readTicket } from './reading.ts'

export async function openMyTicket(ctx: Ctx, asked: z.output<typeof contract.OwnTicket>) {
  if (!ctx.actor.verified) throw VerifyFirst()
  const { id: ticketId } = await open(ctx, { ...asked, requesterId: ctx.actor.id, source: 'web' })
  return readMyTicket(ctx, { ticketId })
}

type For = z.output<(typeof contract.openTicketFor)['input']>

export async function openTicketFor(ctx: Ctx, asked: For) {
  if (!(await memberOf(ctx, asked.requesterId))?.active) throw contract.NobodyAsks()
  const agentId = asked.requesterId === ctx.actor.id ? undefined : ctx.actor.id
  const { id: ticketId } = await open(ctx, { ...asked, agentId, links: [], fileIds: [] })
  return readTicket(ctx, { ticketId })
}

export type NewTicket = {
  id?: string | undefined
  requesterId: string
  title: string
  words: string
  category: Category
  priority: Priority
  source: string
  links: readonly ThingName[]
  fileIds: readonly string[]
  follows?: TicketRow
  /** Who writes it down for them. */
  agentId?: string | undefined
}

export async function open(ctx: Ctx, asked: NewTicket): Promise<TicketRow> {
  const { id = newId(ctx.now().getTime()), requesterId, title, category, priority, source } = asked
  const number = await nextNumber(ctx)
  const named = { id, title: `#${number} ${title}`, requesterId, agentId: asked.agentId }
  const row = await keepTicket(ctx, {
    ...{ id, title, category, priority, source, requesterId },
    number,
    conversationId: await openConversation(ctx, named),
    follows: asked.follows,
  })
  if (!row) throw KeyReused()
  for (const thing of asked.links) await keepLink(ctx, id, thing)
  const { words, fileIds } = asked
  const heardSeq = await say(ctx, row.conversationId, { words, fileIds })
  await ctx.db.updateTable('tickets').set({ heardSeq }).where('id', '=', id).execute()
  await startTicket(ctx, row)
  return row
}

type Named = 'id' | 'title' | 'category' | 'priority' | 'source' | 'requesterId' | 'conversationId'
type Kept = Pick<TicketRow, Named> & {
  number?: number
  visitorId?: string | null
  heardSeq?: number
  follows?: TicketRow | undefined
}

/** Its row and the beginning of its history; null: there is one already, or one about this conversation. */
export async function keepTicket(
  ctx: Ctx,
  { follows, visitorId = null, heardSeq = 0, ...facts }: Kept,
): Promise<TicketRow | null> {
  const { db, dialect, now } = ctx
  const at = now()
  const { id } = facts
  const number = facts.number ?? (await nextNumber(ctx))
  const row: TicketRow = {
    ...facts,
    number,
    visitorId,
    folded: folded(facts.title),
    rank: priorities.indexOf(facts.priority),
    state: 'open',
    assigneeId: null,
    targets: await targetsVersion(ctx),
    openedAt: at,
    firstAnswerAt: null,
    firstDueAt: null,
    resolveDueAt: null,
    dueAt: NEVER_DUE,
    alarmAt: null,
    firstWarnedAt: null,
    resolveWarnedAt: null,
    firstLateAt: null,
    resolveLateAt: null,
    resolvedAt: null,
    closedAt: null,
    duplicateOfId: null,
    followsId: follows?.id ?? null,
    heardSeq,
    updatedAt: at,
    erasedAt: null,
  }
  if (!(await insertIgnore(db, dialect, 'tickets', row))) return null
  await keepStep(ctx, id, 'opened')
  if (follows) {
    await keepStep(ctx, id, 'follows', { detail: String(follows.number) })
    await keepStep(ctx, follows.id, 'follows', { detail: String(number) })
  }
  return row
}

export async function startTicket(ctx: Ctx, row: TicketRow): Promise<void> {
  await setClock(ctx, row)
  await tellOpened(ctx, row)
  publish(ctx, row)
}
