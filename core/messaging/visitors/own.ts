/** What a visitor sees of their own conversations, and says in them: by the address that was proved in this browser. */
import { publishedAddress } from '#core/files/api.ts'
import type * as z from 'zod/mini'
import { NotFound } from '#kernel/contract.ts'
import { momentAfter, pageFrom } from '#kernel/keyset.ts'
import { newId } from '#kernel/ids.ts'
import type { Language } from '#kernel/text.ts'
import { postFromVisitor, readAsVisitor, setWriting } from '../api.ts'
import * as contract from './contract.ts'
import { erase } from './erasing.ts'
import { normalised } from './rules.ts'
import { knownAddress, sessionOf } from './sessions.ts'
import { requireOpen } from './settings.ts'
import { askAgain, type Ctx, tellTeam, verify } from './writing.ts'

type One = { conversationId: string }
const PAGE = 50

export async function reception(ctx: Ctx) {
  await requireOpen(ctx)
  const session = await sessionOf(ctx)
  const { slug, name, logo } = ctx.workspace
  return {
    name,
    logo: logo ? publishedAddress(slug, logo) : null,
    email: session?.verified ? session.address : null,
  }
}

/** The same answer whether anybody wrote from there or not. */
export async function sendCode(
  ctx: Ctx,
  { email, language }: { email: string; language: Language },
) {
  await requireOpen(ctx)
  const address = normalised(email)
  const known = await ctx.db
    .selectFrom('visitors')
    .select('email')
    .where('address', '=', address)
    .limit(1)
    .executeTakeFirst()
  if (known)
    await ctx.emit(contract.codeAsked, { address, to: known.email, language, subject: null })
  return { done: true } as const
}

const own = ({ db }: Ctx, address: string) =>
  db
    .selectFrom('visitorConversations as v')
    .innerJoin('visitors', 'visitors.id', 'v.visitorId')
    .innerJoin('conversations as c', 'c.id', 'v.conversationId')
    .select([
      'v.id',
      'v.conversationId',
      'v.visitorId',
      'v.state',
      'v.assigneeId',
      'v.lastAt',
      'visitors.name',
      'visitors.verifiedAt',
    ])
    .select('c.subject')
    .where('visitors.address', '=', address)

type Row = {
  id: string
  conversationId: string
  visitorId: string
  state: 'waiting' | 'answered' | 'closed' | 'spam'
  assigneeId: string | null
  lastAt: Date
  name: string
  verifiedAt: Date | null
  subject: string
}

const line = ({ conversationId, subject, state, verifiedAt, lastAt }: Row) => ({
  conversationId,
  subject,
  // Nobody is told that they were taken for a machine.
  state: state === 'spam' ? ('waiting' as const) : state,
  isVerified: verifiedAt !== null,
  lastAt,
})

type Paging = z.output<(typeof contract.listOwnConversations)['input']>

export async function list(ctx: Ctx, { cursor, limit }: Paging) {
  const after = momentAfter(cursor)
  let query = own(ctx, await knownAddress(ctx))
  if (after)
    query = query.where(({ or, and, eb }) =>
      or([
        eb('v.lastAt', '<', after.at),
        and([eb('v.lastAt', '=', after.at), eb('v.id', '<', after.id)]),
      ]),
    )
  const rows = await query
    .orderBy('v.lastAt', 'desc')
    .orderBy('v.id', 'desc')
    .limit(limit + 1)
    .execute()
  const { page, next } = pageFrom(rows, limit, (it) => ({ by: it.lastAt.toISOString(), id: it.id }))
  return { items: page.map(line), next }
}

/** Others' conversations do not exist, whoever asks. */
async function find(ctx: Ctx, conversationId: string): Promise<Row> {
  const address = await knownAddress(ctx)
  const row = await own(ctx, address)
    .where('v.conversationId', '=', conversationId)
    .executeTakeFirst()
  if (!row) throw NotFound()
  return row
}

export async function read(
  ctx: Ctx,
  { conversationId, before }: One & { before?: number | undefined },
) {
  const row = await find(ctx, conversationId)
  const range = { conversationId, limit: PAGE, ...(before ? { before } : {}) }
  const { messages, hasEarlier } = await messagesOf(ctx, row.visitorId, range)
  const isMine = row.verifiedAt !== null
  return { ...line(row), mayWrite: isMine && row.state !== 'spam', messages, hasEarlier }
}

type Range = { conversationId: string; limit: number; before?: number }

/** Words alone: what happened among the house's own people is theirs. */
export async function messagesOf(ctx: Ctx, visitorId: string, range: Range) {
  const found = await readAsVisitor(ctx, visitorId, range)
  if (!found) throw NotFound()
  const people = new Map(found.people.map((it) => [it.id, it]))
  const messages = found.items
    .filter((it) => it.kind === 'words')
    .map(({ id, seq, author, body, postedAt }) => ({
      ...{ id, seq, body, postedAt },
      isMine: author === found.me,
      author: (author && people.get(author)?.name) || null,
    }))
  return { messages, hasEarlier: found.hasEarlier }
}

export async function markRead(ctx: Ctx, { conversationId }: One) {
  const { id } = await find(ctx, conversationId)
  await ctx.db
    .updateTable('visitorConversations')
    .set({ mailDueAt: null })
    .where('id', '=', id)
    .execute()
  return { done: true } as const
}

/** What was written in one's name before is owned to first: nobody's words stand beside a stranger's as one. */
export async function answer(
  ctx: Ctx,
  { conversationId, id = newId(), body }: One & { id?: string | undefined; body: string },
) {
  const row = await find(ctx, conversationId)
  if (row.verifiedAt === null || !(await askAgain(ctx, row.id))) throw contract.NotTaken()
  // Whoever closed it, also the part that made something of it.
  await setWriting(ctx, conversationId, 'everybody')
  const { seq } = await postFromVisitor(ctx, row.visitorId, { conversationId, id, body })
  if (!row.assigneeId) await tellTeam(ctx, row)
  return { id, seq, isMine: true, author: row.name, body, postedAt: ctx.now() }
}

export async function claim(ctx: Ctx, { conversationId }: One) {
  const { visitorId } = await find(ctx, conversationId)
  await verify(ctx, visitorId)
  return { done: true } as const
}

export async function eraseOwn(ctx: Ctx, { conversationId }: One) {
  const { id } = await find(ctx, conversationId)
  await erase(ctx, id)
  await ctx.audit('visitors.erased-own', id)
  return { done: true } as const
}
