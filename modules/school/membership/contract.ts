/** The words of taking part: the conditions, the charter, a member's limits, leaving. */
import * as z from 'zod/mini'
import { endpoint, event, Forbidden, NotFound, problem, WrongState } from '#kernel/contract.ts'
import { pageOf, paging } from '#kernel/paging.ts'
import { Instant } from '#kernel/time.ts'

/** As many as fit a column of every engine. */
const Version = z.int().check(z.minimum(1), z.maximum(2_147_483_647))

/** Within these, a school chooses how far the limits of one member may go. */
export const WIDEST_BOUND = 6000
export const LOWEST_BOUND = -600
export const HIGHEST_BOUND = 1200
/** Balances from which a person is warned before the hard stop, where a school has not chosen its own. */
export const LOW_WARNING = -180
export const HIGH_WARNING = 480
/** No further than the limits everybody starts with. */
const FURTHEST_LOW_WARNING = -300
const FURTHEST_HIGH_WARNING = 600
export const LONGEST_GRACE_DAYS = 90
export const GRACE_DAYS = 14
const LONGEST_CHARTER = 20_000

export const MembershipState = z.enum(['invited', 'active', 'suspended', 'leaving', 'left'])
export type MembershipState = z.output<typeof MembershipState>
export const ConditionName = z.enum(['charter', 'offer', 'fee'])
export const Condition = z.object({ name: ConditionName, isMet: z.boolean() })
export type Condition = z.output<typeof Condition>

const NoInput = z.object({})
const Day = z.iso.date()
const Reason = z.string().check(z.trim(), z.minLength(1), z.maxLength(500))
const OneMember = z.object({ memberId: z.uuid() })
const Limit = z.nullable(z.int())

// ── problems ────────────────────────────────────────────────────────────────────────────────────

/** The caller may not give or receive now: invited, suspended or on the way out. */
export const NotActive = problem<{ state: MembershipState }>('membership/not-active', 409)
/** The other side may not. */
export const OtherNotActive = problem<{ name: string }>('membership/other-not-active', 409)
export const ConditionsMissing = problem<{ missing: string }>('membership/conditions-missing', 409)
export const BeyondBounds = problem<{ lowest: number; highest: number }>(
  'membership/beyond-bounds',
  422,
)
export const NothingOwed = problem('membership/nothing-owed', 409)
export const CharterMoved = problem<{ version: number }>('charter/moved', 409)
export const NothingToPublish = problem('charter/nothing-to-publish', 409)

// ── mine ────────────────────────────────────────────────────────────────────────────────────────

export const Membership = z.object({
  memberId: z.uuid(),
  name: z.string(),
  state: MembershipState,
  suspendedFor: z.nullable(z.enum(['charter', 'decision'])),
  /** An administrator's words; null when the charter did it. */
  suspensionReason: z.nullable(z.string()),
  /** What the school asks before one takes part; empty when it asks nothing. */
  conditions: z.array(Condition),
  feeCents: z.nullable(z.int()),
  feePaidOn: z.nullable(Day),
  /** Null before the first activation. */
  balance: z.nullable(z.int()),
  lowest: Limit,
  highest: Limit,
  joinedAt: Instant,
  /** The charter in force, and by when it wants to be accepted; null when the school has none. */
  charter: z.nullable(
    z.object({ version: z.int(), acceptedAt: z.nullable(Instant), dueAt: Instant }),
  ),
})
export type Membership = z.output<typeof Membership>

export const readMembership = endpoint('GET /membership', {
  may: 'exchange.read',
  input: NoInput,
  reply: Membership,
})
const ownMove = { may: 'exchange.read', input: NoInput, reply: Membership }
/** Once the conditions are met; the first time it brings the opening units. */
export const joinExchange = endpoint('POST /membership/join', {
  ...ownMove,
  problems: [ConditionsMissing, WrongState],
})
/** What waits is cancelled and what is left returns to the community; a debt keeps the membership open. */
export const leaveExchange = endpoint('POST /membership/leave', {
  ...ownMove,
  problems: [WrongState],
})

// ── the charter ─────────────────────────────────────────────────────────────────────────────────

const Text = z.string().check(z.trim(), z.maxLength(LONGEST_CHARTER))
const Texts = z.object({ fr: z.string(), nl: z.string(), en: z.string() })

export const Charter = z.object({
  version: z.int(),
  texts: Texts,
  publishedAt: Instant,
  dueAt: Instant,
  acceptedAt: z.nullable(Instant),
})
/** The version in force, with the caller's own acceptance; null when the school has none. */
export const readCharter = endpoint('GET /charter', {
  may: 'exchange.read',
  input: NoInput,
  reply: z.object({ charter: z.nullable(Charter) }),
})
/** Of the version that was read: another one published meanwhile asks to be read first. */
export const acceptCharter = endpoint('POST /charter/acceptances', {
  may: 'exchange.read',
  input: z.object({ version: Version }),
  reply: Membership,
  problems: [CharterMoved, NotFound],
})

export const CharterVersion = z.object({
  version: z.int(),
  publishedAt: Instant,
  dueAt: Instant,
  texts: Texts,
  accepted: z.int(),
})
/** For administrators: what was published, newest first, and what is being written. */
export const listCharters = endpoint('GET /charter/versions', {
  may: 'exchange.manage',
  input: NoInput,
  reply: z.object({
    versions: z.array(CharterVersion),
    draft: z.nullable(Texts),
    /** Members who are asked to accept. */
    asked: z.int(),
  }),
})
export const writeCharter = endpoint('PUT /charter/draft', {
  may: 'exchange.manage',
  input: z.object({
    fr: z._default(Text, ''),
    nl: z._default(Text, ''),
    en: z._default(Text, ''),
  }),
  reply: z.object({ draft: Texts }),
})
/** From here on the text stays as it is; who takes part already has the days of grace to accept it. */
export const publishCharter = endpoint('POST /charter/publish', {
  may: 'exchange.manage',
  input: z.object({
    graceDays: z._default(z.int().check(z.minimum(0), z.maximum(LONGEST_GRACE_DAYS)), GRACE_DAYS),
  }),
  reply: z.object({ version: z.int() }),
  problems: [NothingToPublish],
})
/** Who accepted which version when, newest first. */
export const listAcceptances = endpoint('GET /charter/acceptances', {
  may: 'exchange.manage',
  input: z.object({ version: z.optional(Version), ...paging }),
  reply: pageOf(
    z.object({
      memberId: z.uuid(),
      name: z.string(),
      version: z.int(),
      acceptedAt: Instant,
    }),
  ),
})

// ── administrators ──────────────────────────────────────────────────────────────────────────────

export const MemberMove = z.enum(['suspend', 'resume', 'write-off', 'note-fee', 'set-limits'])

export const ExchangeMember = z.extend(Membership, {
  warning: z.nullable(z.enum(['low', 'high'])),
  pending: z.int(),
  /** What an administrator may do now. */
  moves: z.array(MemberMove),
})
export type ExchangeMember = z.output<typeof ExchangeMember>

export const listExchangeMembers = endpoint('GET /membership/members', {
  may: 'exchange.manage',
  input: z.object({
    search: z.optional(z.string().check(z.trim(), z.maxLength(100))),
    state: z.optional(MembershipState),
    ...paging,
  }),
  reply: pageOf(ExchangeMember),
})
const memberDoor = { may: 'exchange.manage', reply: ExchangeMember }
export const readExchangeMember = endpoint('GET /membership/members/{memberId}', {
  ...memberDoor,
  input: OneMember,
  problems: [NotFound],
})
/** Nothing can be given or received until somebody ends it; what waits can be refused or withdrawn. */
export const suspendMember = endpoint('POST /membership/members/{memberId}/suspend', {
  ...memberDoor,
  input: z.object({ memberId: z.uuid(), reason: Reason }),
  problems: [NotFound, WrongState, Forbidden],
})
export const resumeMember = endpoint('POST /membership/members/{memberId}/resume', {
  ...memberDoor,
  input: OneMember,
  problems: [NotFound, WrongState],
})
/** A leaver's debt becomes the community's, and the membership ends. */
export const writeOffDebt = endpoint('POST /membership/members/{memberId}/write-off', {
  ...memberDoor,
  input: z.object({ memberId: z.uuid(), reason: Reason }),
  problems: [NotFound, WrongState, NothingOwed],
})
/** Empty takes the note back. */
export const noteFee = endpoint('PUT /membership/members/{memberId}/fee', {
  ...memberDoor,
  input: z.object({ memberId: z.uuid(), paidOn: z._default(z.nullable(Day), null) }),
  problems: [NotFound],
})
/** Who stands beyond the new limits stays there and moves only towards them. */
export const setMemberLimits = endpoint('PUT /membership/members/{memberId}/limits', {
  ...memberDoor,
  input: z.object({ memberId: z.uuid(), lowest: z.int(), highest: z.int() }),
  problems: [NotFound, WrongState, BeyondBounds],
})

export const Settings = z.object({
  /** At least one published offer. */
  needsOffer: z.boolean(),
  /** Null asks no fee. */
  feeCents: z.nullable(z.int().check(z.minimum(1), z.maximum(100_000))),
  lowestBound: z.int().check(z.minimum(-WIDEST_BOUND), z.maximum(0)),
  highestBound: z.int().check(z.minimum(0), z.maximum(WIDEST_BOUND)),
  /** At or below, at or above: a word of warning. */
  lowWarning: z.int().check(z.minimum(FURTHEST_LOW_WARNING), z.maximum(-1)),
  highWarning: z.int().check(z.minimum(1), z.maximum(FURTHEST_HIGH_WARNING)),
})
export type Settings = z.output<typeof Settings>
export type WarningLevels = Pick<Settings, 'lowWarning' | 'highWarning'>

export const readMembershipSettings = endpoint('GET /membership/settings', {
  may: 'exchange.manage',
  input: NoInput,
  reply: Settings,
})
/** Whoever waits and meets the new conditions takes part at once; nobody who takes part is asked again. */
export const changeMembershipSettings = endpoint('PUT /membership/settings', {
  may: 'exchange.manage',
  input: z.extend(Settings, {
    feeCents: z._default(Settings.shape.feeCents, null),
    lowWarning: z._default(Settings.shape.lowWarning, LOW_WARNING),
    highWarning: z._default(Settings.shape.highWarning, HIGH_WARNING),
  }),
  reply: Settings,
})

// ── events ──────────────────────────────────────────────────────────────────────────────────────

export const memberSuspended = event(
  'membership/suspended',
  z.object({ memberId: z.uuid(), reason: z.string() }),
)
export const charterPublished = event('charter/published', z.object({ version: z.int() }))
