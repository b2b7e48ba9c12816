/** The words of a workspace's life: asked for, suspended, cancelled, taken back, deleted. */
import * as z from 'zod/mini'
import { VerifyFirst } from '#core/identity/contract.ts'
import { ProofFields, proofProblems } from '#core/identity/factors/contract.ts'
import { endpoint, event, problem } from '#kernel/contract.ts'
import { pageOf, paging } from '#kernel/paging.ts'
import { HOUR, Instant } from '#kernel/time.ts'
import { Kind, Membership, Slug, SlugReserved, SlugTaken, WorkspaceName } from '../contract.ts'
import { KindUnavailable } from '../contract.ts'

export const LifeState = z.enum([
  'requested',
  'provisioning',
  'active',
  'suspended',
  'cancelled',
  'deleting',
])
export type LifeState = z.output<typeof LifeState>
export const Reason = z.enum(['unpaid', 'abuse', 'owner'])
export type Reason = z.output<typeof Reason>
/** What an administrator of the installation may give as a reason. */
export const AdminReason = z.enum(['unpaid', 'abuse'])
export const Note = z.string().check(z.trim(), z.maxLength(500))

export const Life = z.object({
  state: LifeState,
  reason: z.nullable(Reason),
  note: z.nullable(z.string()),
  since: z.nullable(Instant),
  /** Suspended: when that ends by itself. Cancelled: when it is erased. */
  until: z.nullable(Instant),
  /** What the caller may do about it. */
  moves: z.array(z.enum(['pause', 'resume', 'cancel', 'restore'])),
})
export type Life = z.output<typeof Life>

/** The typed name is not the one of this workspace. */
export const WrongName = problem('lifecycle/wrong-name', 422)
/** An administrator of the installation suspended it: its owner cannot lift that. */
export const NotYours = problem('lifecycle/not-yours', 409)

const Done = z.object({ done: z.literal(true) })
const Nothing = z.object({})
/** The name typed, and proof of who types: what is open on somebody's desk is not enough. */
const Sure = z.extend(ProofFields, { name: z.string().check(z.maxLength(200)) })
const ends = { may: 'workspace.end', evenClosed: true } as const
const fewPerHour = { max: 20, windowMs: HOUR }

export const readLife = endpoint('GET /life', {
  may: 'workspace.read',
  input: Nothing,
  reply: Life,
})
export const pauseWorkspace = endpoint('POST /life/pause', {
  secret: true,
  ...ends,
  input: Sure,
  reply: Life,
  problems: [...proofProblems, WrongName],
  rate: fewPerHour,
})
export const resumeWorkspace = endpoint('POST /life/resume', {
  ...ends,
  input: Nothing,
  reply: Life,
  problems: [NotYours],
})
/** Read-only for thirty days, then erased. */
export const cancelWorkspace = endpoint('POST /life/cancel', {
  secret: true,
  ...ends,
  input: Sure,
  reply: Life,
  problems: [...proofProblems, WrongName],
  rate: fewPerHour,
})
export const restoreWorkspace = endpoint('POST /life/restore', {
  ...ends,
  input: Nothing,
  reply: Life,
})

// ── the installation ────────────────────────────────────────────────────────────────────────────

const installation = { scope: 'installation' } as const
const admin = { ...installation, may: 'admin' } as const
const OneWorkspace = z.object({ workspaceId: z.uuid() })

/** Where only administrators create workspaces, anybody with an account may ask for one. */
export const requestWorkspace = endpoint('POST /workspace-requests', {
  ...installation,
  may: 'account',
  input: z.strictObject({
    id: z.optional(z.uuid()),
    name: WorkspaceName,
    slug: Slug,
    kind: Kind,
    message: Note,
  }),
  reply: Membership,
  problems: [VerifyFirst, SlugTaken, SlugReserved, KindUnavailable],
  status: 201,
  rate: { max: 10, windowMs: HOUR },
})
export const approveWorkspace = endpoint('POST /installation/workspaces/{workspaceId}/approve', {
  ...admin,
  input: OneWorkspace,
  reply: Done,
})
export const refuseWorkspace = endpoint('POST /installation/workspaces/{workspaceId}/refuse', {
  ...admin,
  input: z.extend(OneWorkspace, { reason: Note.check(z.minLength(1)) }),
  reply: Done,
})
export const suspendWorkspace = endpoint('POST /installation/workspaces/{workspaceId}/suspend', {
  ...admin,
  input: z.extend(OneWorkspace, {
    reason: AdminReason,
    note: z.optional(Note),
    /** Ends by itself then. */
    until: z.optional(Instant),
  }),
  reply: Done,
})
export const liftSuspension = endpoint('POST /installation/workspaces/{workspaceId}/lift', {
  ...admin,
  input: OneWorkspace,
  reply: Done,
})

/** What an administrator of the installation sees of a workspace: nothing of what is in it. */
export const Overview = z.object({
  id: z.uuid(),
  slug: z.string(),
  name: z.string(),
  kind: z.string(),
  state: LifeState,
  reason: z.nullable(Reason),
  note: z.nullable(z.string()),
  until: z.nullable(Instant),
  createdAt: Instant,
  members: z.int(),
  /** Null while it has no data, or when its database does not answer. */
  bytes: z.nullable(z.int()),
  lastActivityAt: z.nullable(Instant),
})
export type Overview = z.output<typeof Overview>
export const listAllWorkspaces = endpoint('GET /installation/workspaces', {
  ...admin,
  input: z.object({
    /** A part of the name or of the address. */
    search: z.optional(z.string().check(z.trim(), z.maxLength(100))),
    state: z.optional(LifeState),
    ...paging,
  }),
  reply: pageOf(Overview),
})

/** Of a deleted workspace. */
export const Tombstone = z.object({
  id: z.uuid(),
  slug: z.nullable(z.string()),
  kind: z.string(),
  createdAt: Instant,
  deletedAt: Instant,
  members: z.int(),
  slugReservedUntil: Instant,
  isSlugReserved: z.boolean(),
})
export const listTombstones = endpoint('GET /installation/tombstones', {
  ...admin,
  input: z.object({ ...paging }),
  reply: pageOf(Tombstone),
})
export const freeSlug = endpoint('POST /installation/tombstones/{tombstoneId}/free', {
  ...admin,
  input: z.object({ tombstoneId: z.uuid() }),
  reply: Done,
})
/** For the form of a new workspace. */
export const checkSlug = endpoint('GET /slugs/{slug}', {
  ...installation,
  may: 'account',
  input: z.object({ slug: Slug }),
  reply: z.object({ isFree: z.boolean() }),
  rate: { max: 300, windowMs: HOUR },
})

// ── events, in the registry ─────────────────────────────────────────────────────────────────────

const About = z.object({ workspaceId: z.uuid() })
/** Somebody asks for a workspace. */
export const workspaceAskedFor = event('lifecycle/workspace-asked-for', About)
/** What the mail needs goes along, because the row is gone. */
export const workspaceRefused = event(
  'lifecycle/workspace-refused',
  z.object({ accountId: z.uuid(), name: z.string(), reason: z.string() }),
)
export const workspaceApproved = event('lifecycle/workspace-approved', About)
export const workspaceSuspended = event('lifecycle/workspace-suspended', About)
export const workspaceCancelled = event('lifecycle/workspace-cancelled', About)
export const deletionNeared = event('lifecycle/deletion-neared', About)
export const deletionBegun = event('lifecycle/deletion-begun', About)
