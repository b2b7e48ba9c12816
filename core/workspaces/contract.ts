/** The words of workspaces: an organisation, its members, their roles, who is invited, what is switched on. */
import * as z from 'zod/mini'
import { Unusable } from '#core/files/using/contract.ts'
import {
  Email,
  Locale,
  Person,
  PersonName,
  TimeZone,
  VerifyFirst,
} from '#core/identity/contract.ts'
import { endpoint, event, NotFound, port, problem } from '#kernel/contract.ts'
import { pageOf, paging } from '#kernel/paging.ts'
import { HOUR, Instant } from '#kernel/time.ts'

export const INVITATION_DAYS = 7

/** Lower case letters, digits and single dashes, 3 to 40 characters: it stands in addresses and is said aloud. */
export const SLUG = /^(?=.{3,40}$)[a-z0-9]+(-[a-z0-9]+)*$/
export const Slug = z.string().check(z.trim(), z.toLowerCase(), z.regex(SLUG))
export const WorkspaceName = PersonName
export const Colour = z.string().check(z.toLowerCase(), z.regex(/^#[0-9a-f]{6}$/))
export const Kind = z.enum(['books', 'editorial', 'maintenance', 'school', 'resale'])
export type Kind = z.output<typeof Kind>

/** A platform role (owner, admin, staff, member, viewer) or a module's own, `part.role`. */
export const Role = z.string().check(z.regex(/^[a-z]+(\.[a-z-]+)?$/), z.maxLength(60))
const Roles = z.array(Role).check(z.minLength(1), z.maxLength(20))
const State = z.enum(['requested', 'provisioning', 'active', 'suspended', 'cancelled', 'deleting'])
const Done = z.object({ done: z.literal(true) })
const Nothing = z.object({})

/** One line of the account switcher. */
export const Membership = z.object({
  id: z.uuid(),
  slug: z.string(),
  name: z.string(),
  kind: z.string(),
  state: State,
  roles: z.array(z.string()),
})
export type Membership = z.output<typeof Membership>

export const Workspace = z.object({
  id: z.uuid(),
  slug: z.string(),
  name: z.string(),
  kind: z.string(),
  state: State,
  locale: z.string(),
  timeZone: z.string(),
  /** The modules that are on. */
  modules: z.array(z.string()),
  /** What everything is painted with; null is the product's own. */
  colour: z.nullable(z.string()),
  /** The address of its sign; null is its first letter. */
  logo: z.nullable(z.string()),
  /** The caller, and what he may do here. */
  member: z.object({ id: z.uuid(), name: z.string(), roles: z.array(z.string()) }),
  permissions: z.array(z.string()),
})
export type Workspace = z.output<typeof Workspace>

export const Member = z.object({
  id: z.uuid(),
  name: z.string(),
  /** Only for who may manage members; null for others. */
  email: z.nullable(z.string()),
  roles: z.array(z.string()),
  active: z.boolean(),
  joinedAt: Instant,
  isMe: z.boolean(),
  /** Whether the caller's own role allows him to change this member. */
  mayChange: z.boolean(),
})
export type Member = z.output<typeof Member>

export const Invitation = z.object({
  id: z.uuid(),
  email: z.string(),
  roles: z.array(z.string()),
  /** Name of the member who invited. */
  invitedBy: z.string(),
  createdAt: Instant,
  expiresAt: Instant,
  isExpired: z.boolean(),
})
export type Invitation = z.output<typeof Invitation>

// ── problems ────────────────────────────────────────────────────────────────────────────────────

export const SlugTaken = problem('workspaces/slug-taken', 409)
export const SlugReserved = problem('workspaces/slug-reserved', 422)
export const KindUnavailable = problem<{ kind: string }>('workspaces/kind-unavailable', 422)
export const NotReady = problem('workspaces/not-ready', 503)
export const LastOwner = problem('workspaces/last-owner', 409)
export const RoleAboveOwn = problem<{ role: string }>('workspaces/role-above-own', 403)
export const UnknownRole = problem<{ role: string }>('workspaces/unknown-role', 422)
/** Nobody comes in here now: neither by themselves nor by an invitation. */
export const JoiningClosed = problem('joining/closed', 409)
export const AlreadyMember = problem('workspaces/already-member', 409)
export const InvitationExpired = problem('workspaces/invitation-expired', 422)
/** The invitation was mailed to another address than the one of this account. */
export const WrongRecipient = problem('workspaces/wrong-recipient', 422)
export const UnknownModule = problem<{ module: string }>('workspaces/unknown-module', 422)
/** Something in the module waits for people; an owner may insist. `what` is a key with a `count`. */
export const ModulePending = problem<{
  module: string
  pending: { what: string; count: number }[]
  mayForce: boolean
}>('workspaces/module-pending', 409)
/** Only administrators create workspaces in this installation. */
export const CreationClosed = problem('workspaces/creation-closed', 403)

// ── the installation: session, first page, workspaces ───────────────────────────────────────────

const installation = { scope: 'installation' } as const

export const readSession = endpoint('GET /auth/session', {
  ...installation,
  may: 'account',
  input: Nothing,
  reply: z.object({ user: Person, workspaces: z.array(Membership) }),
})
/** What the first page of an installation has to ask. */
export const readSetup = endpoint('GET /setup', {
  ...installation,
  may: 'anyone',
  input: Nothing,
  reply: z.object({
    /** There is no account yet: the next one becomes administrator. */
    empty: z.boolean(),
    /** The first account needs the code printed at start, because it comes from another machine. */
    needsCode: z.boolean(),
    signup: z.enum(['open', 'invited']),
    kinds: z.array(z.object({ kind: Kind, available: z.boolean() })),
  }),
})
export const createWorkspace = endpoint('POST /workspaces', {
  ...installation,
  may: 'account',
  /** Nothing else: a plan, a state or a role in the body is refused. */
  input: z.strictObject({ id: z.optional(z.uuid()), name: WorkspaceName, slug: Slug, kind: Kind }),
  reply: Membership,
  problems: [SlugTaken, SlugReserved, KindUnavailable, NotReady, CreationClosed],
  status: 201,
  rate: { max: 60, windowMs: HOUR },
})
export const listWorkspaces = endpoint('GET /workspaces', {
  ...installation,
  may: 'account',
  input: Nothing,
  reply: z.object({ items: z.array(Membership) }),
})

// ── one workspace ───────────────────────────────────────────────────────────────────────────────

export const readWorkspace = endpoint('GET /', {
  may: 'workspace.read',
  input: Nothing,
  reply: Workspace,
})
export const changeWorkspace = endpoint('PATCH /', {
  may: 'workspace.manage',
  input: z.object({
    name: z.optional(WorkspaceName),
    locale: z.optional(Locale),
    timeZone: z.optional(TimeZone),
    colour: z.optional(z.nullable(Colour)),
  }),
  reply: Done,
})
/** What a sign of a workspace is brought for. */
export const LOGO = 'workspaces.logo'
/** A file of this workspace that the caller brought for this. */
export const setLogo = endpoint('PUT /logo', {
  may: 'workspace.manage',
  input: z.object({ fileId: z.uuid() }),
  reply: Done,
  problems: [Unusable],
})
export const removeLogo = endpoint('DELETE /logo', {
  may: 'workspace.manage',
  input: Nothing,
  reply: Done,
})
export const leaveWorkspace = endpoint('POST /leave', {
  may: 'workspace.read',
  input: Nothing,
  reply: Done,
  problems: [LastOwner],
})

export const listMembers = endpoint('GET /members', {
  may: 'members.read',
  input: z.object({
    /** A part of the name; case and accents do not count. */
    search: z.optional(z.string().check(z.trim(), z.maxLength(100))),
    role: z.optional(Role),
    /** Deactivated members are shown to who may manage them. */
    active: z.optional(z.boolean()),
    /** By name unless said otherwise. */
    sort: z.optional(z.enum(['name', 'newest'])),
    ...paging,
  }),
  reply: pageOf(Member),
})
export const changeMember = endpoint('PATCH /members/{memberId}', {
  may: 'members.manage',
  input: z.object({
    memberId: z.uuid(),
    roles: z.optional(Roles),
    active: z.optional(z.boolean()),
  }),
  reply: Member,
  problems: [LastOwner, RoleAboveOwn, UnknownRole],
})
export const removeMember = endpoint('DELETE /members/{memberId}', {
  may: 'members.manage',
  input: z.object({ memberId: z.uuid() }),
  reply: Done,
  problems: [LastOwner, RoleAboveOwn],
})

export const listInvitations = endpoint('GET /invitations', {
  may: 'members.invite',
  input: Nothing,
  reply: z.object({ items: z.array(Invitation) }),
})
/** Inviting the same address again replaces the former link. */
export const inviteMember = endpoint('POST /invitations', {
  may: 'members.invite',
  input: z.object({ id: z.optional(z.uuid()), email: Email, roles: z._default(Roles, ['member']) }),
  reply: Invitation,
  problems: [VerifyFirst, JoiningClosed, RoleAboveOwn, UnknownRole, AlreadyMember],
  status: 201,
  rate: { max: 500, windowMs: HOUR },
})
export const withdrawInvitation = endpoint('DELETE /invitations/{invitationId}', {
  may: 'members.invite',
  input: z.object({ invitationId: z.uuid() }),
  reply: Done,
})
const Token = z.string().check(z.minLength(20), z.maxLength(100))
/** For the page behind the mailed link, before its reader has an account. */
export const previewInvitation = endpoint('GET /invitations/preview', {
  may: 'anyone',
  input: z.object({ token: Token }),
  reply: z.object({
    workspace: z.object({
      slug: z.string(),
      name: z.string(),
      kind: z.string(),
      colour: z.nullable(z.string()),
      logo: z.nullable(z.string()),
    }),
    email: z.string(),
    invitedBy: z.string(),
    roles: z.array(z.string()),
    expiresAt: Instant,
  }),
  problems: [InvitationExpired, NotFound],
  rate: { max: 120, windowMs: HOUR },
})
/** The mailed token proves the address: accepting verifies it. */
export const acceptInvitation = endpoint('POST /invitations/accept', {
  may: 'account',
  input: z.object({ token: Token }),
  reply: Membership,
  problems: [InvitationExpired, WrongRecipient],
})

export const ModuleState = z.object({
  module: z.string(),
  on: z.boolean(),
  /** The module this kind of workspace starts with. */
  isMain: z.boolean(),
})
export const listModules = endpoint('GET /modules', {
  may: 'workspace.read',
  input: Nothing,
  reply: z.object({ items: z.array(ModuleState) }),
})
/** Switching off hides and keeps everything; switching on again finds it as it was. */
export const switchModule = endpoint('PUT /modules/{module}', {
  may: 'modules.switch',
  input: z.object({
    module: z.string().check(z.maxLength(40)),
    on: z.boolean(),
    /** Off although something waits: it stays as it is and waits on. Owners only. */
    force: z._default(z.boolean(), false),
  }),
  reply: ModuleState,
  problems: [UnknownModule, ModulePending],
})

// ── events ──────────────────────────────────────────────────────────────────────────────────────

const Membered = z.object({
  memberId: z.uuid(),
  accountId: z.uuid(),
  name: PersonName,
  roles: z.array(z.string()),
})
/** Also when somebody comes back: the member's id is the one of before. */
export const memberJoined = event('workspaces/member-joined', Membered)
export const memberLeft = event('workspaces/member-left', Membered)
export const rolesChanged = event('workspaces/roles-changed', Membered)
export const memberRenamed = event('workspaces/member-renamed', Membered)
export const memberInvited = event(
  'workspaces/member-invited',
  z.object({ invitationId: z.uuid() }),
)
export const moduleSwitched = event(
  'workspaces/module-switched',
  z.object({ module: z.string(), on: z.boolean() }),
)
/** In the registry, where modules are switched; `moduleSwitched` follows in the workspace itself. */
export const switchRecorded = event(
  'workspaces/switch-recorded',
  z.object({ workspaceId: z.uuid(), module: z.string() }),
)
/** In the registry: a workspace has its row and waits for the rest. */
export const workspaceRequested = event(
  'workspaces/workspace-requested',
  z.object({ workspaceId: z.uuid() }),
)

// ── what the product is made of ─────────────────────────────────────────────────────────────────

export type ModuleCatalogue = {
  /** Kind of workspace → the module it starts with; null when that module is not built. */
  kinds: readonly { kind: Kind; module: string | null }[]
  /** Modules that a workspace may switch on. */
  modules: readonly string[]
}
export const catalogue = port<ModuleCatalogue>('catalogue')
