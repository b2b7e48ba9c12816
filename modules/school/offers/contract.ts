/** What neighbours can do for each other. Its names begin with `exchange`, of which it is a side. */
import * as z from 'zod/mini'
import { VerifyFirst } from '#core/identity/contract.ts'
import { endpoint, NotFound, WrongState } from '#kernel/contract.ts'
import { pageOf, paging } from '#kernel/paging.ts'
import { Instant } from '#kernel/time.ts'
import { Weekday } from '../agenda/contract.ts'
import { Party } from '../exchange/contract.ts'

export const categories = [
  'homework',
  'sewing',
  'pool-lifts',
  'bicycle-repair',
  'plants',
  'translation',
  'moving',
  'computers',
  'cooking',
  'childminding',
  'gardening',
  'music',
] as const
export const Category = z.enum(categories)
export type Category = z.output<typeof Category>

const Title = z.string().check(z.trim(), z.minLength(1), z.maxLength(200))
const Description = z.string().check(z.trim(), z.maxLength(2000))
const Search = z.string().check(z.trim(), z.maxLength(100))
// Not `id`: in an input that is the client-made id of the write itself.
const OneOffer = z.object({ offerId: z.uuid() })

export const OfferState = z.enum(['draft', 'active', 'paused', 'archived'])
export const OfferMove = z.enum(['activate', 'pause', 'archive'])

export const Offer = z.object({
  id: z.uuid(),
  title: z.string(),
  description: z.string(),
  category: Category,
  unitsPerHour: z.int(),
  state: OfferState,
  owner: Party,
  isMine: z.boolean(),
  /** What the reader may do with it now; empty for somebody else's offer. */
  moves: z.array(OfferMove),
  createdAt: Instant,
  updatedAt: Instant,
})
export type Offer = z.output<typeof Offer>

export const OfferDraft = z.object({
  title: Title,
  description: z._default(Description, ''),
  category: Category,
})
export const NewOffer = z.extend(OfferDraft, {
  id: z.optional(z.uuid()),
  state: z._default(z.enum(['draft', 'active']), 'active'),
})
export const OfferChange = z.object({
  offerId: z.uuid(),
  title: z.optional(Title),
  description: z.optional(Description),
  category: z.optional(Category),
})

/** Everybody's active offers, or with `mine` one's own in every state. */
export const listOffers = endpoint('GET /exchange/offers', {
  may: 'exchange.read',
  input: z.object({
    category: z.optional(Category),
    search: z.optional(Search),
    ownerId: z.optional(z.uuid()),
    mine: z._default(z.boolean(), false),
    state: z.optional(OfferState),
    /** Only of who has time on that day of the week. */
    weekday: z.optional(Weekday),
    sort: z._default(z.enum(['newest', 'owner']), 'newest'),
    ...paging,
  }),
  reply: z.extend(pageOf(Offer), {
    /** How many there are, said with the first page. */
    total: z.nullable(z.int()),
  }),
})
export const readOffer = endpoint('GET /exchange/offers/{offerId}', {
  may: 'exchange.read',
  input: OneOffer,
  reply: Offer,
  problems: [NotFound],
})
export const createOffer = endpoint('POST /exchange/offers', {
  may: 'exchange.offer',
  input: NewOffer,
  reply: Offer,
  status: 201,
  problems: [VerifyFirst],
})
export const updateOffer = endpoint('PATCH /exchange/offers/{offerId}', {
  may: 'exchange.offer',
  input: OfferChange,
  reply: Offer,
  problems: [NotFound, WrongState],
})
const offerMove = {
  may: 'exchange.offer',
  input: OneOffer,
  reply: Offer,
  problems: [NotFound, WrongState, VerifyFirst],
}
export const activateOffer = endpoint('POST /exchange/offers/{offerId}/activate', offerMove)
export const pauseOffer = endpoint('POST /exchange/offers/{offerId}/pause', offerMove)
export const archiveOffer = endpoint('POST /exchange/offers/{offerId}/archive', offerMove)
