/** Filters of the list of tickets that somebody kept: for themselves, or for everybody who answers. */
import * as z from 'zod/mini'
import { endpoint, NotFound, problem } from '#kernel/contract.ts'

const works = { may: 'tickets.work' } as const
export const FilterFull = problem<{ max: number }>('tickets/filters-full', 409)

export const MOST_FILTERS = 30
/** As it stands in the address of the list. */
const chosen = z.optional(z.string().check(z.maxLength(100)))
const Filter = z.object({
  q: chosen,
  state: chosen,
  category: chosen,
  priority: chosen,
  assignee: chosen,
  tag: chosen,
  late: chosen,
  sort: chosen,
})
export const SavedFilter = z.object({
  id: z.uuid(),
  name: z.string(),
  filter: Filter,
  isShared: z.boolean(),
  isMine: z.boolean(),
})
export type SavedFilter = z.output<typeof SavedFilter>
export const listFilters = endpoint('GET /tickets/filters', {
  ...works,
  input: z.object({}),
  reply: z.object({ items: z.array(SavedFilter) }),
})
export const saveFilter = endpoint('POST /tickets/filters', {
  ...works,
  input: z.object({
    id: z.optional(z.uuid()),
    name: z.string().check(z.trim(), z.minLength(1), z.maxLength(60)),
    filter: Filter,
    isShared: z._default(z.boolean(), false),
  }),
  reply: SavedFilter,
  status: 201,
  problems: [FilterFull],
})
/** One's own; a shared one also by who manages the tickets. */
export const removeFilter = endpoint('DELETE /tickets/filters/{filterId}', {
  ...works,
  input: z.object({ filterId: z.uuid() }),
  reply: z.object({ done: z.literal(true) }),
  problems: [NotFound],
})
