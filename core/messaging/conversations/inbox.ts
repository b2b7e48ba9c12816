/** The caller's conversations, the last that moved first; and one of them as a whole. */
import { momentAfter, pageFrom, placeAfter } from '#kernel/keyset.ts'
import { readReach } from '../blocks/blocks.ts'
import { filesOf } from '../messages/attachments.ts'
import { excerpt, isReadable, isWithin } from '../messages/reading.ts'
import { membersAmong } from '#core/workspaces/api.ts'
import {
  conversationById,
  countPresent,
  type Ctx,
  ownPart,
  present,
  shownParticipants,
} from './participants.ts'
import { hasNotes, mayWrite } from './rules.ts'
import { shownStanding } from './standing.ts'
import { standings } from './unread.ts'

const GLIMPSE_CHARS = 120
const MOST_PEOPLE = 50
type Asked = { view: 'inbox' | 'archived'; cursor?: string | undefined; limit: number }

const columns = [
  'c.id',
  'c.kind',
  'c.subject',
  'c.aboutKind',
  'c.aboutId',
  'c.aboutPath',
  'c.lastSeq',
  'c.lastAt',
] as const

const rowsOf = (ctx: Ctx) =>
  standings(ctx.db, ctx.actor.id)
    .select(columns)
    .select([
      'p.id as partId',
      'p.role',
      'p.fromSeq',
      'p.leftSeq',
      'p.readSeq',
      'p.markedUnread',
      'p.pinnedAt',
      'p.archivedSeq',
      'p.mutedUntil',
    ])
type Line = Awaited<ReturnType<ReturnType<typeof rowsOf>['execute']>>[number]

export async function listConversations(ctx: Ctx, { view, cursor, limit }: Asked) {
  const after = momentAfter(cursor)
  let query = rowsOf(ctx)
    // A conversation that somebody opened and did not write in is nobody's news.
    .where((it) => it.or([it('c.lastSeq', '>', it.ref('p.fromSeq')), it('p.role', '=', 'admin')]))
    .where((it) => {
      const isArchived = it.and([
        it('p.archivedSeq', 'is not', null),
        it.or([it('p.archivedSeq', '>=', it.ref('c.lastSeq')), it('p.mutedUntil', '>', ctx.now())]),
      ])
      // Written out: a comparison with nothing is neither true nor false, and so is its opposite.
      const isNot = it.or([
        it('p.archivedSeq', 'is', null),
        it.and([
          it('p.archivedSeq', '<', it.ref('c.lastSeq')),
          it.or([it('p.mutedUntil', 'is', null), it('p.mutedUntil', '<=', ctx.now())]),
        ]),
      ])
      const hasLeft = it('p.leftSeq', 'is not', null)
      return view === 'archived'
        ? it.or([hasLeft, isArchived])
        : it.and([it('p.leftSeq', 'is', null), isNot])
    })
  const pins =
    view === 'inbox' && !cursor
      ? await query
          .where('p.pinnedAt', 'is not', null)
          .orderBy('p.pinnedAt', 'desc')
          .orderBy('p.id')
          .limit(50)
          .execute()
      : []
  if (view === 'inbox') query = query.where('p.pinnedAt', 'is', null)
  if (after)
    query = query.where((it) =>
      it.or([
        it('c.lastAt', '<', after.at),
        it.and([it('c.lastAt', '=', after.at), it('c.id', '<', after.id)]),
      ]),
    )
  const rows = await query
    .orderBy('c.lastAt', 'desc')
    .orderBy('c.id', 'desc')
    .limit(limit + 1)
    .execute()
  const { page, next } = pageFrom(rows, limit, ({ lastAt, id }) => ({
    by: lastAt.toISOString(),
    id,
  }))
  const shown = await lines(ctx, [...pins, ...page])
  return { items: shown.slice(pins.length), next, pinned: shown.slice(0, pins.length) }
}

async function lines(ctx: Ctx, rows: readonly Line[]) {
  const titles = await titlesOf(
    ctx,
    rows.map((it) => it.id),
  )
  const glimpses = await glimpsesOf(ctx, rows)
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind,
    title: titles.get(row.id)!.title,
    withId: titles.get(row.id)!.withId,
    about: aboutOf(row),
    hasLeft: row.leftSeq !== null,
    last: glimpses.get(row.id) ?? null,
    lastAt: row.lastAt.toISOString(),
    ...shownStanding(row as never, ctx.now()),
  }))
}

const aboutOf = ({ aboutKind, aboutId, aboutPath }: Line) =>
  aboutKind && aboutId ? { kind: aboutKind, id: aboutId, path: aboutPath } : null

type Titled = { id: string; kind: Line['kind']; title: string | null; withId: string | null }

/** Each after its subject, or after the other of two. */
export async function titlesOf(ctx: Ctx, ids: readonly string[]) {
  const none = new Map<string, Titled>()
  if (ids.length === 0) return none
  const rows = await ctx.db
    .selectFrom('conversations')
    .select(['id', 'kind', 'subject'])
    .where('id', 'in', ids)
    .execute()
  const direct = rows.filter((it) => it.kind === 'direct').map((it) => it.id)
  const others =
    direct.length === 0
      ? []
      : await ctx.db
          .selectFrom('conversationParticipants')
          .select(['conversationId', 'memberId'])
          .where('conversationId', 'in', direct)
          .where((it) => it.or([it('memberId', 'is', null), it('memberId', '!=', ctx.actor.id)]))
          .execute()
  const names = await membersAmong(
    ctx,
    others.flatMap((it) => it.memberId ?? []),
  )
  const other = new Map(others.map((it) => [it.conversationId, it.memberId]))
  return new Map(
    rows.map(({ id, kind, subject }) => {
      const withId = other.get(id) ?? null
      const title = kind === 'direct' ? (names.get(withId ?? '')?.name ?? null) : subject
      return [id, { id, kind, title, withId }]
    }),
  )
}

/** The last thing in each that the caller may see. */
async function glimpsesOf(ctx: Ctx, rows: readonly Line[]) {
  const wanted = rows
    .map((it) => ({ ...it, seq: it.leftSeq ?? it.lastSeq }))
    .filter((it) => isWithin(it, it.seq))
  if (wanted.length === 0) return new Map<string, never>()
  const found = await ctx.db
    .selectFrom('messages')
    .selectAll()
    .where((it) =>
      it.or(
        wanted.map(({ id, seq }) => it.and([it('conversationId', '=', id), it('seq', '=', seq)])),
      ),
    )
    .execute()
  const authors = await authorsOf(
    ctx,
    found.flatMap((it) => it.participantId ?? []),
  )
  const files = await filesOf(
    ctx,
    found.map((it) => it.id),
  )
  return new Map(
    found.map((it) => {
      const author = it.participantId ? authors.get(it.participantId) : undefined
      const isGone = it.kind === 'words' && !isReadable(it)
      const glimpse = {
        author: author?.name ?? null,
        isMine: author?.isMe ?? false,
        words: isReadable(it) ? excerpt(it.body, GLIMPSE_CHARS) : '',
        kind:
          it.kind === 'event'
            ? ('event' as const)
            : isGone
              ? ('gone' as const)
              : ('words' as const),
        what: it.event?.what ?? null,
        files: isGone ? 0 : (files.get(it.id)?.length ?? 0),
      }
      return [it.conversationId, glimpse]
    }),
  )
}

async function authorsOf(ctx: Ctx, ids: readonly string[]) {
  if (ids.length === 0) return new Map<string, { name: string | null; isMe: boolean }>()
  const rows = await ctx.db
    .selectFrom('conversationParticipants')
    .selectAll()
    .where('id', 'in', ids)
    .execute()
  return new Map((await shownParticipants(ctx, rows)).map((it) => [it.id, it]))
}

export async function readConversation(ctx: Ctx, { conversationId }: { conversationId: string }) {
  const part = await ownPart(ctx, conversationId)
  const row = await rowsOf(ctx).where('c.id', '=', conversationId).executeTakeFirstOrThrow()
  const conversation = (await conversationById(ctx, conversationId))!
  const { writing } = conversation
  const reach = await readReach(ctx, conversation)
  const [line] = await lines(ctx, [row])
  const isHere = part.leftSeq === null
  const people = isHere ? await present(ctx, conversationId, MOST_PEOPLE) : [part]
  return {
    ...line!,
    writing,
    reach,
    mayWrite:
      isHere &&
      reach === 'open' &&
      mayWrite(writing, part.role) &&
      ctx.actor.permissions.has('messaging.write'),
    mayNote: isHere && part.role === 'agent' && hasNotes(row.kind),
    mayManage: isHere && part.role === 'admin' && row.kind === 'group',
    me: part.id,
    lastSeq: part.leftSeq ?? row.lastSeq,
    readSeq: part.readSeq,
    people: await shownParticipants(ctx, people),
    peopleCount: isHere ? await countPresent(ctx, conversationId) : 1,
  }
}

type OfOne = { conversationId: string; cursor?: string | undefined; limit: number }

/** Everybody who is in it, in the order in which they came. */
export async function listParticipants(ctx: Ctx, { conversationId, cursor, limit }: OfOne) {
  const part = await ownPart(ctx, conversationId)
  let query = ctx.db
    .selectFrom('conversationParticipants')
    .selectAll()
    .where('conversationId', '=', conversationId)
    .where('leftSeq', 'is', null)
  if (part.leftSeq !== null) query = query.where('id', '=', part.id)
  const after = placeAfter(cursor)
  if (after) query = query.where('id', '>', after.id)
  const rows = await query
    .orderBy('id')
    .limit(limit + 1)
    .execute()
  const { page, next } = pageFrom(rows, limit, ({ id }) => ({ by: '', id }))
  return { items: await shownParticipants(ctx, page), next }
}
