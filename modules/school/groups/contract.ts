/** The words of group exchanges: one course divided among many, or many hands for one person. */
import * as z from 'zod/mini'
import { VerifyFirst } from '#core/identity/contract.ts'
import { endpoint, event, NotFound, problem, WrongState } from '#kernel/contract.ts'
import { pageOf, paging } from '#kernel/paging.ts'
import { HOUR, Instant } from '#kernel/time.ts'
import { BalanceTooHigh, BalanceTooLow, LARGEST_TRANSFER, Party } from '../exchange/contract.ts'
import { NotActive, OtherNotActive } from '../membership/contract.ts'

export const MOST_PARTICIPANTS = 30
/** An open group that nobody closes expires then, and every promise in it is given back. */
export const OPEN_DAYS = 14

/**
 * `course`: the host's minutes are divided among those who took part, and each pays a share.
 * `hands`: each of many helped the host for so many minutes, and the host pays each in full.
 */
export const GroupKind = z.enum(['course', 'hands'])
export type GroupKind = z.output<typeof GroupKind>
export const GroupState = z.enum(['draft', 'open', 'closed', 'cancelled', 'expired'])
export type GroupState = z.output<typeof GroupState>
export const GroupMove = z.enum(['open', 'close', 'cancel'])
export const ParticipantState = z.enum(['invited', 'confirmed', 'declined'])
export type ParticipantState = z.output<typeof ParticipantState>

const Participant = z.object({
  memberId: z.uuid(),
  name: z.string(),
  state: ParticipantState,
  isMe: z.boolean(),
  /** The share as it is now, or as it was paid; null for who is not counted. */
  units: z.nullable(z.int()),
  transferId: z.nullable(z.uuid()),
})

export const Group = z.object({
  id: z.uuid(),
  kind: GroupKind,
  state: GroupState,
  title: z.string(),
  minutes: z.int(),
  /** It takes place from so many participants on. */
  least: z.int(),
  /** In the middle: who taught, or who was helped. */
  host: Party,
  organiser: Party,
  isHost: z.boolean(),
  isOrganiser: z.boolean(),
  /** The share if everybody who has not declined takes part, and the most it can become. */
  share: z.int(),
  mostShare: z.int(),
  /** What moves in all, as it stands now. */
  total: z.int(),
  confirmed: z.int(),
  participants: z.array(Participant),
  /** The reader's own answer; null for who is not asked. */
  mine: z.nullable(ParticipantState),
  moves: z.array(GroupMove),
  createdAt: Instant,
  expiresAt: z.nullable(Instant),
  resolvedAt: z.nullable(Instant),
})
export type Group = z.output<typeof Group>

const Title = z.string().check(z.trim(), z.minLength(1), z.maxLength(200))
const Members = z.array(z.uuid()).check(z.minLength(1), z.maxLength(MOST_PARTICIPANTS))
const draft = {
  title: Title,
  minutes: z.int().check(z.minimum(1), z.maximum(LARGEST_TRANSFER)),
  memberIds: Members,
  least: z._default(z.int().check(z.minimum(1), z.maximum(MOST_PARTICIPANTS)), 1),
}
export const NewGroup = z.object({
  id: z.optional(z.uuid()),
  kind: z._default(GroupKind, 'course'),
  /** Who is in the middle; the caller when absent. Somebody else's group stays a draft until that person opens it. */
  hostId: z.optional(z.uuid()),
  ...draft,
})
export const GroupDraft = z.object({ groupId: z.uuid(), ...draft })
const OneGroup = z.object({ groupId: z.uuid() })

// ── problems ────────────────────────────────────────────────────────────────────────────────────

/** Named twice, the host, or nobody who takes part in the exchange. */
export const ParticipantDoesNotFit = problem('groups/participant-does-not-fit', 422)
export const TooManyForMinutes = problem<{ minutes: number }>('groups/too-many-for-minutes', 422)
export const LeastTooHigh = problem<{ participants: number }>('groups/least-too-high', 422)
export const TooFewConfirmed = problem<{ least: number; confirmed: number }>(
  'groups/too-few-confirmed',
  409,
)
export const CannotPay = problem<{ names: string }>('groups/cannot-pay', 409)
export const CannotReceive = problem<{ names: string }>('groups/cannot-receive', 409)

// ── endpoints ───────────────────────────────────────────────────────────────────────────────────

/** Those one organises, hosts or is asked to take part in, newest first. */
export const listGroups = endpoint('GET /groups', {
  may: 'exchange.read',
  input: z.object({ state: z.optional(GroupState), ...paging }),
  reply: pageOf(Group),
})
export const readGroup = endpoint('GET /groups/{groupId}', {
  may: 'exchange.read',
  input: OneGroup,
  reply: Group,
  problems: [NotFound],
})
const unfit = [ParticipantDoesNotFit, TooManyForMinutes, LeastTooHigh]
/** Writes a draft: nobody is asked, nothing is held. */
export const createGroup = endpoint('POST /groups', {
  may: 'exchange.transfer',
  input: NewGroup,
  reply: Group,
  status: 201,
  problems: [NotFound, NotActive, ...unfit],
  rate: { max: 120, windowMs: HOUR },
})
/** As long as it is a draft: afterwards people have agreed to it. */
export const updateGroup = endpoint('PATCH /groups/{groupId}', {
  may: 'exchange.transfer',
  input: GroupDraft,
  reply: Group,
  problems: [NotFound, WrongState, ...unfit],
})
const groupMove = { may: 'exchange.transfer', input: OneGroup, reply: Group }
/** Only the host: opening is agreeing to receive the shares, or to pay them. */
export const openGroup = endpoint('POST /groups/{groupId}/open', {
  ...groupMove,
  problems: [NotFound, WrongState, VerifyFirst, NotActive],
  // Each is a mail to everybody who is asked.
  rate: { max: 120, windowMs: HOUR },
})
/** Somebody more turned up: while it is open, the host asks them too. */
export const addParticipants = endpoint('POST /groups/{groupId}/participants', {
  may: 'exchange.transfer',
  input: z.object({ groupId: z.uuid(), memberIds: Members }),
  reply: Group,
  problems: [NotFound, WrongState, NotActive, ...unfit],
  rate: { max: 120, windowMs: HOUR },
})
/** Promises one's share; when everybody has answered yes, it is settled at once. */
export const confirmShare = endpoint('POST /groups/{groupId}/confirm', {
  ...groupMove,
  problems: [
    NotFound,
    WrongState,
    VerifyFirst,
    NotActive,
    OtherNotActive,
    BalanceTooLow,
    BalanceTooHigh,
  ],
})
export const declineShare = endpoint('POST /groups/{groupId}/decline', {
  ...groupMove,
  problems: [NotFound, WrongState],
})
/** Divides among those who confirmed and writes all transfers, or none. */
export const closeGroup = endpoint('POST /groups/{groupId}/close', {
  ...groupMove,
  problems: [NotFound, WrongState, OtherNotActive, TooFewConfirmed, CannotPay, CannotReceive],
})
export const cancelGroup = endpoint('POST /groups/{groupId}/cancel', {
  ...groupMove,
  problems: [NotFound, WrongState],
})

// ── events ──────────────────────────────────────────────────────────────────────────────────────

const Asked = z.object({ groupId: z.uuid(), memberIds: z.array(z.uuid()) })
/** A draft that waits for its host. */
export const groupPrepared = event('groups/group-prepared', Asked)
export const participantsAsked = event('groups/participants-asked', Asked)
/** Everybody whose balance moved. */
export const groupClosed = event('groups/group-closed', Asked)
