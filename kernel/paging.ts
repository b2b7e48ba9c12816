/** Lists read page by page: `cursor` is the `next` of the page before. Runs in both. */
import * as z from 'zod/mini'
import type { Shape } from './contract.ts'

/** Spread into an input: `z.object({ search, ...paging })`. */
export const paging = {
  cursor: z.optional(z.string().check(z.maxLength(200))),
  limit: z._default(z.int().check(z.minimum(1), z.maximum(100)), 25),
}

/** The reply of a list. */
export const pageOf = <Item extends Shape>(item: Item) =>
  z.object({ items: z.array(item), next: z.nullable(z.string()) })
