/** The agents' list: narrowed, sorted, page by page. */
import { type Expression, expressionBuilder, type SqlBool } from 'kysely'
import type * as z from 'zod/mini'
import { NotFound } from '#kernel/contract.ts'
import { pageFrom, type Place, placeAfter } from '#kernel/keyset.ts'
import type { Ctx } from './clock.ts'
import type * as contract from './contract.ts'
import { linesOf } from './reading.ts'
import { folded, livingStates } from './rules.ts'
import type { TicketTables } from './tables.ts'

type Asked = z.output<(typeof contract.listTickets)['input']>
type Sort = Asked['sort']

/** What each order sorts by, and how its place is written into a cursor. Equal ones are in the order of their ids. */
const orders: Record<Sort, { by: 'dueAt' | 'number' | 'updatedAt' | 'rank'; up: boolean }> = {
  due: { by: 'dueAt', up: true },
  newest: { by: 'number', up: false },
  updated: { by: 'updatedAt', up: false },
  priority: { by: 'rank', up: false },
}

const written = (value: Date | number) =>
  value instanceof Date ? value.toISOString() : String(value)

/** Whoever forges a cursor reads their own page elsewhere. */
function readPlace(by: string, { by: text, id }: Place): { value: Date | number; id: string } {
  const value = by === 'number' || by === 'rank' ? Number(text) : new Date(text)
  const isSound =
    value instanceof Date
      ? !Number.isNaN(value.getTime()) && /^[1-9]\d{3}-/.test(text)
      : Number.isSafeInteger(value) && Math.abs(value) < 2 ** 31
  if (!isSound) throw NotFound()
  return { value, id }
}

export async function listTickets(ctx: Ctx, asked: Asked) {
  const { sort, cursor, limit } = asked
  const { by, up } = orders[sort]
  const place = placeAfter(cursor)
  const after = place && readPlace(by, place)
  const further = up ? '>' : '<'
  const rows = await ctx.db
    .selectFrom('tickets')
    .selectAll()
    .where(({ and }) => and(narrowed(ctx, asked)))
    .$if(after !== undefined, (query) =>
      query.where(({ or, and, eb }) =>
        or([
          eb(by, further, after!.value as never),
          and([eb(by, '=', after!.value as never), eb('id', further, after!.id)]),
        ]),
      ),
    )
    .orderBy(by, up ? 'asc' : 'desc')
    .orderBy('id', up ? 'asc' : 'desc')
    .limit(limit + 1)
    .execute()
  const { page, next } = pageFrom(rows, limit, (it) => ({ by: written(it[by]), id: it.id }))
  const total = cursor === undefined ? await countOf(ctx, asked) : null
  return { items: await linesOf(ctx, page), next, total }
}

function narrowed({ actor, now }: Ctx, asked: Asked): Expression<SqlBool>[] {
  const eb = expressionBuilder<TicketTables, 'tickets'>()
  const { search = '', state = 'living', category, priority, assignee, tag, late } = asked
  const filters: Expression<SqlBool>[] = []
  if (state === 'living') filters.push(eb('state', 'in', [...livingStates]))
  else if (state !== 'all') filters.push(eb('state', '=', state))
  if (category) filters.push(eb('category', '=', category))
  if (priority) filters.push(eb('priority', '=', priority))
  if (assignee === 'nobody') filters.push(eb('assigneeId', 'is', null))
  else if (assignee) filters.push(eb('assigneeId', '=', assignee === 'mine' ? actor.id : assignee))
  if (late) filters.push(eb('dueAt', '<', now()))
  if (tag) {
    const tagged = eb
      .selectFrom('ticketTags')
      .select('ticketId')
      .where('tag', '=', tag.toLowerCase())
    filters.push(eb('id', 'in', tagged))
  }
  return [...filters, ...said(search)]
}

/** Words of the title, or the number as people say it: «#12», «12». */
function said(search: string): Expression<SqlBool>[] {
  const eb = expressionBuilder<TicketTables, 'tickets'>()
  const number = /^#?(\d{1,9})$/.exec(search)?.[1]
  if (number) return [eb('number', '=', Number(number))]
  // What means something in LIKE is not searched for: three engines disagree on how to escape it.
  const words = folded(search)
    .split(/[\s%_\\]+/u)
    .filter(Boolean)
  return words.map((word) => eb('folded', 'like', `%${word}%`))
}

async function countOf(ctx: Ctx, asked: Asked): Promise<number> {
  const { count } = await ctx.db
    .selectFrom('tickets')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where(({ and }) => and(narrowed(ctx, asked)))
    .executeTakeFirstOrThrow()
  return Number(count)
}

/** What waits: without anybody, with the caller, and late. */
export async function countTickets(ctx: Ctx) {
  const count = (more: Partial<Asked>) => countOf(ctx, { sort: 'due', limit: 1, ...more })
  return {
    free: await count({ assignee: 'nobody' }),
    mine: await count({ assignee: 'mine' }),
    late: await count({ late: true }),
  }
}
